"""The workshop: the Python behind the commands in scripts/."""

from workshop import refusal

refusal.install()
