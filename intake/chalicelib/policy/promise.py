"""
The promise clock: when an answer is due, in opening hours of the policy's zone (policy P7, decisions D4 and D13).

Instants are aware datetimes; results are UTC. A local time that the clocks skip is read with the offset before the
change, and one that comes twice is its first occurrence, as RFC 5545 (section 3.3.5) has it; hours.js does the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from chalicelib.policy.calendar import WHOLE_DAY, Calendar
from chalicelib.policy.policy import Policy
from chalicelib.policy.rules import Promise

ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)


class PromiseClock:
    """Counts open time with the calendar that holds on one day."""

    def __init__(self, policy: Policy, day: date) -> None:
        self._zone = policy.zone
        self._calendar: Calendar = policy.on(day).calendar

    @property
    def business_day(self) -> timedelta:
        """How much open time one business day is worth."""
        return self._calendar.business_day

    def is_open(self, at: datetime) -> bool:
        """Opening is included, closing is not."""
        opens, closes = next(self._windows(at))
        return opens <= at < closes

    def opens_at(self, at: datetime) -> datetime:
        """The instant itself when open, else the next opening."""
        return max(at.astimezone(UTC), next(self._windows(at))[0])

    def closes_at(self, at: datetime) -> datetime:
        """When we close next; the instant itself while we are closed."""
        opens, closes = next(self._windows(at))
        return closes if opens <= at else at.astimezone(UTC)

    def due(self, promise: Promise, since: datetime) -> datetime | None:
        """
        When the answer is due to somebody who waits since an instant.

        A live promise has no instant (decision D10); minutes count from the moment somebody can act on them; business
        hours and business days are spent in open time.
        """
        if promise.kind == "live":
            return None
        if not promise.counts_open_time:
            return self.opens_at(since) + timedelta(minutes=promise.amount)
        unit = ONE_HOUR if promise.kind == "business_hours" else self.business_day
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
        """Opening windows that end after the instant, soonest first and none twice, in UTC."""
        day = at.astimezone(self._zone).date()
        ended = datetime.min.replace(tzinfo=UTC)
        while True:
            for period in self._calendar.periods(day):
                # A time that the clocks skip comes out later, and the period before may end after this one opens.
                opens = max(self._instant(day, period.opens), ended)
                closes = self._instant(day, period.closes)
                if opens < closes:
                    ended = closes
                    if closes > at:
                        yield opens, closes
            day += ONE_DAY

    def _instant(self, day: date, minutes: int) -> datetime:
        """The instant at which local clocks show so many minutes after midnight; 1440 are the midnight after."""
        if minutes == WHOLE_DAY:
            return self._instant(day + ONE_DAY, 0)
        local = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=self._zone)
        return local.astimezone(UTC)
