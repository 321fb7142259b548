"""Mails: those that wait, evidence about those that were sent, and the service that takes them."""
