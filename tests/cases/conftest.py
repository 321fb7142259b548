"""A desk of fakes: one policy, one shelf, a stopped clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.cases.case import Case
from chalicelib.cases.conversation import Conversation
from chalicelib.cases.life import Life
from chalicelib.cases.listing import Listing
from chalicelib.cases.promises import Promises
from chalicelib.cases.submitting import Submission, Submitting
from chalicelib.mail.letter import Letter
from chalicelib.people.person import Person
from chalicelib.policy import Policy
from tests.fakes.cases import ShelfOfCases
from tests.fakes.clock import FixedClock
from tests.fakes.ferry import ferry
from tests.fakes.people import PRINT, birk


@dataclass
class Desk:
    """Everything about cases, in memory."""

    policy: Policy = field(default_factory=ferry)
    shelf: ShelfOfCases = field(default_factory=ShelfOfCases)
    clock: FixedClock = field(default_factory=FixedClock)
    numbers: list[str] = field(default_factory=lambda: [f"V-AAAA-{place:04d}" for place in range(99)])
    woken: list[Letter] = field(default_factory=list)
    pauses: list[int] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)  # address of then -> address of now

    def __post_init__(self) -> None:
        self.submitting = Submitting(
            self.policy, self.shelf, PRINT, self.clock, new_number=lambda: self.numbers.pop(0), wake=self.woken.append
        )
        self.conversation = Conversation(
            Life(self.policy), self.shelf, PRINT, self.clock, self.woken.append, self.pauses.append, self.address_of
        )
        self.listing = Listing(self.shelf, PRINT)
        self.promises = Promises(self.policy)
        self._keys = iter(range(10**6))

    def address_of(self, identity: str, email: str) -> str:
        assert identity
        return self.moved.get(email, email)

    def send(self, person: Person = birk, *, key: str | None = None, body: bytes = b"{}", **changes: Any) -> Case:
        """Send a case, by letter in English unless said otherwise."""
        asked = {"channel": "letter", "language": "en", "overview": "Export stops", "description": "At 90 %."}
        key = key or f"key-{next(self._keys)}"
        return self.submitting.submit(Submission(**{**asked, **changes}), person, key, body)

    def write(self, case: Case, person: Person, text: str = "Words", key: str | None = None) -> Case:
        return self.conversation.message(case.number, person, text, key)[0]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def desk_with() -> Callable[..., Desk]:
    """A desk under another policy, or with other numbers."""
    return Desk
