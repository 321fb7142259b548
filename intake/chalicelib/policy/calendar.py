"""
When we are open on a local day: hours of the week, public holidays, half days, the company's own days (decision D13).

Nothing here knows a zone or a change of clocks: `promise.py` makes instants of these times.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import TypeVar

from chalicelib.policy.dated import Row

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE_DAY = 24 * 60


@dataclass(frozen=True, order=True)
class Period:
    """From opening to closing within a local day, in minutes since its midnight; 1440 is the midnight at its end."""

    opens: int
    closes: int

    @classmethod
    def of(cls, row: Row) -> "Period":
        """The period of a row's `opens` and `closes`. As a closing, 00:00 is the midnight at the end of the day."""
        return cls(_minutes(row["opens"]), _minutes(row["closes"]) or WHOLE_DAY)

    def overlap(self, other: "Period") -> "Period":
        """What both have in common; when that is nothing, it does not open before it closes."""
        return Period(max(self.opens, other.opens), min(self.closes, other.closes))

    @property
    def is_some(self) -> bool:
        return self.opens < self.closes

    def __str__(self) -> str:
        """For example "09:00-17:00", or "00:00-24:00" for the whole day."""
        return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (self.opens, self.closes))


@dataclass(frozen=True)
class Days:
    """The days that a row names: a month and a day of every year, or one date."""

    yearly: tuple[tuple[int, int], ...]
    once: tuple[date, ...]

    @classmethod
    def of(cls, written: Sequence[str | date]) -> "Days":
        """Read a list such as `["12-24", 2027-01-04]`."""
        yearly = sorted(month_and_day(each) for each in written if isinstance(each, str))
        return cls(tuple(yearly), tuple(sorted(each for each in written if isinstance(each, date))))

    def within(self, years: range) -> Iterable[date]:
        yield from (day for day in self.once if day.year in years)
        for year in years:
            for month, day in self.yearly:
                if (month, day) != (2, 29) or (year % 4 == 0 and year % 100 != 0) or year % 400 == 0:
                    yield date(year, month, day)


@dataclass(frozen=True)
class WeekHours:
    """One row of opening hours. Monday is 0."""

    weekdays: frozenset[int]
    period: Period
    without_public_holidays: bool


@dataclass(frozen=True)
class HalfDay:
    """Days on which only this part of the usual hours is open. It opens no day that is closed otherwise."""

    days: Days
    period: Period


@dataclass(frozen=True)
class OwnDay:
    """Days with hours of their own, whatever weekday or holiday they are; without periods we are closed."""

    days: Days
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class Calendar:
    """The opening hours as the rules of one day see them, for any day before and after."""

    hours: tuple[WeekHours, ...]
    half_days: tuple[HalfDay, ...]
    own_days: tuple[OwnDay, ...]
    public_holidays: frozenset[date]
    business_day: timedelta  # how much open time one business day is

    def periods(self, day: date) -> tuple[Period, ...]:
        """When we are open on a day, soonest first."""
        if own := _naming(day, self.own_days):
            return own.periods
        usual = (self.on_holidays if day in self.public_holidays else self.week)[day.weekday()]
        if half := _naming(day, self.half_days):
            return tuple(part for period in usual if (part := period.overlap(half.period)).is_some)
        return usual

    @cached_property
    def week(self) -> Sequence[tuple[Period, ...]]:
        """When we are open on each weekday, from Monday on, that is no special day."""
        return _week(self.hours)

    @cached_property
    def on_holidays(self) -> Sequence[tuple[Period, ...]]:
        """When we are open on a public holiday of each weekday."""
        return _week([row for row in self.hours if not row.without_public_holidays])

    def special_days(self, years: range) -> Mapping[date, tuple[Period, ...]]:
        """The days of these years on which the hours are not those of their weekday, in order."""
        rows = [*(row.days for row in self.half_days), *(row.days for row in self.own_days)]
        named = {day for days in rows for day in days.within(years)}
        named |= {day for day in self.public_holidays if day.year in years}
        special = {day: self.periods(day) for day in sorted(named)}
        return {day: periods for day, periods in special.items() if periods != self.week[day.weekday()]}


def read(rows: Callable[[str], Sequence[Row]], public_holidays: frozenset[date]) -> Calendar:
    """The calendar of a day's rows, asked for by the name of their table."""
    return Calendar(
        hours=tuple(
            WeekHours(
                frozenset(WEEKDAYS.index(name) for name in row["weekdays"]),
                Period.of(row),
                row["without_public_holidays"],
            )
            for row in rows("hours")
        ),
        half_days=tuple(HalfDay(Days.of(row["days"]), Period.of(row)) for row in rows("half_day")),
        own_days=tuple(
            OwnDay(Days.of(row["days"]), tuple(sorted(map(Period.of, row["open"])))) for row in rows("own_day")
        ),
        public_holidays=public_holidays,
        business_day=timedelta(hours=rows("business_day")[0]["open_hours"]),
    )


def holidays_of(vendor: Row) -> str:
    """The name under which the public holidays of a country, or of a part of it, are stored: "NO", "DE-BY"."""
    return "-".join(vendor[name] for name in ("country", "subdivision") if name in vendor)


def month_and_day(text: str) -> tuple[int, int]:
    """
    The month and the day of a text such as "12-24"; "02-29" is one of leap years only.

    Raises:
        ValueError: it is no day of a year.
    """
    day = date.fromisoformat(f"2000-{text}")
    return day.month, day.day


def _week(hours: Iterable[WeekHours]) -> Sequence[tuple[Period, ...]]:
    rows = tuple(hours)
    return [tuple(sorted(row.period for row in rows if weekday in row.weekdays)) for weekday in range(7)]


_Special = TypeVar("_Special", HalfDay, OwnDay)


def _naming(day: date, rows: Sequence[_Special]) -> _Special | None:
    """The row that names the day. One that names its date goes before one that names it every year."""
    yearly = None
    for row in rows:
        if day in row.days.once:
            return row
        if (day.month, day.day) in row.days.yearly:
            yearly = row
    return yearly


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
