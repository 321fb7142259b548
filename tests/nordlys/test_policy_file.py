"""The shipped policy file: what it promises, when it changed, and that what is made from it is fresh."""

import tomllib
from datetime import date

from chalicelib.company import folder
from chalicelib.policy import Promise
from chalicelib.policy.names import unnamed
from chalicelib.policy.rules import Attempts, Live
from workshop.policy import render
from workshop.policy.cli import changes

ONE_BUSINESS_DAY = Promise("business_days", 1)
FIVE_MINUTES = Promise("minutes", 5)


def test_the_shipped_file_has_no_problem(draft):
    assert draft.problems() == ()


def test_chat_is_live_email_takes_a_business_day_and_a_callback_five_minutes(policy):
    promises = {c.id: c.promise for c in policy.on(date(2026, 1, 5)).channels.values() if c.promise}
    assert promises == {"chat": Promise("live", 0), "email": ONE_BUSINESS_DAY, "callback": FIVE_MINUTES}


def test_a_chat_has_a_target_that_orders_the_desk_from_december_2026_on(policy):
    """Decision D10."""
    chat = [policy.on(day).channels["chat"] for day in (date(2026, 11, 30), date(2026, 12, 1))]
    assert [(way.promise, way.live) for way in chat] == [
        (Promise("live", 0), None), (Promise("live", 0), Live(target=2, turns_into="email", after=10)),
    ]  # fmt: skip
    assert [way.id for way in policy.on(date(2026, 12, 1)).channels.values() if way.live] == ["chat"]


def test_a_callback_is_tried_twice_and_can_be_asked_for_two_weeks_ahead_from_december_2026_on(policy):
    """Decision D14."""
    before, since = (policy.on(day).channels["callback"] for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert (before.attempts, before.days_ahead) == (None, None)
    assert (since.attempts, since.days_ahead) == (Attempts(most=2, wait=15, turns_into="email"), 14)


def test_the_shipped_policy_changed_on_two_days(policy):
    assert list(changes(policy)) == [
        "2024-09-03  client mobile  "
        "channels: knowledge_base, community, email, callback -> knowledge_base, community, email  [P8]",
        "2026-12-01  attempts callback  "
        "new; channel: callback; most: 2; wait: 15; turns_into: email; unit: minutes  [D14]",
        "2026-12-01  chosen_time callback  new; channel: callback; ahead: 14; unit: days  [D14]",
        "2026-12-01  half_day before_holidays  "
        "new; id: before_holidays; days: 12-24, 12-31; opens: 00:00; closes: 12:00  [D13]",
        "2026-12-01  live chat  new; channel: chat; target: 2; turns_into: email; after: 10; unit: minutes  [D10]",
    ]


def test_the_channels_of_cases_have_a_name_in_every_language_of_support(policy):
    rules = policy.on(date(2026, 1, 5))
    for channel in rules.channels.values():
        if channel.opens_case:
            assert unnamed(channel.name, list(rules.languages)) == [], channel.id


def test_the_stored_public_holidays_are_those_of_the_library():
    assert (folder() / "public_holidays.toml").read_text("utf-8") == render.public_holidays("NO")


def test_easter_seventeenth_of_may_and_christmas_are_public_holidays(policy):
    stored = tomllib.loads((folder() / "public_holidays.toml").read_text("utf-8"))["NO"]["2026"]
    assert [day for day in stored if day.weekday() < 5] == [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 12, 25),
    ]  # fmt: skip
    assert date(2026, 5, 17) in policy.public_holidays
    assert date(2026, 12, 24) not in policy.public_holidays


def test_the_committed_files_are_fresh():
    assert render.main(["--check"]) == 0


def test_a_rule_that_changes_makes_its_tables_stale(tmp_path, capsys):
    assert render.main(["--root", str(tmp_path), "--on", "2026-01-05"]) == 0
    assert render.main(["--check", "--root", str(tmp_path), "--on", "2024-09-02"]) == 1
    stale = set(capsys.readouterr().err.split()[3:])
    assert stale == {"includes/en/clients.md", "includes/no/clients.md", "overrides/assets/shared/policy/policy.json"}
