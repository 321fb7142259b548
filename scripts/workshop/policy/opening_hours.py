"""The opening hours of a day's rules as sentences: the week, public holidays, half days, days of the company's own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

import holidays
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from chalicelib.policy import Policy
from chalicelib.policy.calendar import WHOLE_DAY, Calendar, Days, Period
from workshop.policy.weekdays import run_of

A_LEAP_YEAR = 2000  # in which every month and day of a year can be written out


@dataclass(frozen=True)
class OpeningHours:
    """
    Sentences about one day's calendar.

    Attributes:
        clock: how a time is written, as a pattern of CLDR: "HH:mm".
        words: the sentences of the locale by name, with places for what the policy says.
    """

    policy: Policy
    day: date
    cldr: Locale
    clock: str
    words: Callable[[str], str]

    @property
    def calendar(self) -> Calendar:
        return self.policy.on(self.day).calendar

    def sentences(self) -> Iterator[str]:
        zone = get_timezone_location(self.policy.zone, locale=self.cldr, return_city=True)
        yield self.words("hours_text").format(hours=self._week(self.calendar.week), zone=zone)
        yield from self._holidays()
        yield from self._half_days()
        yield from self._own_days()
        hours = self.calendar.business_day / timedelta(hours=1)
        yield self.words("business_day").format(n=format_decimal(hours, locale=self.cldr))

    def _week(self, week: Sequence[Sequence[Period]]) -> str:
        """Weekdays with the same hours together: "Monday to Thursday, 09:00 to 17:00; Friday, 09:00 to 13:00"."""
        same: dict[Sequence[Period], list[int]] = defaultdict(list)
        for weekday, periods in enumerate(week):
            if periods:
                same[periods].append(weekday)
        return "; ".join(self._group(run_of(days), periods) for periods, days in same.items())

    def _group(self, weekdays: Sequence[int], periods: Sequence[Period]) -> str:
        said = "hours_whole_day" if periods == (Period(0, WHOLE_DAY),) else "hours_of_days"
        return self.words(said).format(weekdays=self._weekdays(weekdays), times=self._times(periods))

    def _holidays(self) -> Iterator[str]:
        if not any(row.without_public_holidays for row in self.calendar.hours):
            return
        said = self._week(self.calendar.on_holidays)
        yield self.words("holidays_open" if said else "holidays").format(country=self._country(), hours=said)

    def _half_days(self) -> Iterator[str]:
        for row in self.calendar.half_days:
            if days := self._days(row.days):
                opens, closes = row.period.opens > 0, row.period.closes < WHOLE_DAY
                said = "half_day" if opens and closes else "half_day_from" if opens else "half_day_until"
                times = (self._clock(row.period.opens), self._clock(row.period.closes))
                yield self.words(said).format(days=days, opens=times[0], closes=times[1])

    def _own_days(self) -> Iterator[str]:
        for row in self.calendar.own_days:
            if days := self._days(row.days):
                said = "own_day_open" if row.periods else "own_day_closed"
                yield self.words(said).format(days=days, times=self._times(row.periods))

    def _days(self, days: Days) -> str:
        """Those of every year, then those of one that are not over."""
        yearly = [date(A_LEAP_YEAR, month, day) for month, day in days.yearly]
        said = [format_skeleton("MMMMd", day, locale=self.cldr) for day in yearly]
        said += [format_date(day, "long", locale=self.cldr) for day in days.once if day >= self.day]
        return self._list(said)

    def _times(self, periods: Iterable[Period]) -> str:
        said = [
            self.words("times").format(opens=self._clock(one.opens), closes=self._clock(one.closes)) for one in periods
        ]
        return self._list(said)

    def _clock(self, minutes: int) -> str:
        """The midnight at the end of a day is 24:00, which no `time` can be."""
        if minutes == WHOLE_DAY:
            return format_time(time(0, 0), self.clock.replace("HH", "'24'"), locale=self.cldr)
        return format_time(time(minutes // 60, minutes % 60), self.clock, locale=self.cldr)

    def _weekdays(self, numbers: Sequence[int]) -> str:
        names = get_day_names("wide", locale=self.cldr)
        if len(numbers) > 2 and all((one + 1) % 7 == other for one, other in pairwise(numbers)):
            return self.words("from_to").format(first=names[numbers[0]], last=names[numbers[-1]])
        return self._list([names[number] for number in numbers])

    def _country(self) -> str:
        """With the part of it whose holidays are meant, by the name its people use where the library knows one."""
        vendor = self.policy.vendor
        name = str(self.cldr.territories[vendor["country"]])
        if "subdivision" not in vendor:
            return name
        aliases = holidays.country_holidays(vendor["country"]).subdivisions_aliases
        part = next((alias for alias, code in aliases.items() if code == vendor["subdivision"]), vendor["subdivision"])
        return f"{part}, {name}"

    def _list(self, items: Sequence[str]) -> str:
        return format_list(items, locale=self.cldr)
