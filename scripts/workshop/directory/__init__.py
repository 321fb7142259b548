"""Filling the account directory: sample accounts, and a CSV from the vendor."""
