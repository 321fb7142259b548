"""What the rules need from a store: DynamoDB in `aws`, a dictionary in the tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.cases.case import Case, Counts
from chalicelib.cases.events import Event
from chalicelib.mail.letter import Letter


@dataclass(frozen=True)
class Memory:
    """What a write with an `Idempotency-Key` did: which case, which version, for which body."""

    key: str  # fingerprint of requester and key
    digest: str  # hash of the body: the same key with another body is a mistake
    number: str
    version: int


class NumberTaken(Exception):
    """Another case has this number: draw again."""


class VersionChanged(Exception):
    """Somebody else changed the case since it was read: read again."""


class Remembered(Exception):
    """A write with this key was stored before; `memory` says what it did."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory.number)
        self.memory = memory


class CaseStore(Protocol):
    """
    Each call is one request to the store, whatever the number of cases.

    Lists are read from a place (see `places`): the cases that come after it, at most `size`. Fewer are the list's end.
    """

    def memory(self, key: str) -> Memory | None: ...

    def add(self, case: Case, event: Event, letters: Sequence[Letter], memory: Memory) -> None:
        """
        Store a new case, its first event, its mails and its idempotency record: all or nothing.

        Raises:
            NumberTaken, Remembered: nothing was stored.
            VersionChanged: nothing was stored; the idempotency record that was in the way has just expired.
        """

    def save(
        self, before: Case, after: Case, event: Event, letters: Sequence[Letter], memory: Memory | None = None
    ) -> None:
        """
        Store a change of a case with its event and mails: all or nothing.

        Raises:
            VersionChanged, Remembered: nothing was stored.
        """

    def set_favourite(self, case: Case, favourite: bool) -> None: ...

    def case(self, number: str) -> Case | None:
        """The whole case. Those in lists are heads: without links, questions and articles, long texts cut."""

    def events(self, number: str, after: int, size: int) -> tuple[Sequence[Event], bool]:
        """At most `size` events with a sequence above `after`, oldest first, and whether others may follow."""

    def of_requester(self, requester: str, filter: str, after: str | None, size: int) -> Sequence[Case]:
        """Newest first."""

    def counts(self, requester: str) -> Counts: ...

    def queue(self, language: str, after: str | None, size: int, *, waiting: bool) -> Sequence[Case]:
        """Open cases in the order of the desk; with `waiting` only those that wait on us."""

    def queue_count(self, language: str, after: str, most: int, *, waiting: bool) -> int:
        """How many cases of the queue come after a place; counting stops at `most`."""

    def calls(self, language: str, after: str | None, size: int) -> Sequence[Case]:
        """Open cases that wait on us for a call, in the order of the desk."""

    def calls_count(self, language: str, after: str, most: int) -> int: ...

    def turning(self, now: datetime, size: int) -> Sequence[str]:
        """Numbers of open cases whose `turns_at` has come, the oldest first."""

    def taken(self, agent: str, after: str | None, size: int) -> Sequence[Case]:
        """Open cases that an agent took, in the order of the desk."""

    def taken_count(self, agent: str, after: str, most: int) -> int: ...
