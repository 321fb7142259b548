"""A case: what somebody asked us, and its present state."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

OPEN, CLOSED = "open", "closed"
US, THEM = "us", "them"

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U: easy to read aloud, hard to mistake


def new_number() -> str:
    """A number such as V-7F3K-9Q2M: 30^8 of them, in an order that nobody can guess."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"V-{letters[:4]}-{letters[4:]}"


@dataclass(frozen=True)
class Requester:
    """Who sent the case, as the directory knew them on that day; the case keeps it (decision D9)."""

    id: str  # the address's fingerprint
    email: str = field(repr=False)
    name: str = field(repr=False)
    tier: str
    seat: str | None
    account: str | None  # the account's name


@dataclass(frozen=True)
class Read:
    """An article that was read before the case was sent: the exact page, section and version."""

    path: str
    section: str | None = None
    commit: str | None = None


@dataclass(frozen=True)
class Case:
    """
    The head of a case. Its words are in its events.

    Attributes:
        waiting_since: since when it waits for us; None while it does not.
        due: when our answer is due; None while we wait for the customer, when closed, and for live cases.
        target: when we aim to have answered a live case (decision D10).
        version: counts the events; a change is only stored on top of the version it was made from.
        taken_by: the fingerprint of the agent who took it; `taken_by_name` is what others see.
        letters: ids of the mails to the requester, oldest first, so that they thread.
        locale: of the pages that the requester read when sending it; links in mails lead there.
    """

    number: str
    requester: Requester
    channel: str
    language: str
    topic: str
    client: str
    overview: str
    received: datetime
    updated: datetime
    status: str = OPEN
    waiting_on: str | None = US
    waiting_since: datetime | None = None
    due: datetime | None = None
    target: datetime | None = None
    version: int = 0
    favourite: bool = False
    follows: str | None = None
    taken_by: str | None = None
    taken_by_name: str | None = None
    staff_access: bool = True
    reply_email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    links: Sequence[str] = ()
    asked: Sequence[str] = field(default=(), repr=False)
    read: Sequence[Read] = ()
    letters: Sequence[str] = ()
    locale: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status == OPEN


@dataclass(frozen=True)
class Author:
    """Who wrote an event. `id` is a fingerprint; the page shows name and role."""

    id: str
    name: str
    role: str  # "requester" or "agent"


@dataclass(frozen=True)
class Event:
    """One entry in the timeline. `sequence` starts at 1 and has no gaps; it is also the version it made."""

    sequence: int
    kind: str  # "message", "note", "status"
    at: datetime
    author: Author
    text: str = field(default="", repr=False)
    status: str | None = None  # "closed", "reopened" or "taken"

    @property
    def id(self) -> str:
        return f"{self.sequence:08d}"


@dataclass(frozen=True)
class Counts:
    """How many cases a requester has, per filter of the inbox (policy P14)."""

    by_filter: Mapping[str, int]


@dataclass(frozen=True)
class Count:
    """How many cases a list holds: `n` of them, and `more` when counting stopped there."""

    n: int
    more: bool = False


@dataclass(frozen=True)
class Page:
    """
    A page of cases.

    Attributes:
        next: the cursor of the page after it; None only when no case follows.
        count: of the whole list, on its first page where nothing else counts it.
    """

    cases: Sequence[Case]
    next: str | None
    count: Count | None = None


@dataclass(frozen=True)
class Timeline:
    """A page of events, oldest first. `last` is the sequence that was read up to; `more` when others follow it."""

    events: Sequence[Event]
    last: int
    more: bool
