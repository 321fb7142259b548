"""Stacks on AWS: what an update would do, in words, and what we refuse because it would lose data."""
