"""A case: what somebody asked us, and its present state."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from chalicelib.cases.events import Event
from chalicelib.cases.fields import APART, DESK, DETAILS, LIST, ONCE, PAGE, STEP, kept

OPEN: Final = "open"
CLOSED: Final = "closed"
US: Final = "us"
THEM: Final = "them"

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

    A field is defined here and nowhere else: `kept` says how it is stored and who is shown it.

    Attributes:
        waiting_since: since when it waits for us; None while it does not.
        due: when our answer is due; None while we wait for the customer, when closed, and for live cases.
        target: when we aim to have answered a live case (decision D10).
        version: counts the events; a change is only stored on top of the version it was made from.
        taken_by: the fingerprint of the agent who took it; `taken_by_name` is what others see.
        call_at: when we call, at a time that was chosen or agreed; None: as soon as its promise says (decision D14).
        attempts: how often we called in vain since we last reached the customer.
        by_call: whether it is answered by calling, as its channel is.
        turns_at: when a case to which nobody came goes on in another channel (decision D10).
        letters: ids of the mails to the requester, oldest first, so that they thread.
        locale: of the pages that the requester read when sending it; links in mails lead there.
    """

    number: str = kept(ONCE, LIST)
    requester: Requester = kept(ONCE)
    channel: str = kept(STEP, LIST)
    language: str = kept(ONCE, LIST)
    topic: str = kept(ONCE, PAGE)
    client: str = kept(ONCE)
    overview: str = kept(ONCE, LIST, short=True)
    received: datetime = kept(ONCE, LIST)
    updated: datetime = kept(STEP, LIST)
    status: Literal["open", "closed"] = kept(STEP, LIST, default=OPEN)
    waiting_on: Literal["us", "them"] | None = kept(STEP, LIST, default=US)
    waiting_since: datetime | None = kept(STEP, DESK, default=None)
    due: datetime | None = kept(STEP, default=None)
    target: datetime | None = kept(STEP, default=None)
    version: int = kept(STEP, PAGE, default=0)
    favourite: bool = kept(APART, LIST, default=False)
    follows: str | None = kept(ONCE, PAGE, default=None)
    taken_by: str | None = kept(STEP, default=None)
    taken_by_name: str | None = kept(STEP, default=None, short=True)
    staff_access: bool = kept(ONCE, PAGE, default=True)
    # Bounded by their form, and most cases have no other details: an item for them would cost two units more.
    reply_email: str | None = kept(ONCE, PAGE, default=None, secret=True)
    phone: str | None = kept(ONCE, LIST, default=None, secret=True)
    links: Sequence[str] = kept(DETAILS, PAGE, default=())
    asked: Sequence[str] = kept(DETAILS, PAGE, default=(), secret=True)
    read: Sequence[Read] = kept(DETAILS, PAGE, default=())
    call_at: datetime | None = kept(STEP, LIST, default=None)
    attempts: int = kept(STEP, LIST, default=0)
    by_call: bool = kept(STEP, LIST, default=False)
    turns_at: datetime | None = kept(STEP, default=None)
    letters: Sequence[str] = kept(STEP, default=())
    locale: str | None = kept(ONCE, default=None)

    @property
    def is_open(self) -> bool:
        return self.status == OPEN


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
