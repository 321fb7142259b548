"""Half days, days of the company's own, two periods a day, hours by weekday: which instants are open (decision D13)."""

from datetime import date, timedelta

import pytest

from chalicelib.policy import Promise
from chalicelib.policy.promise import PromiseClock
from tests.policy.calendars import (
    ROUND_THE_CLOCK,
    STOCKHOLM,
    TWO_SHIFTS,
    WEEKDAYS,
    at,
    business_day,
    clock_of,
    half_day,
    hours,
    own_day,
    policy_of,
)  # fmt: skip

ONE_DAY, FOUR_HOURS = Promise("business_days", 1), Promise("business_hours", 4)
OFFICE = hours("support", WEEKDAYS, "09:00", "17:00")


@pytest.fixture(scope="module")
def before(policy):
    """The clock of a case that was received the day before half days began."""
    return PromiseClock(policy, date(2026, 11, 30))


@pytest.fixture(scope="module")
def since(policy):
    return PromiseClock(policy, date(2026, 12, 1))


# --- Half days of a policy: 24 and 31 December until 12:00, since 2026-12-01 ------------------------------------------


@pytest.mark.parametrize(
    ("story", "received", "as_before", "as_since"),
    [
        ("the day before the first half day", "2026-12-22 11:00", "2026-12-23 11:00", "2026-12-23 11:00"),
        ("over a half day at its end: what is left is worked after Christmas",
            "2026-12-23 14:00", "2026-12-24 14:00", "2026-12-28 11:00"),
        ("due on the half day at its closing", "2026-12-23 12:00", "2026-12-24 12:00", "2026-12-24 12:00"),
        ("a minute later, a minute after the next opening", "2026-12-23 12:01", "2026-12-24 12:01", "2026-12-28 09:01"),
        ("on the half day", "2026-12-24 11:00", "2026-12-28 11:00", "2026-12-28 16:00"),
        ("on the half day when it has closed", "2026-12-24 13:00", "2026-12-28 13:00", "2026-12-28 17:00"),
        ("New Year's Eve, holiday and weekend", "2026-12-31 11:00", "2027-01-04 11:00", "2027-01-04 16:00"),
        ("the day after a half day", "2026-12-28 11:00", "2026-12-29 11:00", "2026-12-29 11:00"),
        ("a half day on a Sunday stays closed", "2028-12-22 16:00", "2028-12-27 16:00", "2028-12-27 16:00"),
    ],
)  # fmt: skip
def test_a_case_counts_the_half_days_of_the_day_it_was_received(before, since, story, received, as_before, as_since):
    assert (before.due(ONE_DAY, at(received)), since.due(ONE_DAY, at(received))) == (at(as_before), at(as_since)), story


@pytest.mark.parametrize(
    ("moment", "is_open", "opens_at"),
    [
        ("2026-12-23 16:59", True, "2026-12-23 16:59"),
        ("2026-12-24 08:59", False, "2026-12-24 09:00"),
        ("2026-12-24 11:59", True, "2026-12-24 11:59"),
        ("2026-12-24 12:00", False, "2026-12-28 09:00"),
        ("2026-12-28 12:00", True, "2026-12-28 12:00"),
        ("2026-12-31 12:00", False, "2027-01-04 09:00"),
        ("2028-12-24 10:00", False, "2028-12-27 09:00"),  # a Sunday
    ],
)
def test_a_half_day_closes_at_twelve(since, moment, is_open, opens_at):
    assert (since.is_open(at(moment)), since.opens_at(at(moment))) == (is_open, at(opens_at))


# --- Days of the company's own ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "received", "due"),
    [
        ("closed in the middle of a promise", "2027-01-13 11:00", "2027-01-18 11:00"),
        ("the day before, closing in time", "2027-01-12 17:00", "2027-01-13 17:00"),
        ("on the closed day", "2027-01-14 11:00", "2027-01-18 17:00"),
        ("a Saturday with hours of its own", "2027-01-22 15:00", "2027-01-25 11:00"),
        ("a holiday with hours of its own", "2027-05-14 16:00", "2027-05-18 12:00"),
        ("a closed date goes before the half day of every year", "2029-12-21 16:00", "2029-12-27 16:00"),
    ],
)
def test_days_of_the_companys_own_go_before_weekends_holidays_and_half_days(story, received, due):
    clock = clock_of(
        OFFICE,
        half_day("eve", '"12-24"', "00:00", "12:00"),
        own_day("closed", "2027-01-14, 2027-01-15, 2029-12-24"),
        own_day("sale", "2027-01-23", ("10:00", "14:00")),
        own_day("parade", "2027-05-17", ("11:00", "13:00"), ("14:00", "16:00")),
        business_day(8),
    )
    assert clock.due(ONE_DAY, at(received)) == at(due), story


def test_a_date_goes_before_the_same_day_of_every_year():
    clock = clock_of(
        OFFICE, own_day("every", '"03-10"'), own_day("once", "2027-03-10", ("09:00", "10:00")), business_day(8)
    )
    assert [clock.is_open(at(f"{year}-03-10 09:30")) for year in (2026, 2027, 2028)] == [False, True, False]


