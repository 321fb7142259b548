"""A translation beside its source: how far it is behind, and whether it says the same."""
