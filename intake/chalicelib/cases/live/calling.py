"""
Cases that are answered by a call (policy P6, P7, decision D14): when one can be asked for, and what each attempt does.

How often we call in vain, how long we wait in between and where the case goes on are rows of the policy.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.cases.case import THEM, Case
from chalicelib.cases.events import Attempt, Author
from chalicelib.cases.promises import Promises
from chalicelib.errors import Conflict, FieldError, Invalid
from chalicelib.policy import Channel
from chalicelib.policy.promise import PromiseClock

Outcome = Literal["reached", "no_answer", "wrong_number", "later"]


@dataclass(frozen=True)
class Called:
    """What came of a call: `again` is the time that the customer asked for, with "later" only."""

    outcome: Outcome
    again: datetime | None = None


def chosen(channel: Channel, clock: PromiseClock, call_at: datetime, now: datetime) -> None:
    """
    That we can call at this time: in opening hours, not in the past and not too far ahead.

    Raises:
        Invalid: of the field `call_at`. `not_open_then` says when we open next after it.
    """
    if channel.days_ahead is None:
        raise Invalid(FieldError("call_at", "not_offered"))
    last = now + timedelta(days=channel.days_ahead)
    if not now <= call_at <= last:
        raise Invalid(FieldError("call_at", "not_in_range", {"from": _minute(now), "until": _minute(last)}))
    if not clock.is_open(call_at):
        raise Invalid(FieldError("call_at", "not_open_then", {"opens_at": _minute(clock.opens_at(call_at))}))


def attempted(promises: Promises, case: Case, author: Author, called: Called, at: datetime) -> tuple[Case, Attempt]:
    """
    The case after a call, and the event of it.

    Raises:
        Conflict: it is closed, or is not answered by calling (any more).
        Invalid: "later" without a time at which we can call.
    """
    channel = promises.channel(case)
    if not (case.is_open and channel.calls):
        raise Conflict(case_status=case.status)
    if case.taken_by is None:
        case = replace(case, taken_by=author.id, taken_by_name=author.name)

    def event(again: datetime | None = None, goes_on: str | None = None) -> Attempt:
        return Attempt(case.version + 1, at, author, called.outcome, again, goes_on)

    if called.outcome == "reached":
        return Promises.none(case, THEM), event()
    if called.outcome == "later":
        if called.again is None:
            raise Invalid(FieldError("call_at", "missing"))
        chosen(channel, promises.clock(case), called.again, at)
        return replace(promises.called_at(case, called.again, at), attempts=0), event(called.again)
    missed = replace(case, attempts=case.attempts + 1)
    row = channel.attempts
    if row is None:
        return missed, event()
    # Nobody is called twice by mistake: a wrong number ends the calls at once.
    if missed.attempts >= row.most or called.outcome == "wrong_number":
        return promises.given(replace(missed, channel=row.turns_into, attempts=0), at), event(goes_on=row.turns_into)
    again = promises.clock(case).opens_at(at + timedelta(minutes=row.wait))
    return promises.called_at(missed, again, at), event(again)


def _minute(at: datetime) -> str:
    """As problem documents have an instant."""
    return at.isoformat(timespec="minutes")
