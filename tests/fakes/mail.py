"""A mailer that keeps everything in its pocket, and mails that wait on a shelf."""
# ruff: noqa: ARG002, ARG005 - a fake takes every argument of the protocol and needs only some

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Claim
from chalicelib.mail.outbox import Waiting as Due

PAGE = 100  # mails that a sweep sees at once, as in DynamoDB


class RoomyCeiling:
    """`Ceiling` that is never reached, and counts."""

    def __init__(self) -> None:
        self.counted = 0

    def full_until(self, now: datetime) -> datetime | None:
        return None

    def count(self, now: datetime) -> None:
        self.counted += 1


class PocketMailer:
    """`sent` are the tags of the mails it took. `trouble` may raise before a mail is taken, `after` afterwards."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.tells = True  # whether it can say what it has sent
        self.trouble: Callable[[str], None] = lambda tag: None
        self.after: Callable[[str], None] = lambda tag: None

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        self.trouble(tag)
        self.sent.append(tag)
        self.after(tag)

    def seen(self, tag: str) -> bool | None:
        return tag in self.sent if self.tells else None


@dataclass
class Waiting:
    letter: Letter | None
    stored: datetime
    next: datetime
    state: str = "waiting"
    attempts: int = 0
    reason: str | None = None
    behind: bool = False


class ShelfOfLetters:
    """`OutboxStore` in a dictionary."""

    def __init__(self) -> None:
        self.waiting: dict[str, Waiting] = {}

    def put(self, letter: Letter, now: datetime) -> None:
        self.waiting[letter.id] = Waiting(letter, now, now)

    def claim(self, id: str, now: datetime, until: datetime) -> Claim | None:
        one = self.waiting.get(id)
        if one is None or one.state in ("sent", "parked") or one.next > now:
            return None
        unclear = one.state == "claimed"
        one.state, one.next, one.attempts = "claimed", until, one.attempts + 1
        assert one.letter is not None
        return Claim(one.letter, one.attempts, unclear, one.stored)

    def sent(self, claim: Claim, now: datetime) -> None:
        if one := self._ours(claim):
            one.state, one.reason, one.letter = "sent", "sent", None

    def release(self, claim: Claim, again: datetime) -> None:
        if one := self._ours(claim):
            one.state, one.next = "waiting", again

    def park(self, claim: Claim, reason: str, now: datetime) -> None:
        if one := self._ours(claim):
            one.state, one.reason = "parked", reason

    def _ours(self, claim: Claim) -> Waiting | None:
        one = self.waiting[claim.letter.id]
        return one if one.state == "claimed" and one.attempts == claim.attempts else None

    def due(self, now: datetime) -> Sequence[Due]:
        return self._oldest(now, behind=False)

    def behind(self, now: datetime) -> Sequence[Due]:
        return self._oldest(now, behind=True)

    def put_behind(self, waiting: Due) -> None:
        self.waiting[waiting.id].behind = True

    def _oldest(self, now: datetime, *, behind: bool) -> Sequence[Due]:
        found = [one for one in self.waiting.values() if one.state in ("waiting", "claimed") and one.next <= now]
        mine = [one for one in sorted(found, key=lambda one: one.stored) if one.behind == behind]
        return [Due(one.letter.id, one.letter.lane) for one in mine if one.letter][:PAGE]

    def state(self, id: str) -> tuple[str, str | None, bool]:
        """Its state, the reason, and whether its words are kept."""
        one = self.waiting[id]
        return one.state, one.reason, one.letter is not None
