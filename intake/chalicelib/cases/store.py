"""What the rules ask of the store. DynamoDB answers in `aws`, a dictionary in the tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.cases.case import Case, Counts, Event, Page
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
    """Each call is one request to the store, whatever the number of cases."""

    def memory(self, key: str) -> Memory | None: ...

    def add(self, case: Case, event: Event, letters: Sequence[Letter], memory: Memory) -> None:
        """
        Store a new case, its first event, its mails and the memory of it: all or nothing.

        Raises:
            NumberTaken, Remembered: nothing was stored.
            VersionChanged: nothing was stored; the memory that was in the way has just ended.
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

    def case(self, number: str) -> Case | None: ...

    def events(self, number: str, after: int) -> Sequence[Event]:
        """The events with a sequence above `after`, oldest first."""

    def of_requester(self, requester: str, filter: str, cursor: str | None, size: int) -> Page:
        """Newest first."""

    def counts(self, requester: str) -> Counts: ...

    def queue(self, language: str, cursor: str | None, size: int, *, waiting: bool) -> Page:
        """Open cases in the order of the promise due; with `waiting` only those that wait on us."""

    def taken(self, agent: str, cursor: str | None, size: int) -> Page:
        """Open cases that an agent took, the promise due first first."""
