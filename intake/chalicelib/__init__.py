"""Varde's support desk: all the code that is deployed to Lambda."""
