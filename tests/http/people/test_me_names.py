"""The API gives names in the words of the policy, and the traits that pages ask for."""

import pytest

from chalicelib.policy.schema import LOCALES


@pytest.fixture
def rules(the_api):
    policy = the_api.services.policy
    return policy.on(policy.today(the_api.services.clock()))


@pytest.mark.parametrize("locale", LOCALES)
def test_plan_client_and_channels_are_named_in_the_locale_that_is_asked_for(api, rules, locale):
    tier = list(rules.tiers)[-1]
    visitor = api.visitor(tier)
    for client in rules.clients.values():
        me = visitor.get(f"/me?locale={locale}&client={client.id}").json
        assert me["tier_name"] == rules.tiers[tier].name[locale]
        assert me["client_name"] == client.name[locale]
        assert [one["name"] for one in me["channels"]] == [one.name[locale] for one in rules.channels.values()]


def test_each_channel_says_the_traits_that_pages_ask_for(api, rules):
    for one in api.visitor().get("/me").json["channels"]:
        channel = rules.channels[one["channel"]]
        for trait in ("answers_by", "opens_case", "follows_hours", "profile_language_needed"):
            assert one[trait] == getattr(channel, trait)
        assert one["needs"] == sorted(channel.needs)


def test_the_seats_that_would_do_are_named_where_the_seat_is_the_reason(api, rules):
    without = api.visitor(list(rules.tiers)[-1], created="new", seat=None).get("/me").json["channels"]
    assert any(one["seats"] for one in without), "no channel asks for a seat"
    for one in without:
        named = [name["en"] for name in rules.seats_for(one["channel"])] if "seat" in one["reasons"] else []
        assert one["seats"] == named


def test_a_case_without_a_topic_gets_the_first_of_the_policy(api, rules):
    answer = api.visitor(list(rules.tiers)[-1]).send()
    assert answer.json["case"]["topic"] == rules.default_topic
