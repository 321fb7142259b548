"""Cases, rows of lists, and what happened in them, as the API answers them. `showing` fills them."""

from datetime import datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from chalicelib.cases.case import Event


class AuthorShape(Struct):
    """`me`: the person who asks wrote it. Several people can have the same name, so names prove nothing."""

    name: str
    role: str
    me: bool


class EventShape(Struct):
    id: str
    kind: Literal["message", "note", "status", "survey"]
    at: datetime
    author: AuthorShape
    text: str
    attachments: list[str]
    status: str | None = None


class RequesterShape(Struct):
    """Who sent a case; only agents see it."""

    name: str
    email: str
    tier: str
    seat: str | None
    account: str | None


class ReadShape(Struct):
    path: str
    section: str | None
    commit: str | None


class AskerShape(Struct):
    """Who sent a case, as far as the desk's lists show it."""

    name: str
    tier: str
    seat: str | None


class ShownCase(Struct, kw_only=True):
    """What a list shows of a case, and the page of a case too."""

    number: str
    channel: str
    language: str
    overview: str
    status: Literal["open", "closed"]
    waiting_on: Literal["us", "them"] | None
    received: datetime
    due: datetime | None
    late: bool
    updated: datetime
    favourite: bool
    own: bool  # the person who asks sent it
    # For agents only, and not of their own cases; left out of a requester's answer.
    taken_by: str | UnsetType | None = UNSET
    taken_by_me: bool | UnsetType = UNSET
    waiting_since: datetime | UnsetType | None = UNSET
    target: datetime | UnsetType | None = UNSET  # of a live promise, which has no `due` (decision D10)
    minutes_left: int | UnsetType | None = UNSET  # of opening time, until `due` or `target`
    no_break: bool | UnsetType = UNSET  # no closing lies in between: they are minutes on the clock too


class RowShape(ShownCase, kw_only=True):
    """A case in a list; a text above 240 bytes is cut. `GET /cases/{number}` has it all."""

    requester: AskerShape | UnsetType = UNSET  # for agents only, as above


class CaseShape(ShownCase, kw_only=True):
    """A whole case."""

    follows: str | None
    survey: None
    version: int
    topic: str
    links: list[str]
    asked: list[str]
    read: list[ReadShape]
    phone: str | None
    reply_email: str | None
    staff_access: bool
    requester: RequesterShape | UnsetType = UNSET  # for agents only, as above


class CountShape(Struct):
    """How many cases a list holds: `n`, or more than that."""

    n: int
    more: bool


class OneCase(Struct):
    case: CaseShape


class LeftOutShape(Struct):
    """Something the page added by itself that could not be read; the case was stored without it."""

    field: str
    code: str


class SentCase(Struct):
    case: CaseShape
    left_out: list[LeftOutShape]


class CaseAndEvent(Struct):
    case: CaseShape
    event: EventShape


class CasePage(Struct):
    cases: list[RowShape]
    counts: dict[str, int]
    next: str | None


class QueuePage(Struct):
    """`count` comes with the first page."""

    cases: list[RowShape]
    next: str | None
    count: CountShape | None


class EventPage(Struct):
    """Ask again with `next`: at once while there is `more`, else after a while."""

    events: list[EventShape]
    next: str
    more: bool
    poll_after_ms: int


def event_shape(event: Event, *, me: bool) -> EventShape:
    return EventShape(
        id=event.id,
        kind=event.kind,  # type: ignore[arg-type]
        at=event.at,
        author=AuthorShape(event.author.name, event.author.role, me),
        text=event.text,
        attachments=[],
        status=event.status,
    )
