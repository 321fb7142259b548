"""What the API answers: one struct per shape, and how a case or a person becomes one."""

from datetime import datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from chalicelib.cases.case import Case, Event, Timeline
from chalicelib.people.person import Person


class AuthorShape(Struct):
    name: str
    role: str


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


class CaseShape(Struct):
    number: str
    channel: str
    language: str
    overview: str
    status: Literal["open", "closed"]
    waiting_on: Literal["us", "them"] | None
    received: datetime
    due: datetime | None
    updated: datetime
    favourite: bool
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
    # For agents only; left out of a requester's answer.
    requester: RequesterShape | UnsetType = UNSET
    taken_by: str | UnsetType | None = UNSET


class AskerShape(Struct):
    """Who sent a case, as far as the desk's lists show it."""

    name: str
    tier: str
    seat: str | None


class RowShape(Struct):
    """A case in a list: what the list shows, a text above 240 bytes cut. `GET /cases/{number}` has it all."""

    number: str
    channel: str
    language: str
    overview: str
    status: Literal["open", "closed"]
    waiting_on: Literal["us", "them"] | None
    received: datetime
    due: datetime | None
    updated: datetime
    favourite: bool
    # For agents only; left out of a requester's answer.
    requester: AskerShape | UnsetType = UNSET
    taken_by: str | UnsetType | None = UNSET


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
    """`count` is told with the first page."""

    cases: list[RowShape]
    next: str | None
    count: CountShape | None


class EventPage(Struct):
    """Ask again with `next`: at once while there is `more`, else after a while."""

    events: list[EventShape]
    next: str
    more: bool
    poll_after_ms: int


class RemovedAccount(Struct):
    """`removed` is false when there was none."""

    id: str
    removed: bool


class RemovedUser(Struct):
    """`removed` is false when there was nobody; sessions of the address are ended in any case."""

    email: str
    removed: bool


def case_shape(case: Case, person: Person) -> CaseShape:
    """The case as this person may see it."""
    shape = CaseShape(
        number=case.number,
        channel=case.channel,
        language=case.language,
        overview=case.overview,
        status=case.status,  # type: ignore[arg-type]
        waiting_on=case.waiting_on,  # type: ignore[arg-type]
        received=case.received,
        due=case.due,
        updated=case.updated,
        favourite=case.favourite,
        follows=case.follows,
        survey=None,
        version=case.version,
        topic=case.topic,
        links=list(case.links),
        asked=list(case.asked),
        read=[ReadShape(read.path, read.section, read.commit) for read in case.read],
        phone=case.phone,
        reply_email=case.reply_email,
        staff_access=case.staff_access,
    )
    if person.is_agent:
        who = case.requester
        shape.requester = RequesterShape(who.name, who.email, who.tier, who.seat, who.account)
        shape.taken_by = case.taken_by_name
    return shape


def row_shape(case: Case, *, at_desk: bool) -> RowShape:
    """The case as a line of a list, in the requester's own inbox or at the desk."""
    row = RowShape(
        number=case.number,
        channel=case.channel,
        language=case.language,
        overview=case.overview,
        status=case.status,  # type: ignore[arg-type]
        waiting_on=case.waiting_on,  # type: ignore[arg-type]
        received=case.received,
        due=case.due,
        updated=case.updated,
        favourite=case.favourite,
    )
    if at_desk:
        who = case.requester
        row.requester = AskerShape(who.name, who.tier, who.seat)
        row.taken_by = case.taken_by_name
    return row


def timeline_shape(page: Timeline, poll_after_ms: int) -> EventPage:
    return EventPage([event_shape(event) for event in page.events], f"{page.last:08d}", page.more, poll_after_ms)


def event_shape(event: Event) -> EventShape:
    return EventShape(
        id=event.id,
        kind=event.kind,  # type: ignore[arg-type]
        at=event.at,
        author=AuthorShape(event.author.name, event.author.role),
        text=event.text,
        attachments=[],
        status=event.status,
    )


class KeptMails(Struct):
    """Mails that are not sent by themselves; 501 of a state stands for more than 500."""

    parked: int
    held: int


class Health(Struct):
    version: str
    commit: str
    store: str
    outbox: KeptMails | UnsetType = UNSET  # with an API key only
