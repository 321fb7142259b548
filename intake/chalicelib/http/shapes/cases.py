"""
Cases and rows of lists, as the API answers them; `showing` fills them.

The fields come from `cases.case.Case`, which says of each who is shown it. Added here is what depends on who asks, and
when.
"""

from datetime import datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType, defstruct

from chalicelib.cases.case import Case
from chalicelib.cases.fields import DESK, LIST, PAGE, shown
from chalicelib.http.shapes.events import AnyEvent


class RequesterShape(Struct):
    """Who sent a case; only agents see it."""

    name: str
    email: str
    tier: str
    seat: str | None
    account: str | None


class AskerShape(Struct):
    """Who sent a case, as far as the desk's lists show it."""

    name: str
    tier: str
    seat: str | None


def _fields(where: str) -> list[Any]:
    """The fields of a case that are shown there. Those for agents are left out of a requester's answer."""
    if where == DESK:
        return [(one.name, one.type | UnsetType, UNSET) for one in shown(Case, DESK)]
    return [(one.name, one.type) for one in shown(Case, where)]


_InLists: Any = defstruct("_InLists", [*_fields(LIST), *_fields(DESK)], kw_only=True)


class ShownCase(_InLists, kw_only=True):  # type: ignore[misc, call-arg]
    """What a list shows of a case, and the page of a case too."""

    due: datetime | None
    late: bool
    own: bool  # the person who asks sent it
    # For agents only, and not of their own cases; left out of a requester's answer.
    taken_by: str | UnsetType | None = UNSET
    taken_by_me: bool | UnsetType = UNSET
    target: datetime | UnsetType | None = UNSET  # of a live promise, which has no `due` (decision D10)
    minutes_left: int | UnsetType | None = UNSET  # of opening time, until `due` or `target`
    no_break: bool | UnsetType = UNSET  # no closing lies in between: they are minutes on the clock too


class RowShape(ShownCase, kw_only=True):  # type: ignore[call-arg]
    """A case in a list; a text above 240 bytes is cut. `GET /cases/{number}` has it all."""

    requester: AskerShape | UnsetType = UNSET  # for agents only, as above


_OnPage: Any = defstruct("_OnPage", _fields(PAGE), bases=(ShownCase,), kw_only=True)


class CaseShape(_OnPage, kw_only=True):  # type: ignore[misc, call-arg]
    """A whole case."""

    survey: None
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
    event: AnyEvent


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

    events: list[AnyEvent]
    next: str
    more: bool
    poll_after_ms: int
