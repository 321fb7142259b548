"""The Lambda's package: what is in it, what is left out, and the template that deploys it."""
