"""
The promise clock: when an answer is due, in opening hours of the policy's zone (policy P7, decision D4).

Instants are aware datetimes; results are UTC. Opening windows are built per local day, so a day with a clock change
has the hours its wall clock shows.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Hours, Promise

ONE_DAY = timedelta(days=1)


class PromiseClock:
    """Counts open hours with the opening times that hold on one day."""

    def __init__(self, policy: Policy, day: date) -> None:
        self._policy = policy
        self._hours: Hours = policy.on(day).hours

    @property
    def business_day(self) -> timedelta:
        """How many open hours one business day is worth."""
        hours = self._hours
        return datetime.combine(date.min, hours.closes) - datetime.combine(date.min, hours.opens)

    def is_open(self, at: datetime) -> bool:
        """The opening minute is included, the closing minute is not."""
        opens, closes = next(self._windows(at))
        return opens <= at < closes

    def opens_at(self, at: datetime) -> datetime:
        """The instant itself when open, else the next opening."""
        return max(at.astimezone(UTC), next(self._windows(at))[0])

    def due(self, promise: Promise, since: datetime) -> datetime | None:
        """
        When the answer is due to somebody who waits since an instant.

        A live promise has no instant (decision D10); minutes count from the moment somebody can act on them; business
        hours and business days are spent in open hours.
        """
        if promise.kind == "live":
            return None
        if not promise.counts_open_time:
            return self.opens_at(since) + timedelta(minutes=promise.amount)
        unit = timedelta(hours=1) if promise.kind == "business_hours" else self.business_day
        return self.spend(unit * promise.amount, since)

    def spend(self, open_time: timedelta, start: datetime) -> datetime:
        """The instant at which that much open time has passed since `start`."""
        for opens, closes in self._windows(start):
            begins = max(opens, start.astimezone(UTC))
            if begins + open_time <= closes:
                return begins + open_time
            open_time -= closes - begins
        raise AssertionError("windows never end")  # _windows has no last day

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from `start` to `end`; zero when `end` is not after `start`."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)  # two local times would be subtracted as they read
        spent = timedelta()
        for opens, closes in self._windows(start):
            if opens >= end:
                return spent
            spent += max(min(closes, end) - max(opens, start), timedelta())
        return spent

    def _windows(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Opening windows that end after the instant, soonest first, in UTC."""
        zone, day = self._policy.zone, at.astimezone(self._policy.zone).date()
        while True:
            if self._works(day):
                opens = datetime.combine(day, self._hours.opens, zone).astimezone(UTC)
                closes = datetime.combine(day, self._hours.closes, zone).astimezone(UTC)
                if opens < closes and closes > at:  # opening in the hour lost in spring may come out after closing
                    yield opens, closes
            day += ONE_DAY

    def _works(self, day: date) -> bool:
        holiday = self._hours.without_public_holidays and day in self._policy.public_holidays
        return day.weekday() in self._hours.weekdays and not holiday
