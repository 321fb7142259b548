"""Mails that are not sent by themselves, as an operator sees them: no words, no addresses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

PARKED, HELD = "parked", "held"
STATES = (PARKED, HELD)


class NoLongerGood(ValueError):
    """The code in the mail no longer works; the mail can only be dropped."""


@dataclass(frozen=True)
class Kept:
    """
    Attributes:
        state: `parked` (it could not be sent, or nobody knows whether it was) or `held` (it was stored before the
            store was restored from a backup, and may have been sent since).
        reason: why, as a word; no text of a mail service.
        number: of the case, None for a code.
        minutes: how long a code in it is good; None for the others.
    """

    id: str
    kind: str
    number: str | None
    state: str
    reason: str
    stored: datetime
    minutes: int | None = None

    def send_again(self, now: datetime) -> None:
        """
        Whether it may be sent.

        Raises:
            NoLongerGood: a code that has ended, or that was made before the store was restored.
        """
        if self.minutes is not None and (self.state == HELD or now >= self.stored + timedelta(minutes=self.minutes)):
            raise NoLongerGood(f"{self.id}: the code in it opens nothing any more")
