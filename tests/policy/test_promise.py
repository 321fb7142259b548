"""When an answer is due, in local times."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.policy import Promise
from chalicelib.policy.promise import PromiseClock

OSLO = ZoneInfo("Europe/Oslo")
ONE_BUSINESS_DAY = Promise("business_days", 1)
FIVE_MINUTES = Promise("minutes", 5)


def oslo(text: str) -> datetime:
    """An instant such as "2026-01-07 11:00" on Oslo's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.fixture(scope="module")
def clock(policy):
    return PromiseClock(policy, date(2026, 1, 5))


# --- One business day is eight open hours (P7, D4) --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "received", "due"),
    [
        ("Wednesday at eleven, Thursday at eleven", "2026-01-07 11:00", "2026-01-08 11:00"),
        ("on a Saturday, Monday at closing", "2026-01-10 14:00", "2026-01-12 17:00"),
        ("Wednesday evening, Thursday at closing", "2026-01-07 20:00", "2026-01-08 17:00"),
        ("Friday at eleven, Monday at eleven", "2026-01-09 11:00", "2026-01-12 11:00"),
        ("Friday a minute before closing, Monday a minute before", "2026-01-09 16:59", "2026-01-12 16:59"),
        ("at closing counts as the next morning", "2026-01-07 17:00", "2026-01-08 17:00"),
        ("at opening, at closing the same day", "2026-01-07 09:00", "2026-01-07 17:00"),
        ("before opening, at closing the same day", "2026-01-07 03:00", "2026-01-07 17:00"),
        ("the day before Maundy Thursday, the Tuesday after Easter", "2026-04-01 11:00", "2026-04-07 11:00"),
        ("on Good Friday, the Tuesday after Easter", "2026-04-03 11:00", "2026-04-07 17:00"),
        ("the Tuesday after Easter is a day like others", "2026-04-07 11:00", "2026-04-08 11:00"),
        ("the day before 17 May in 2027, the day after", "2027-05-14 11:00", "2027-05-18 11:00"),
        ("on 17 May in 2027, the day after at closing", "2027-05-17 11:00", "2027-05-18 17:00"),
        ("the day after 17 May in 2027 is a day like others", "2027-05-18 11:00", "2027-05-19 11:00"),
        ("Christmas Eve is worked, the two days after are not", "2026-12-24 11:00", "2026-12-28 11:00"),
        ("on Christmas Day, the Monday after", "2026-12-25 11:00", "2026-12-28 17:00"),
        ("New Year's Eve, the Monday after", "2026-12-31 11:00", "2027-01-04 11:00"),
        ("Friday before clocks go forward, eleven stays eleven", "2026-03-27 11:00", "2026-03-30 11:00"),
        ("Friday before clocks go back, eleven stays eleven", "2026-10-23 11:00", "2026-10-26 11:00"),
    ],
)
def test_an_email_is_answered_within_one_business_day(clock, story, received, due):
    assert clock.due(ONE_BUSINESS_DAY, oslo(received)) == oslo(due), story


def test_the_zone_of_the_one_who_asks_makes_no_difference(clock):
    received = datetime(2026, 1, 7, 19, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert clock.due(ONE_BUSINESS_DAY, received) == clock.due(ONE_BUSINESS_DAY, oslo("2026-01-07 11:00"))


def test_due_times_are_told_in_utc(clock):
    for promise in (ONE_BUSINESS_DAY, FIVE_MINUTES):
        assert clock.due(promise, oslo("2026-07-01 11:00")).tzinfo is UTC


def test_three_business_days_are_three_days_of_eight_hours(clock):
    assert clock.due(Promise("business_days", 3), oslo("2026-01-09 11:00")) == oslo("2026-01-14 11:00")


# --- Business hours (D13) ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "received", "due"),
    [
        ("in the morning, the same afternoon", "2026-01-07 11:00", "2026-01-07 15:00"),
        ("four hours before closing, at closing", "2026-01-07 13:00", "2026-01-07 17:00"),
        ("a minute later, a minute after the next opening", "2026-01-07 13:01", "2026-01-08 09:01"),
        ("in the evening, four hours after opening", "2026-01-07 20:00", "2026-01-08 13:00"),
        ("on Friday afternoon, on Monday", "2026-01-09 16:00", "2026-01-12 12:00"),
        ("the day before Maundy Thursday, the Tuesday after Easter", "2026-04-01 15:00", "2026-04-07 11:00"),
    ],
)
def test_business_hours_pass_while_we_are_open(clock, story, received, due):
    assert clock.due(Promise("business_hours", 4), oslo(received)) == oslo(due), story


