"""Tables, form and the browser's policy of companies that are not like each other."""

import json
import re
from datetime import date

import pytest

from chalicelib.policy import Standing, entitlement
from chalicelib.policy.browser import browser_policy
from tests.policy import another
from tests.policy.another import another as policy_with
from tests.policy.test_named import drawn
from tests.roles import company
from workshop.policy.render import outputs
from workshop.policy.tables import Tables

TODAY = date(2026, 12, 2)
COMPANIES = (
    another.with_video, another.without_phones, another.without_seats, another.with_one_tier, another.with_other_ids,
)  # fmt: skip


@pytest.fixture(scope="module", params=COMPANIES, ids=lambda company: company.__name__)
def policy(request):
    return policy_with(request.param)


@pytest.mark.parametrize("locale", ["en", "no"])
def test_every_file_is_written_and_no_place_is_left_open(policy, locale):
    for path, text in outputs(policy, TODAY).items():
        if path.startswith(f"includes/{locale}/"):
            assert not re.search(r"\{\w+\}", text), path


@pytest.mark.parametrize("locale", ["en", "no"])
def test_the_form_has_the_topics_and_clients_of_the_policy(policy, locale):
    form = drawn(policy, "partials/case_form.html", locale)
    topics = policy.on(TODAY).topics
    assert re.findall(r'name="topic" value="(\w+)"', form) == list(topics)
    assert all(f">{topic.name[locale]}</label>" in form for topic in topics.values())
    clients = json.loads(re.search(r'data-clients="([^"]+)"', form)[1].replace("&#34;", '"'))
    assert set(clients) == set(policy.on(TODAY).clients)


def test_the_browser_has_every_name(policy):
    known = browser_policy(policy, TODAY)
    rows = [*known["tiers"], *known["seats"], *known["channels"], *known["topics"], *known["clients"].values()]
    assert all(row["name"].keys() == {locale["id"] for locale in company.LOCALES} for row in rows)


def test_a_new_channel_is_in_every_table(policy):
    channels = [channel.name["en"] for channel in policy.on(TODAY).channels.values()]
    tables = Tables(policy, TODAY, "en")
    for (table,) in (tables.channels(), tables.languages(), tables.clients()):
        assert [row[0].text for row in table.rows] == channels


def test_under_other_ids_the_same_people_may_use_the_same_channels():
    usual, renamed = policy_with(another.unchanged).on(TODAY), policy_with(another.with_other_ids).on(TODAY)
    for tier in usual.tiers:
        for seat in (*usual.seats, None):
            for channel in usual.channels:
                for client in usual.clients:
                    who = Standing(tier, date(2026, 1, 1), seat)
                    they = Standing(f"x_{tier}", date(2026, 1, 1), seat and f"x_{seat}")
                    assert (
                        entitlement(usual, who, channel, "en", client=client).reasons
                        == entitlement(renamed, they, f"x_{channel}", "en", client=f"x_{client}").reasons
                    )


def test_the_seats_that_open_a_channel_are_those_of_its_rule():
    rows = {}
    rules = policy_with(lambda tables: rows.update(tables)).on(TODAY)
    (rule,) = rows["seat_rule"]
    wanted = [row["name"]["en"] for row in rows["seat"] if row["id"] in rule["seats"]]
    assert 0 < len(wanted) < len(rows["seat"])
    for channel in rules.channels:
        assert [name["en"] for name in rules.seats_for(channel)] == (wanted if channel in rule["channels"] else [])


def test_a_video_call_is_called_live_and_needs_no_number():
    video = policy_with(another.with_video).on(TODAY).channels["video"]
    assert (video.pace, video.answers_by, video.is_live, video.needs) == ("live", "call", True, frozenset())


@pytest.mark.parametrize(("channel", "pace"), [("talk", "live"), ("ring", "fast"), ("letter", "slow")])
def test_the_pace_of_a_channel_follows_from_its_promise(channel, pace):
    assert policy_with(another.unchanged).on(TODAY).channels[channel].pace == pace


def test_what_is_withdrawn_keeps_its_name_for_the_cases_of_before():
    def change(rows):
        chat = {"id": "talk", "withdrawn": True, "since": date(2026, 6, 1), "source": "P2"}
        rows["channel"].append(chat)

    policy = policy_with(change)
    assert browser_policy(policy, date(2026, 5, 31))["former"]["channel"] == {}
    told = browser_policy(policy, TODAY)["former"]["channel"]
    assert told == {"talk": {locale["id"]: "Prat" if locale["id"] == "no" else "Talk" for locale in company.LOCALES}}
