"""A mistake in the rows of the calendar is a sentence with its row and field."""

import pytest

from tests.policy.calendars import (
    EVERY_DAY,
    WEEKDAYS,
    business_day,
    draft_of,
    half_day,
    hours,
    own_day,
    row,
)  # fmt: skip

OFFICE, EIGHT = hours("support", WEEKDAYS, "09:00", "17:00"), business_day(8)
NIGHT = "must open before it closes; hours past midnight are two rows, one that closes at 00:00:00 and one on the next"
WITHDRAWN = '[[hours]]\nid = "support"\nwithdrawn = true\nsince = 2027-01-01\nsource = "a test"\n'


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([hours("night", WEEKDAYS, "22:00", "06:00")], f"hours, row 1 (night): {NIGHT}"),
        ([hours("none", WEEKDAYS, "09:00", "09:00")], f"hours, row 1 (none): {NIGHT}"),
        ([OFFICE, half_day("eve", '"12-24"', "12:00", "09:00")], f"half_day, row 1 (eve): {NIGHT}"),
        ([hours("none", "", "09:00", "17:00")], "hours, row 1 (none): must name at least one weekday"),
        ([hours("support", "mon funday", "09:00", "17:00")], "weekdays 'funday' is not one of mon, tue"),
        ([OFFICE.replace("17:00:00", "17:00:30")], "hours, row 1 (support): closes must be a whole minute"),
        ([OFFICE.replace("17:00:00", "23:59:59")], "to close at midnight is 00:00:00"),
        ([OFFICE.replace("09:00:00", "9")], "hours, row 1 (support): opens must be a local time, written 09:00:00"),
        (
            [OFFICE, hours("friday", "fri", "16:00", "18:00")],
            "hours, row 2 (friday): is open at the same time as support on fri; rows with other ids add to each other, "
            "one with the same id replaces, from 1970-01-01 on",
        ),
        ([OFFICE, WITHDRAWN], "hours: nothing is ever open, from 2027-01-01 on"),
        ([hours("x", EVERY_DAY, "09:00", "17:00"), half_day("y", '"02-30"', "00:00", "12:00")], "'02-30' is neither"),
        ([OFFICE, half_day("eve", '"24 December"', "00:00", "12:00")], "half_day, row 1 (eve): days '24 December' is"),
        ([OFFICE, half_day("eve", '"2027-12-24"', "00:00", "12:00")], "nor a date without quotes, 2027-01-04"),
        ([OFFICE, half_day("eve", '"12-24", "12-24"', "00:00", "12:00")], "days names something twice"),
        ([OFFICE, half_day("eve", "", "00:00", "12:00")], 'days must be a list of days, such as ["12-24"'),
        ([OFFICE, own_day("eve", "12")], "own_day, row 1 (eve): days '12' is neither a month and a day"),
        (
            [OFFICE, half_day("eve", '"12-24"', "00:00", "12:00"), half_day("x", '"12-24"', "00:00", "13:00")],
            "half_day, row 2 (x): days 12-24 are also those of eve, from 1970-01-01 on",
        ),
        ([OFFICE, own_day("sale", "2027-01-04", ("14:00", "10:00"))], "own_day, row 1 (sale): open must open before"),
        ([OFFICE, own_day("sale", "2027-01-04", ("09:00", "12:00"), ("11:00", "13:00"))], "has entries that overlap"),
        ([OFFICE, row("own_day", "x", days="[2027-01-04]", open="false")], "or [] for closed"),
        ([OFFICE, row("own_day", "x", days="[2027-01-04]", open="[{ opens = 09:00:00 }]")], "needs opens and closes"),
        ([OFFICE, row("own_day", "x", days="[2027-01-04]", open="[{ opens = 9, closes = 10 }]")], "open opens must be"),
    ],
)
def test_a_mistake_of_the_calendar_is_named_with_its_place(rows, sentence):
    problems = draft_of(*rows, EIGHT).problems()
    assert any(sentence in problem for problem in problems), problems


@pytest.mark.parametrize("open_hours", ["0", "-1", "25", "7.001", "true", '"8"', "nan", "inf"])
def test_a_business_day_is_a_number_of_hours_to_the_minute(open_hours):
    (problem,) = draft_of(OFFICE, EIGHT.replace("open_hours = 8", f"open_hours = {open_hours}")).problems()
    assert problem == (
        "business_day, row 1 (support): open_hours must be a number of hours up to 24, to the minute, such as 8 or 7.5"
    )


def test_a_policy_without_a_business_day_says_so():
    problems = draft_of(OFFICE).problems()
    assert problems == ("business_day: has no row",)


def test_a_calendar_that_closes_every_day_of_the_year_is_refused():
    days = [f'"{month:02}-{day:02}"' for month in range(1, 13) for day in range(1, 32)]
    real = [each for each in days if each[4:6] < "30" or each[1:3] not in ("02",)]
    real = [each for each in real if each not in ('"04-31"', '"06-31"', '"09-31"', '"11-31"')]
    assert draft_of(OFFICE, EIGHT, own_day("never", ", ".join(real))).problems() == (
        "hours: nothing is ever open, from 1970-01-01 on",
    )


def test_what_touches_does_not_overlap_and_a_later_row_with_the_same_id_replaces():
    draft = draft_of(
        hours("early", WEEKDAYS, "06:00", "14:00"),
        hours("late", WEEKDAYS, "14:00", "00:00"),
        hours("early", "mon", "06:00", "12:00").replace("1970-01-01", "2027-01-01"),
        half_day("eve", '"12-24"', "00:00", "12:00"),
        half_day("eve", '"12-24"', "00:00", "11:00").replace("1970-01-01", "2027-01-01"),
        EIGHT,
    )
    assert draft.problems() == ()
