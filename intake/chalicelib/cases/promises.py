"""
When we owe an answer: in full each time a case begins to wait for us, and computed only here (decisions D4, D10).

A case keeps the rules of the day it was received (D9). Other code only words whether we are late.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.cases.case import US, Case
from chalicelib.policy import Channel, Policy
from chalicelib.policy.promise import PromiseClock

# Instants are written to the minute: what is due at 11:00 is late when the clocks show 11:01.
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Judged:
    """
    The state of a promise at one moment.

    Attributes:
        due: until when the answer is promised; None when nothing is owed now, or when the promise is live.
        late: whether that has passed.
        target: until when we aim to answer a live one. It orders the desk and is no promise.
        minutes_left: opening time until the promise or the target, in whole minutes; 0 when there is none left.
        no_break: whether we are open all that time, so that they are minutes on anybody's clock too.
    """

    due: datetime | None = None
    late: bool = False
    target: datetime | None = None
    minutes_left: int | None = None
    no_break: bool = False


class Promises:
    """The promises of cases under one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def given(self, case: Case, at: datetime) -> Case:
        """The case as it waits on us from now on, with its channel's whole promise."""
        channel = self.channel(case)
        due = self.clock(case).due(channel.promise, at) if channel.promise else None
        target = at + timedelta(minutes=channel.live.target if channel.live else 0) if due is None else None
        given = replace(case, waiting_on=US, waiting_since=at, due=due, target=target)
        turns_at = self._turns_at(case, channel, at) if due is None else None
        return replace(given, call_at=None, by_call=channel.calls, turns_at=turns_at)

    def called_at(self, case: Case, call_at: datetime, at: datetime) -> Case:
        """The case as it waits on us for a call at a time, which is then our promise (decision D14)."""
        return replace(self.given(case, at), due=call_at, target=None, call_at=call_at, turns_at=None)

    def is_live(self, case: Case) -> bool:
        """Whether both sides write in the case at the same time."""
        return self.channel(case).is_live

    @staticmethod
    def none(case: Case, waiting_on: Literal["us", "them"] | None) -> Case:
        """The case when we owe nothing: it waits for the customer, or is closed."""
        cleared = replace(case, waiting_since=None, due=None, target=None, call_at=None, turns_at=None)
        return replace(cleared, waiting_on=waiting_on, attempts=0)

    def come(self, case: Case, at: datetime) -> Case:
        """The case once somebody is there: now it only goes on elsewhere when we close."""
        return replace(case, turns_at=self._closing(case, at)) if case.turns_at else case

    def _turns_at(self, case: Case, channel: Channel, at: datetime) -> datetime | None:
        if channel.live is None:
            return None
        after, closing = at + timedelta(minutes=channel.live.after), self._closing(case, at)
        return min(after, closing) if closing else after

    def _closing(self, case: Case, at: datetime) -> datetime | None:
        """When we close; None in a channel that is always open."""
        return self.clock(case).closes_at(at) if self.channel(case).follows_hours else None

    def judged(self, case: Case, now: datetime) -> Judged:
        if not case.is_open or case.waiting_on != US:
            return Judged()
        channel = self.channel(case)
        if case.call_at is None and (channel.promise is None or channel.is_live):
            # A live case that was stored before 2026-12-01 has the time it arrived as `due`.
            target = case.target or case.due
            return Judged(None, False, target, *self._left(case, now, target))
        late = case.due is not None and now - case.due >= A_MINUTE
        return Judged(case.due, late, None, *self._left(case, now, case.due))

    def _left(self, case: Case, now: datetime, until: datetime | None) -> tuple[int | None, bool]:
        if until is None:
            return None, False
        opening = self.clock(case).between(now, until)
        return opening // A_MINUTE, opening == max(until - now, timedelta())

    def channel(self, case: Case) -> Channel:
        """The case's channel, under the rules of the day on which it was received."""
        return self._policy.on(self._policy.today(case.received)).channels[case.channel]

    def clock(self, case: Case) -> PromiseClock:
        return PromiseClock(self._policy, self._policy.today(case.received))
