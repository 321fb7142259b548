"""Opening hours through the night, in which clocks change: an hour is lost on 29 March 2026, won on 25 October."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.policy import Promise
from chalicelib.policy.promise import PromiseClock

OSLO = ZoneInfo("Europe/Oslo")
EVERY_DAY = '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def oslo(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)


@pytest.fixture
def night_clock(draft):
    """A clock that is open every night, from and to these local times."""

    def open_from(opens: str, closes: str) -> PromiseClock:
        draft.replace('weekdays = ["mon", "tue", "wed", "thu", "fri"]', f"weekdays = {EVERY_DAY}")
        draft.replace("opens = 09:00:00", f"opens = {opens}").replace("closes = 17:00:00", f"closes = {closes}")
        draft.replace("without_public_holidays = true", "without_public_holidays = false")
        draft.replace("open_hours = 8", "open_hours = 6")
        return PromiseClock(draft.read(), SPRING)

    return open_from


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 6), (SPRING, 5), (date(2026, 3, 30), 6), (AUTUMN, 7), (date(2026, 10, 26), 6)],
)
def test_a_night_from_twelve_to_six_has_the_hours_that_pass(night_clock, day, hours):
    clock = night_clock("00:00:00", "06:00:00")
    start = datetime.combine(day, datetime.min.time(), OSLO)
    assert clock.between(start, start.astimezone(UTC) + timedelta(hours=20)) == timedelta(hours=hours)


def test_local_times_on_both_sides_of_a_change_are_counted_as_they_pass(night_clock):
    clock = night_clock("00:00:00", "06:00:00")
    assert clock.between(oslo("2026-03-29 01:00"), oslo("2026-03-29 04:00")) == timedelta(hours=2)
    assert clock.between(oslo("2026-10-25 01:00"), oslo("2026-10-25 04:00")) == timedelta(hours=4)


def test_the_lost_hour_is_worked_the_night_after(night_clock):
    clock = night_clock("00:00:00", "06:00:00")
    assert clock.due(Promise("business_days", 1), oslo("2026-03-29 00:00")) == oslo("2026-03-30 01:00")


def test_the_hour_that_comes_twice_is_worked_twice(night_clock):
    clock = night_clock("00:00:00", "06:00:00")
    assert clock.due(Promise("business_days", 1), oslo("2026-10-25 00:00")) == oslo("2026-10-25 05:00")


def test_a_callback_asked_for_a_minute_before_the_lost_hour_comes_five_minutes_later(night_clock):
    clock = night_clock("00:00:00", "06:00:00")
    assert clock.due(Promise("minutes", 5), oslo("2026-03-29 01:59")) == oslo("2026-03-29 03:04")


def test_a_callback_in_the_hour_that_comes_twice_knows_which_of_the_two_it_is(night_clock):
    clock = night_clock("00:00:00", "06:00:00")
    first, second = (clock.due(Promise("minutes", 5), oslo("2026-10-25 02:30", fold)) for fold in (0, 1))
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens", "closes"),
    [("02:00:00", "03:00:00"), ("02:30:00", "03:00:00"), ("02:15:00", "02:45:00"), ("02:30:00", "03:15:00")],
)
def test_a_window_inside_the_lost_hour_gives_no_time_and_takes_none(night_clock, opens, closes):
    clock = night_clock(opens, closes)
    start = oslo("2026-03-28 12:00")
    for minutes in range(0, 300, 7):
        due = clock.spend(timedelta(minutes=minutes), start)
        assert due >= start
        assert clock.between(start, due) == timedelta(minutes=minutes)


near_a_change = st.sampled_from([SPRING, AUTUMN]).flatmap(
    lambda day: st.integers(-72 * 60, 72 * 60).map(
        lambda minutes: datetime.combine(day, datetime.min.time(), UTC) + timedelta(minutes=minutes)
    )
)


@given(start=near_a_change, minutes=st.integers(0, 4000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spending_and_counting_agree_around_both_changes(open_at_night, start, minutes):
    open_time = timedelta(minutes=minutes)
    assert open_at_night.between(start, open_at_night.spend(open_time, start)) == open_time


@pytest.fixture
def open_at_night(night_clock):
    return night_clock("00:30:00", "05:00:00")
