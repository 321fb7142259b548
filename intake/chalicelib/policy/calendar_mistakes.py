"""What can be wrong with the rows of the calendar: with one field, and with rows that hold on the same day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

from chalicelib.policy import calendar
from chalicelib.policy.calendar import Period, month_and_day
from chalicelib.policy.dated import Row, holding

PAST_MIDNIGHT = (
    "must open before it closes; hours past midnight are two rows, one that closes at 00:00:00 and one on the next "
    "weekday that opens at 00:00:00"
)
# Longer than any year: what does not open in it never will.
A_YEAR_AND_MORE = 400


def clock_time(value: Any, _: object) -> str | None:
    """To the minute, for pages show no seconds."""
    if not isinstance(value, time) or value.tzinfo is not None:
        return "must be a local time, written 09:00:00 without quotes"
    return "must be a whole minute; to close at midnight is 00:00:00" if value.second or value.microsecond else None


def open_hours(value: Any, _: object) -> str | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 24 and value * 60 % 1 == 0
    return None if fits else "must be a number of hours up to 24, to the minute, such as 8 or 7.5"


def days_of_the_year(value: Any, _: object) -> str | None:
    if not isinstance(value, list) or not value:
        return 'must be a list of days, such as ["12-24", 2027-01-04]'
    if len(set(map(str, value))) != len(value):
        return "names something twice"
    for each in value:
        if type(each) is date:
            continue
        try:
            month_and_day(each if isinstance(each, str) and len(each) == 5 else "")
        except ValueError:
            return f'{str(each)!r} is neither a month and a day, "12-24", nor a date without quotes, 2027-01-04'
    return None


def periods(value: Any, known: object) -> str | None:
    """Opening times of one day; none means closed."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return "must be a list such as [{ opens = 10:00:00, closes = 14:00:00 }], or [] for closed"
    for each in value:
        if set(each) != {"opens", "closes"}:
            return "needs opens and closes in each of its entries, and nothing else"
        for name in ("opens", "closes"):
            if problem := clock_time(each[name], known):
                return f"{name} {problem}"
        if not Period.of(each).is_some:
            return "must open before it closes"
    inside = sorted(map(Period.of, value))
    overlaps = any(one.overlap(other).is_some for one, other in combinations(inside, 2))
    return "has entries that overlap" if overlaps else None


def calendar_problems(raw: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Mistakes that only show when the rows of the calendar, each right in itself, are read together."""
    for table in ("hours", "half_day"):
        for row in raw[table]:
            if not row.get("withdrawn") and not Period.of(row).is_some:
                yield f"{_place(raw, table, row)}: {PAST_MIDNIGHT}"
    for row in raw["hours"]:
        if not row.get("withdrawn") and not row["weekdays"]:
            yield f"{_place(raw, 'hours', row)}: must name at least one weekday"
    first = min(row["since"] for rows in raw.values() if isinstance(rows, list) for row in rows)
    days = {row["since"] for table in ("hours", "half_day", "own_day", "business_day") for row in raw[table]}
    said: set[str] = set()
    for day in sorted(days | {first}):
        for problem in (*_overlaps(raw, day), *_same_days(raw, day), *_never_open(raw, day)):
            if problem not in said:
                said.add(problem)
                yield f"{problem}, from {day} on"


def _overlaps(raw: Mapping[str, Sequence[Row]], day: date) -> Iterator[str]:
    for one, other in combinations(holding(raw["hours"], "id", day), 2):
        both = [name for name in one["weekdays"] if name in other["weekdays"]]
        if both and Period.of(one).overlap(Period.of(other)).is_some:
            yield (
                f"{_place(raw, 'hours', other)}: is open at the same time as {one['id']} on {', '.join(both)}; "
                "rows with other ids add to each other, one with the same id replaces"
            )


def _same_days(raw: Mapping[str, Sequence[Row]], day: date) -> Iterator[str]:
    for table in ("half_day", "own_day"):
        for one, other in combinations(holding(raw[table], "id", day), 2):
            both = [str(each) for each in other["days"] if each in one["days"]]
            if both:
                yield f"{_place(raw, table, other)}: days {', '.join(both)} are also those of {one['id']}"


def _never_open(raw: Mapping[str, Sequence[Row]], day: date) -> Iterator[str]:
    if not holding(raw["business_day"], "id", day):
        return  # said elsewhere
    ours = calendar.read(lambda table: holding(raw[table], "id", day), frozenset())
    if not any(ours.periods(day + timedelta(days=ahead)) for ahead in range(A_YEAR_AND_MORE)):
        yield "hours: nothing is ever open"


def _place(raw: Mapping[str, Sequence[Row]], table: str, row: Row) -> str:
    return f"{table}, row {raw[table].index(row) + 1} ({row['id']})"