# --- Callback and chat (P7, D5) ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-07 11:00", "2026-01-07 11:05"),
        ("2026-01-07 20:00", "2026-01-08 09:05"),
        ("2026-01-10 12:00", "2026-01-12 09:05"),
        ("2026-01-09 17:00", "2026-01-12 09:05"),
        ("2026-01-09 16:58", "2026-01-09 17:03"),  # promised while open: five minutes, not Monday
    ],
)
def test_a_callback_comes_within_five_minutes_of_somebody_being_there(clock, received, due):
    assert clock.due(FIVE_MINUTES, oslo(received)) == oslo(due)


def test_a_live_promise_has_no_instant(clock):
    assert clock.due(Promise("live", 0), oslo("2026-01-07 11:00")) is None


@pytest.mark.parametrize(
    ("at", "is_open", "opens_at"),
    [
        ("2026-01-07 08:59", False, "2026-01-07 09:00"),
        ("2026-01-07 09:00", True, "2026-01-07 09:00"),
        ("2026-01-07 16:59", True, "2026-01-07 16:59"),
        ("2026-01-07 17:00", False, "2026-01-08 09:00"),
        ("2026-01-10 12:00", False, "2026-01-12 09:00"),
        ("2026-04-06 12:00", False, "2026-04-07 09:00"),
        ("2026-12-24 12:00", True, "2026-12-24 12:00"),
        ("2026-12-24 17:00", False, "2026-12-28 09:00"),
    ],
)
def test_we_are_open_from_nine_to_five_on_business_days(clock, at, is_open, opens_at):
    assert (clock.is_open(oslo(at)), clock.opens_at(oslo(at))) == (is_open, oslo(opens_at))


def test_the_open_time_until_an_instant_leaves_out_nights(clock):
    assert clock.between(oslo("2026-01-07 16:45"), oslo("2026-01-08 09:30")) == timedelta(minutes=45)


# --- Properties -------------------------------------------------------------------------------------------------------

instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
durations = st.integers(0, 60 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds))


@given(instants, durations)
def test_open_time_that_was_spent_is_the_open_time_between(clock, start, open_time):
    assert clock.between(start, clock.spend(open_time, start)) == open_time


@given(instants, instants)
def test_the_open_time_between_two_instants_leads_back_to_the_second(clock, start, end):
    if end >= start and clock.is_open(end):
        assert clock.spend(clock.between(start, end), start) in (end, latest_closing(clock, end))


def latest_closing(clock, opening: datetime) -> datetime | None:
    """No open time lies between a closing and the next opening, so an opening leads back to the closing before it."""
    local = opening.astimezone(OSLO)
    if (local.hour, local.minute, local.second, local.microsecond) != (9, 0, 0, 0):
        return None
    back = local
    while not clock.is_open(back - timedelta(seconds=1)):
        back -= timedelta(hours=1)
    return back.astimezone(UTC)


@given(instants, st.integers(1, 5))
def test_a_due_time_in_business_days_is_never_outside_opening_hours(clock, received, days):
    due = clock.due(Promise("business_days", days), received)
    assert clock.is_open(due - timedelta(microseconds=1)), "due at a time when nobody can have worked on it"
    assert due > received


@given(instants)
def test_a_callback_is_due_five_minutes_after_an_instant_when_we_are_open(clock, received):
    assert clock.is_open(clock.due(FIVE_MINUTES, received) - timedelta(minutes=5))


@given(instants, instants)
def test_who_writes_later_is_never_answered_sooner(clock, one, other):
    first, second = sorted((one, other))
    assert clock.due(ONE_BUSINESS_DAY, first) <= clock.due(ONE_BUSINESS_DAY, second)


@given(instants, durations)
def test_open_time_is_zero_when_the_end_is_not_after_the_start(clock, start, backwards):
    assert clock.between(start, start - backwards) == timedelta()
