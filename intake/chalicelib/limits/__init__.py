"""Rate limits: how much anybody can send or ask."""

from chalicelib.limits.limiter import Asker, Asking, Count, Counters, Limiter, Proofs, Solved, uncounted
from chalicelib.limits.load import load, shipped
from chalicelib.limits.mails import MailCeiling
from chalicelib.limits.rules import DAY, HOUR, Limit, Limits

__all__ = [
    "DAY", "HOUR", "Asker", "Asking", "Count", "Counters", "Limit", "Limiter", "Limits",
    "MailCeiling", "Proofs", "Solved", "load",
    "shipped", "uncounted",
]  # fmt: skip
