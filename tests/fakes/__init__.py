"""Fakes: the interfaces that the rules need, in dictionaries."""
