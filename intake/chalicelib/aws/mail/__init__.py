"""Mails: those that wait, what was heard of them, and the service that takes them."""
