"""A changed rule is a new dated row: it holds from its day, the old row holds before (decision D9)."""

from datetime import date, datetime, timedelta

import pytest

from chalicelib.policy import Promise, Standing, entitlement
from chalicelib.policy.browser import browser_policy
from chalicelib.policy.promise import PromiseClock
from workshop.policy.cli import changes

DAY, DAY_BEFORE = date(2027, 1, 1), date(2026, 12, 31)
SEATS_FOR_THE_LINE_ONLY = """
[[seat_rule]]
id = "crew_only"
channels = ["line"]
seats = ["captain"]
accounts_created_since = 2024-03-05
since = 2027-01-01
source = "P3"
"""
NO_QUAY = '[[channel]]\nid = "quay"\nwithdrawn = true\nsince = 2027-01-01\nsource = "P2"\n'
QUAY_AGAIN = """
[[channel]]
id = "quay"
rank = 2
name = { en = "Quay", no = "Kaia" }
tiers = ["day_trip"]
answers_by = "users"
opens_case = false
follows_hours = false
needs = []
since = 2028-01-01
source = "P2"
"""
LONGER_DAYS = """
[[hours]]
id = "support"
weekdays = ["mon", "tue", "wed", "thu", "fri"]
opens = 08:00:00
closes = 18:00:00
without_public_holidays = true
since = 2027-01-01
source = "D4"
"""
SHORTER_BUSINESS_DAY = """
[[business_day]]
id = "support"
open_hours = 4
unit = "hours"
since = 2027-01-01
source = "D13"
"""
FAX = """
[[channel]]
id = "fax"
rank = 9
name = { en = "Fax", no = "Faks" }
tiers = ["fleet"]
answers_by = "mail"
opens_case = false
follows_hours = false
needs = []
since = 2027-01-01
source = "P99"
"""


def test_a_new_row_replaces_the_old_one_from_its_day(draft):
    policy, viewer = draft.add(SEATS_FOR_THE_LINE_ONLY).read(), Standing("season", date(2026, 1, 1), "guest")
    assert entitlement(policy.on(DAY_BEFORE), viewer, "talk", "en").reasons == ("seat",)
    assert entitlement(policy.on(DAY), viewer, "talk", "en").reasons == ()


def test_rows_may_be_written_in_any_order(draft):
    draft.text = draft.text.replace("[[seat_rule]]", SEATS_FOR_THE_LINE_ONLY + "\n[[seat_rule]]")
    assert draft.read().on(DAY_BEFORE).seat_rules[0].channels == {"talk", "letter", "line", "ring"}
    assert draft.read().on(DAY).seat_rules[0].channels == {"line"}


def test_a_withdrawn_row_is_gone_from_its_day_and_may_come_back(draft):
    policy = draft.add(NO_QUAY + QUAY_AGAIN).read()
    assert ["quay" in policy.on(day).channels for day in (DAY_BEFORE, DAY, date(2028, 1, 1))] == [
        True, False, True,
    ]  # fmt: skip


def test_a_replaced_row_keeps_its_place_among_the_others(draft, policy):
    draft.add(QUAY_AGAIN)
    assert list(draft.read().on(date(2028, 1, 1)).channels) == list(policy.on(DAY).channels)


def test_the_rank_decides_where_a_new_row_is_shown(draft):
    channels = list(draft.add(FAX.replace("rank = 9", "rank = 3")).read().on(DAY).channels)
    assert channels == ["guides", "quay", "talk", "fax", "letter", "line", "ring"]
    channels = list(
        draft.replace('rank = 3\nname = { en = "Fax"', 'rank = 0\nname = { en = "Fax"').read().on(DAY).channels
    )
    assert channels[0] == "fax"


def test_a_case_keeps_the_opening_hours_of_the_day_it_was_received(draft):
    policy = draft.add(LONGER_DAYS).read()
    received = datetime(2026, 12, 30, 20, 0, tzinfo=policy.zone)
    old, new = PromiseClock(policy, DAY_BEFORE), PromiseClock(policy, DAY)
    assert old.opens_at(received).astimezone(policy.zone).hour == 9
    assert new.opens_at(received).astimezone(policy.zone).hour == 8
    assert {old.business_day, new.business_day} == {timedelta(hours=8)}, "a row of its own, not the length of a day"


def test_a_case_keeps_the_length_of_a_business_day_of_the_day_it_was_received(draft):
    policy = draft.add(SHORTER_BUSINESS_DAY).read()
    received = datetime(2026, 12, 29, 9, 0, tzinfo=policy.zone)
    dues = [PromiseClock(policy, day).due(Promise("business_days", 1), received) for day in (DAY_BEFORE, DAY)]
    assert [due.astimezone(policy.zone).hour for due in dues] == [17, 13]


@pytest.mark.parametrize(("day", "since"), [("2024-09-02", "1970-01-01"), ("2024-09-03", "2024-09-03")])
def test_the_browsers_policy_names_the_day_it_began(policy, day, since):
    assert browser_policy(policy, date.fromisoformat(day))["since"] == since


def test_there_is_no_answer_for_a_day_before_the_policys_first(policy):
    with pytest.raises(ValueError, match="no rules for 1969-12-31; the first day is 1970-01-01"):
        policy.on(date(1969, 12, 31))


def test_changes_name_rows_that_are_new_replaced_withdrawn_and_back(draft):
    said = list(changes(draft.add(FAX + NO_QUAY + QUAY_AGAIN + LONGER_DAYS).read()))
    assert [line.split("  ")[:2] for line in said] == [
        ["2024-09-03", "client pocket"],
        ["2026-12-01", "attempts ring"],
        ["2026-12-01", "chosen_time ring"],
        ["2026-12-01", "half_day eves"],
        ["2026-12-01", "live talk"],
        ["2027-01-01", "channel fax"],
        ["2027-01-01", "channel quay"],
        ["2027-01-01", "hours support"],
        ["2028-01-01", "channel quay"],
    ]
    assert said[6] == "2027-01-01  channel quay  withdrawn  [P2]"
    assert "new; id: fax; name: en: Fax, " in said[5]
    assert "  opens: 09:00 -> 08:00; closes: 17:00 -> 18:00  " in said[7]
    assert "new; " in said[8]
