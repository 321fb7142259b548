"""The shipped company plays every role, so no test that asks for one is skipped on it; and who plays them."""

import inspect

import pytest

from tests.roles import asking, channels, company, people, standing
from tests.roles.finding import ROLES

PLAIN = [name for name, find in ROLES.items() if not inspect.signature(find).parameters]


@pytest.mark.parametrize("name", PLAIN)
def test_every_role_is_played(name):
    try:
        assert ROLES[name]()
    except pytest.skip.Exception as lacking:
        pytest.fail(str(lacking))


@pytest.mark.parametrize("locale", ["en", "no"])
def test_no_test_of_the_words_of_its_pages_is_left_out(locale):
    try:
        company.pages_in(locale)
    except pytest.skip.Exception as lacking:
        pytest.fail(str(lacking))


def test_channels_are_found_by_their_traits():
    assert [find().id for find in (channels.mail, channels.chat, channels.call, channels.to_dial)] == [
        "email", "chat", "callback", "phone",
    ]  # fmt: skip
    assert [find().id for find in (channels.in_business_days, channels.in_minutes, channels.live)] == [
        "email", "callback", "chat",
    ]  # fmt: skip


def test_plans_and_seats_are_found_by_what_they_open():
    chat, call = channels.chat(), channels.call()
    assert (standing.plan_without(chat).id, standing.plan_with(chat).id) == ("free", "starter")
    assert (standing.plan_with(call).id, standing.plan_with_everything().id) == ("professional", "professional")
    assert (standing.seat_for(chat).id, standing.seat_without(chat).id) == ("core", "view_only")
    assert (str(standing.old()), str(standing.new())) == ("2024-03-04", "2024-03-05")


def test_people_are_found_by_what_they_may_do():
    assert people.a_customer().email == "birk@breogbris.example"
    assert people.shut_out().email == "liv@lysning.example"
    assert people.without_a_chat().email == "frida@fjellbekk.example"
    assert people.of_the_best_plan().email == "nora@nordhavn.example"
    assert (people.an_agent().email, people.another_agent().email) == ("ada@nordlys.example", "odd@nordlys.example")


def test_topics_and_languages_are_found_by_their_rules():
    assert (asking.usual_topic().id, asking.open_topic().id) == ("general", "sign_in")
    assert (asking.language(), asking.silent_language()) == ("en", "cy")
    assert (company.FIRST["id"], company.second_locale()["id"]) == ("en", "no")
