"""The tables of the articles say, in every locale and on every day of a change, what the paragraphs say."""

import re
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from tests.company.gate import given, walk
from tests.company.gate.oracle import Oracle, Question
from tests.company.gate.reader import Page, amounts, named, told_apart
from workshop.policy.render import outputs

DAYS = [*walk.days(Oracle(given.POLICY, given.TODAY))[-5:]]


class Tables:
    """The generated files of one day in one locale, with the oracle of that day."""

    def __init__(self, policy, day: date, locale: str) -> None:
        self.oracle, self.locale = Oracle(given.POLICY, day), locale
        self.cldr = Locale.parse(given.CLDR[locale])
        start = f"includes/{locale}/"
        self.pages = {
            path.removeprefix(start).removesuffix(".md"): Page(text)
            for path, text in outputs(policy, day).items()
            if path.startswith(start)
        }

    def names(self, table: str) -> dict[str, str]:
        return {row["id"]: row["name"][self.locale] for row in self.oracle.rows(table)}

    def grid(self, name: str):
        (grid,) = self.pages[name].grids
        return grid


@pytest.fixture(
    params=[(day, locale) for day in DAYS for locale in given.LOCALES], ids=lambda one: f"{one[0]}-{one[1]}"
)
def tables(policy, request) -> Tables:
    return Tables(policy, *request.param)


def test_the_table_of_channels_has_every_channel_and_plan(tables):
    grid, plans = tables.grid("channels"), tables.names("tier")
    assert list(grid.rows) == list(tables.names("channel").values())
    assert grid.header[1:] == list(plans.values())
    told_apart(
        (word, plan in tables.oracle.row("channel", channel)["tiers"])
        for channel, name in tables.names("channel").items()
        for plan, word in zip(plans, grid.rows[name], strict=True)
    )


def test_the_table_of_devices_has_every_channel_and_client(tables):
    grid, clients = tables.grid("clients"), tables.names("client")
    assert list(grid.rows) == list(tables.names("channel").values())
    assert [name.casefold() for name in grid.header[1:]] == [name.casefold() for name in clients.values()]


def test_yes_and_no_are_the_same_words_for_plans_and_for_clients(tables):
    plans, devices = tables.grid("channels"), tables.grid("clients")
    oracle = tables.oracle
    said = [
        (word, plan in oracle.row("channel", channel)["tiers"])
        for channel, name in tables.names("channel").items()
        for plan, word in zip(oracle.ids("tier"), plans.rows[name], strict=True)
    ]
    said += [
        (devices.rows[name][number], channel in row["channels"])
        for number, row in enumerate(oracle.rows("client"))
        for channel, name in tables.names("channel").items()
    ]
    assert len(told_apart(said)) <= 2


def test_each_channel_is_answered_in_its_languages_and_no_others(tables):
    said = tables.grid("languages").column()
    tags = {tag: Locale.parse(tag, sep="-").get_display_name(tables.cldr) for tag in walk.languages(tables.oracle)}
    for channel, name in tables.names("channel").items():
        assert named(tags, said[name]) == set(tables.oracle.languages(channel) or ()), name
    assert len({said[name] for one, name in tables.names("channel").items() if not tables.oracle.languages(one)}) <= 1


def test_a_promise_names_its_number_and_whether_it_waits_for_the_opening(tables):
    grid, oracle = tables.grid("promises"), tables.oracle
    promised = {one: name for one, name in tables.names("channel").items() if oracle.promise(one)}
    assert list(grid.rows) == list(promised.values())
    for channel, name in promised.items():
        row = oracle.promise(channel)
        assert amounts(grid.rows[name][0]) == ([] if row["kind"] == "live" else [row["amount"]]), name
    told_apart((grid.rows[name][1], oracle.row("channel", one)["follows_hours"]) for one, name in promised.items())
    kinds = {one: (oracle.promise(one)["kind"], oracle.promise(one)["amount"]) for one in promised}
    told_apart((grid.rows[name][0], kinds[one]) for one, name in promised.items())


def test_the_rule_about_seats_names_its_day_its_channels_and_its_seats(tables):
    page, oracle = tables.pages["seats"], tables.oracle
    rules = oracle.rows("seat_rule")
    assert page.items == [
        tables.names("seat")[seat] for rule in rules for seat in oracle.ids("seat") if seat in rule["seats"]
    ]
    said = [line for line in page.paragraphs if line.endswith(":")]
    assert len(said) == len(rules)
    for sentence, rule in zip(said, rules, strict=True):
        assert named(tables.names("channel"), sentence) == set(rule["channels"])
        assert format_date(rule["accounts_created_since"], "long", locale=tables.cldr) in sentence


def test_opening_hours_are_those_of_the_zone(tables):
    (sentence, *_) = tables.pages["hours"].paragraphs
    for row in tables.oracle.rows("hours"):
        if row["opens"] == row["closes"]:
            continue  # around the clock
        for name, midnight in (("opens", 0), ("closes", 24)):
            assert re.search(f"0?{row[name].hour or midnight}[.:]{row[name].minute:02}", sentence), sentence


def test_every_plan_sees_who_answers_for_the_agreement(tables):
    said = tables.grid("subscription").column()
    who = {row["tier"]: row["contact"] for row in tables.oracle.rows("subscription", "tier")}
    assert list(said) == list(tables.names("tier").values())
    told_apart((said[name], who.get(one)) for one, name in tables.names("tier").items())


def test_the_fields_of_a_case_are_listed_with_their_limits(tables):
    grid, fields = tables.grid("limits"), tables.oracle.rows("case_field")
    assert list(grid.rows) == [row["name"][tables.locale] for row in fields]
    for row in fields:
        counted = [] if row["unit"] == "language of support" else [row["limit"]]
        assert amounts(grid.rows[row["name"][tables.locale]][1]) == counted
    told_apart((grid.rows[row["name"][tables.locale]][0], row["required"]) for row in fields)


def test_a_reader_of_the_tables_knows_what_the_api_will_decide(tables):
    """From the page alone, with a person in mind: plan, seat, day of the account, client, language."""
    oracle = tables.oracle
    words = told_apart(
        (word, plan in oracle.row("channel", channel)["tiers"])
        for channel, name in tables.names("channel").items()
        for plan, word in zip(oracle.ids("tier"), tables.grid("channels").rows[name], strict=True)
    )
    devices, channels = tables.grid("clients"), tables.names("channel")
    rules = oracle.rows("seat_rule")
    wrong = []
    for asker in walk.askers(oracle):
        plan = oracle.ids("tier").index(asker.tier or oracle.vendor["unknown_address_tier"])
        for channel, name in channels.items():
            for number, client in enumerate(oracle.ids("client")):
                listed = set()
                for rule, sentence in zip(
                    rules, [x for x in tables.pages["seats"].paragraphs if x.endswith(":")], strict=True
                ):
                    new = asker.created is not None and asker.created >= rule["accounts_created_since"]
                    seat = tables.names("seat").get(asker.seat or "")
                    if new and channel in named(channels, sentence) and seat not in tables.pages["seats"].items:
                        listed.add("seat")
                if not words[tables.grid("channels").rows[name][plan]]:
                    listed.add("tier")
                if not words[devices.rows[name][number]]:
                    listed.add("client")
                if listed != set(oracle.reasons(asker, Question(channel, client))):
                    wrong.append((asker, channel, client, listed))
    assert not wrong, f"{len(wrong)}, the first: {wrong[0]}"
