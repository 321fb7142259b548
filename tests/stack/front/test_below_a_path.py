"""The front of a site whose address has a path: everything is below it, and nothing else is there."""

import json
import re

import pytest

from tests.stack.front.asking import ask, example
from workshop.stack.front.__main__ import front as whole_front
from workshop.stack.front.below import Below
from workshop.stack.front.door import Door
from workshop.stack.front.gateway import Gateway
from workshop.stack.front.pages import Pages


@pytest.fixture
def below(site, tmp_path):
    """The front of a site whose address has a path, with pages that reload themselves; its API is missing."""
    (site / "_redirects.json").write_text(json.dumps({"/answers/old/": "/answers/contact/"}))
    (tmp_path / "messages.json").write_text('{"troubles": []}')
    return whole_front(site, tmp_path / "mail", None, tmp_path / "messages.json", "/answers")


def test_a_site_below_a_path_is_there_and_nowhere_else(below):
    assert ask(below, "/answers/").status == 200
    assert ask(below, "/answers/contact/").status == 200
    assert ask(below, "/answers/contact").fields["location"] == "contact/"
    assert ask(below, "/answers/old/?q=1").fields["location"] == "/answers/contact/?q=1"
    for path in ("/contact/", "/answersheet/", "/api/me"):
        elsewhere = ask(below, path)
        assert (elsewhere.status, elsewhere.body) == (404, b"This help centre is at /answers/; nothing else is here.\n")


@pytest.mark.parametrize("path", ["/?from=mail", "/answers?from=mail"])
def test_what_is_short_of_the_path_leads_to_it(below, path):
    answer = ask(below, path)
    assert (answer.status, answer.fields["location"]) == (302, "/answers/?from=mail")


def test_an_unknown_address_below_a_path_is_answered_in_its_language(below):
    assert b"Ikke funnet" in ask(below, "/answers/no/nowhere/").body
    assert b"Not found" in ask(below, "/answers/nowhere/").body


def test_the_api_of_a_site_below_a_path_is_beside_it(site):
    parts = {"/answers": Below("/answers", Pages(site)), "/answers/api": Below("/answers", Gateway(example()))}
    front = Door(parts, dict)
    assert json.loads(ask(front, "/answers/api/cases/7?a=b").body)["number"] == "7"
    refused = ask(front, "/answers/api/nothing")
    assert refused.code == "not_found"
    assert json.loads(refused.body)["type"] == "/answers/api/problems#not_found"


def test_what_only_this_machine_has_is_at_the_root(below):
    assert ask(below, "/_mail/").status == 200
    state = json.loads(ask(below, "/_live/state?page=/answers/contact/").body)
    assert state["print"] == re.search(rb'data-print="(\w+)"', ask(below, "/answers/contact/").body)[1].decode()
    assert state["print"] != json.loads(ask(below, "/_live/state?page=/answers/").body)["print"]


def test_pages_of_a_site_below_a_path_are_found_where_they_link_to_each_other(site):
    """As the page for lost addresses does, which has no other way to say where its style is."""
    below = Pages(site, "/answers")
    for path in ("/answers/assets/help.js", "/assets/help.js"):
        assert ask(below, path).body == ask(Pages(site), "/assets/help.js").body
    assert ask(below, "/answersassets/help.js").status == 404
