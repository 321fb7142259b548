"""The account directory, and signing in."""
