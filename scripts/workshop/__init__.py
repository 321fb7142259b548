"""The workshop: the Python behind the commands in scripts/."""
