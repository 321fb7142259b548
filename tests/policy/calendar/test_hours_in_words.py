"""Opening hours as sentences in the tables: any week, holidays, half days and days of the company's own."""

from datetime import date

import pytest

from chalicelib.policy import Policy
from chalicelib.policy.load import load
from tests.policy.calendars import (
    DAY,
    EVERY_DAY,
    ROUND_THE_CLOCK,
    STOCKHOLM,
    TWO_SHIFTS,
    WEEKDAYS,
    business_day,
    draft_of,
    half_day,
    hours,
    own_day,
    policy_of,
)  # fmt: skip
from tests.roles import company
from workshop.policy.render import public_holidays
from workshop.policy.tables import Tables
from workshop.policy.weekdays import run_of

OFFICE, EIGHT = hours("support", WEEKDAYS, "09:00", "17:00"), business_day(8)


def said(policy: Policy, locale: str = "en", day: date = DAY) -> str:
    company.pages_in(locale)
    return Tables(policy, day, locale).hours()[0].paragraph


@pytest.mark.parametrize(
    ("policy", "english", "norwegian"),
    [
        (
            STOCKHOLM,
            "Open Sunday to Thursday, 08:30 to 16:45; Friday, 08:30 to 12:30 (Stockholm). "
            "Closed on public holidays in Sweden. On 18 June, we close at 11:00. "
            "One business day is 7.5 opening hours.",
            "Åpent søndag til torsdag, kl. 08.30–16.45; fredag, kl. 08.30–12.30 (Stockholm). "
            "Stengt på helligdager i Sverige. 18. juni stenger vi kl. 11.00. Én virkedag er 7,5 timer i åpningstiden.",
        ),
        (
            ROUND_THE_CLOCK,
            "Open Monday to Sunday, around the clock (New York). One business day is 24 opening hours.",
            "Åpent mandag til søndag, hele døgnet (New York). Én virkedag er 24 timer i åpningstiden.",
        ),
        (
            TWO_SHIFTS,
            "Open Monday to Friday, 06:00 to 11:30 and 12:15 to 24:00; Saturday and Sunday, 10:00 to 14:00 (Sydney). "
            "On public holidays in Australia: Saturday and Sunday, 10:00 to 14:00. "
            "On 24 December, we are only open from 07:00 to 13:00. "
            "On 11 December 2026, we are open 06:00 to 09:00 and 10:00 to 15:30. "
            "One business day is 17.25 opening hours.",
            "Åpent mandag til fredag, kl. 06.00–11.30 og 12.15–24.00; lørdag og søndag, kl. 10.00–14.00 (Sydney). "
            "På helligdager i Australia: lørdag og søndag, kl. 10.00–14.00. "
            "24. desember har vi bare åpent fra kl. 07.00 til kl. 13.00. "
            "11. desember 2026 har vi åpent kl. 06.00–09.00 og 10.00–15.30. "
            "Én virkedag er 17,25 timer i åpningstiden.",
        ),
    ],
)
def test_the_week_of_any_company_is_said_as_people_say_it(policy, english, norwegian):
    assert (said(policy), said(policy, "no")) == (english, norwegian)


@pytest.mark.parametrize(("day", "there"), [(date(2027, 1, 15), True), (date(2027, 1, 16), False)])
def test_a_date_is_named_until_it_is_over(day, there):
    policy = policy_of(OFFICE, own_day("stock", "2027-01-15"), EIGHT)
    assert ("Also closed on 15 January 2027." in said(policy, day=day)) == there
    assert ("Stengt også 15. januar 2027." in said(policy, "no", day)) == there


def test_a_day_that_begins_late_is_said():
    policy = policy_of(OFFICE, half_day("new_year", '"01-02"', "11:00", "00:00"), EIGHT)
    assert "On 2 January, we open at 11:00." in said(policy)
    assert "2. januar åpner vi kl. 11.00." in said(policy, "no")


def test_a_company_that_works_on_public_holidays_does_not_speak_of_them():
    assert "holiday" not in said(policy_of(hours("support", EVERY_DAY, "09:00", "17:00", holidays=True), EIGHT))


@pytest.mark.parametrize(("subdivision", "name"), [("BY", "Bayern"), ("BE", "Berlin")])
def test_public_holidays_may_be_those_of_a_part_of_the_country(subdivision, name):
    draft = draft_of(OFFICE, EIGHT, zone="Europe/Berlin", country="DE")
    draft.replace('country = "DE"', f'country = "DE"\nsubdivision = "{subdivision}"')
    policy = load(draft.text, public_holidays("DE", subdivision))
    assert f"Closed on public holidays in {name}, Germany." in said(policy)
    assert f"Stengt på helligdager i {name}, Tyskland." in said(policy, "no")
    # Epiphany is one in Bavaria, the 8th of March in Berlin.
    assert (date(2027, 1, 6) in policy.public_holidays, date(2027, 3, 8) in policy.public_holidays) == (
        subdivision == "BY", subdivision == "BE",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weekdays", "run"),
    [
        ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4)),
        ([0, 1, 2, 3, 6], (6, 0, 1, 2, 3)),
        ([5, 6, 0], (5, 6, 0)),
        ([0, 2, 4], (0, 2, 4)),
        ([0, 1, 2, 3, 4, 5, 6], (0, 1, 2, 3, 4, 5, 6)),
        ([3], (3,)),
    ],
)
def test_weekdays_begin_after_the_days_off(weekdays, run):
    assert run_of(weekdays) == run