def test_a_leap_day_is_a_day_of_leap_years_only():
    clock = clock_of(OFFICE, own_day("leap", '"02-29"'), business_day(8))
    assert [clock.is_open(at(f"{day} 10:00")) for day in ("2028-02-28", "2028-02-29", "2028-03-01")] == [
        True, False, True,
    ]  # fmt: skip
    assert clock.is_open(at("2027-03-01 10:00"))
    leap = policy_of(OFFICE, own_day("leap", '"02-29"'), business_day(8)).on(date(2026, 12, 1)).calendar
    years = range(2026, 2033)
    assert [day for day in leap.special_days(years) if day.month == 2] == [date(2028, 2, 29)], "in 2032 a Sunday"


# --- Hours by weekday, breaks and midnight ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "received", "due"),
    [
        ("from one shift into the next", "2026-12-02 10:30", "2026-12-02 15:15"),
        ("until the break begins", "2026-12-02 07:30", "2026-12-02 11:30"),
        ("a minute into the second shift", "2026-12-02 07:31", "2026-12-02 12:16"),
        ("in the break", "2026-12-02 12:00", "2026-12-02 16:15"),
        ("until midnight", "2026-12-02 20:00", "2026-12-03 00:00"),
        ("past midnight, which is closed until six", "2026-12-02 20:01", "2026-12-03 06:01"),
        ("Friday night, and Saturday on watch", "2026-12-04 22:00", "2026-12-05 12:00"),
        ("a half day between seven and one has the break, too", "2026-12-24 06:00", "2026-12-24 11:00"),
        ("a day with its own two periods", "2026-12-11 08:00", "2026-12-11 13:00"),
    ],
)
def test_two_shifts_a_day_have_a_break_between_them(story, received, due):
    clock = PromiseClock(TWO_SHIFTS, date(2026, 12, 1))
    assert clock.due(FOUR_HOURS, at(received, "Australia/Sydney")) == at(due, "Australia/Sydney"), story


@pytest.mark.parametrize(
    ("story", "received", "due"),
    [
        ("Sunday is a day like others", "2026-11-29 09:00", "2026-11-29 16:30"),
        ("Thursday into the short Friday", "2026-11-26 10:30", "2026-11-27 09:45"),
        ("Friday noon into Sunday", "2026-11-27 12:00", "2026-11-29 15:30"),
        ("on Saturday", "2026-11-28 12:00", "2026-11-29 16:00"),
        ("over the closed kick-off", "2026-02-02 16:00", "2026-02-04 15:15"),
    ],
)
def test_a_week_from_sunday_to_thursday_with_half_a_friday(story, received, due):
    zone = "Europe/Stockholm"
    assert PromiseClock(STOCKHOLM, date(2026, 12, 1)).due(ONE_DAY, at(received, zone)) == at(due, zone), story


def test_around_the_clock_a_day_is_24_hours_on_clocks_that_change_too():
    clock, zone = PromiseClock(ROUND_THE_CLOCK, date(2026, 12, 1)), "America/New_York"
    assert clock.due(ONE_DAY, at("2026-12-24 23:30", zone)) == at("2026-12-25 23:30", zone)
    assert clock.due(ONE_DAY, at("2026-03-07 12:00", zone)) == at("2026-03-08 13:00", zone)
    assert clock.due(ONE_DAY, at("2026-10-31 12:00", zone)) == at("2026-11-01 11:00", zone)
    start = at("2026-03-01 00:00", zone)
    assert clock.between(start, start + timedelta(days=365)) == timedelta(days=365)


def test_a_business_day_is_what_the_policy_states_whatever_the_hours_of_a_day_are():
    short = clock_of(hours("support", WEEKDAYS, "10:00", "14:00"), business_day(8))
    assert short.due(ONE_DAY, at("2026-12-02 10:00")) == at("2026-12-03 14:00")
    long = clock_of(hours("support", WEEKDAYS, "07:00", "19:00"), business_day(7.5))
    assert long.due(ONE_DAY, at("2026-12-02 07:00")) == at("2026-12-02 14:30")


# --- Night hours on the days when clocks change -----------------------------------------------------------------------


@pytest.mark.parametrize(("second_opens", "spring", "autumn"), [("02:30", 4, 6), ("03:00", 4, 4.5)])
def test_periods_that_meet_in_the_lost_hour_are_counted_once(second_opens, spring, autumn):
    clock = clock_of(
        hours("first", "sun", "00:00", "02:30", holidays=True),
        hours("second", "sun", second_opens, "05:00", holidays=True),
        business_day(5),
    )
    assert clock.between(at("2026-03-29 00:00"), at("2026-03-29 06:00")) == timedelta(hours=spring)
    assert clock.between(at("2026-10-25 00:00"), at("2026-10-25 06:00")) == timedelta(hours=autumn)


def test_closing_at_a_midnight_that_clocks_skip_is_the_moment_of_the_change():
    """In Cairo, clocks went from 00:00 to 01:00 on Friday 24 April 2026."""
    clock = clock_of(hours("support", "thu fri", "22:00", "00:00"), business_day(2), zone="Africa/Cairo", country="EG")
    assert clock.due(ONE_DAY, at("2026-04-23 22:00", "Africa/Cairo")) == at("2026-04-24 01:00", "Africa/Cairo")
