"""What holds of every calendar and every instant: a ferry's, a week from Sunday on, two shifts a day, never closed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.policy import Promise
from chalicelib.policy.promise import PromiseClock
from tests.fakes.ferry import ferry
from tests.policy.calendars import DAY, ROUND_THE_CLOCK, STOCKHOLM, TWO_SHIFTS, at

A_MICROSECOND = timedelta(microseconds=1)
CLOCKS = {
    "ferry": PromiseClock(ferry(), DAY),
    "Stockholm": PromiseClock(STOCKHOLM, DAY),
    "two shifts": PromiseClock(TWO_SHIFTS, DAY),
    "around the clock": PromiseClock(ROUND_THE_CLOCK, DAY),
}
# Days around changes of the clocks, half days and closed days are drawn as often as all the others together.
SPECIAL = [
    at(day).astimezone(UTC)
    for day in ("2026-02-03", "2026-03-08", "2026-03-29", "2026-04-05", "2026-06-18", "2026-10-04", "2026-10-25",
                "2026-11-01", "2026-12-11", "2026-12-24", "2026-12-31")
]  # fmt: skip

# How long it takes is nothing these are about, and three years of days take their time on a busy machine.
unhurried = settings(deadline=None)

clocks = st.sampled_from(sorted(CLOCKS)).map(CLOCKS.get)
near_special = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes), st.sampled_from(SPECIAL), st.integers(-72 * 60, 72 * 60)
)
instants = near_special | st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
open_times = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))
promises = st.builds(Promise, st.sampled_from(["business_hours", "business_days"]), st.integers(1, 9))


@unhurried
@given(clocks, promises, instants)
def test_an_answer_is_due_in_open_time_and_after_the_question(clock, promise, received):
    due = clock.due(promise, received)
    assert due > received
    assert clock.is_open(due - A_MICROSECOND)


@unhurried
@given(clocks, open_times, open_times, instants)
def test_more_open_time_never_ends_sooner(clock, one, other, start):
    assert clock.spend(min(one, other), start) <= clock.spend(max(one, other), start)


@unhurried
@given(clocks, open_times, instants, instants)
def test_who_comes_later_is_never_answered_sooner(clock, open_time, one, other):
    assert clock.spend(open_time, min(one, other)) <= clock.spend(open_time, max(one, other))


@unhurried
@given(clocks, open_times, open_times, instants)
def test_a_promise_in_two_parts_ends_when_the_whole_does(clock, first, second, start):
    assert clock.spend(second, clock.spend(first, start)) == clock.spend(first + second, start)


@unhurried
@given(clocks, open_times, instants)
def test_the_open_time_between_a_question_and_its_answer_is_what_was_promised(clock, open_time, start):
    assert clock.between(start, clock.spend(open_time, start)) == open_time


@unhurried
@given(clocks, instants, instants, instants)
def test_open_time_adds_up(clock, one, two, three):
    start, middle, end = sorted((one, two, three))
    assert clock.between(start, middle) + clock.between(middle, end) == clock.between(start, end)


@unhurried
@given(clocks, instants)
def test_the_next_opening_is_the_first_open_instant(clock, moment):
    opens = clock.opens_at(moment)
    assert clock.is_open(opens)
    assert clock.between(moment, opens) == timedelta()
    assert (opens == moment) == clock.is_open(moment)


@pytest.mark.parametrize("name", sorted(CLOCKS))
def test_the_open_minutes_of_a_year_are_those_in_which_it_is_open(name):
    clock, start = CLOCKS[name], datetime(2026, 1, 1, tzinfo=UTC)
    quarters = sum(clock.is_open(start + timedelta(minutes=15 * number)) for number in range(365 * 24 * 4))
    assert clock.between(start, start + timedelta(days=365)) == timedelta(minutes=15 * quarters)
