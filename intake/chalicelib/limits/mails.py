"""All mail together (protocol `mail.outbox.Ceiling`), counted by the sender: no request writes a shared counter."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.limits.limiter import Counters
from chalicelib.limits.rules import DAY, HOUR, WINDOWS, Limits
from chalicelib.limits.windows import ends

ALL, MAILS = "mail#all", "mails"
FRESH = timedelta(seconds=10)  # how long a sender trusts a count that other senders change too


class MailCeiling:
    def __init__(self, limits: Callable[[], Limits], counters: Counters) -> None:
        self._limits, self._counters = limits, counters
        self._counted: dict[tuple[str, str], int] = {}
        self._read: datetime | None = None

    def full_until(self, now: datetime) -> datetime | None:
        if self._read is None or not self._read <= now < min(self._read + FRESH, ends(HOUR, self._read)):
            self._counted, self._read = dict(self._counters.read(ALL, now)), now
        most = self._limits().mail
        bounds = ((HOUR, most.hour), (DAY, most.day))
        full = [ends(window, now) for window, bound in bounds if self._counted.get((MAILS, window), 0) >= bound]
        return max(full, default=None)

    def count(self, now: datetime) -> None:
        self._counters.add(ALL, now, {MAILS: 1}, {})
        for window in WINDOWS:
            self._counted[MAILS, window] = self._counted.get((MAILS, window), 0) + 1
