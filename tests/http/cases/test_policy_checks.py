"""Channels, topics and limits of a case are the policy's; nothing of them is written in the API."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.errors import Invalid
from chalicelib.http.parsing import parse
from chalicelib.http.requests import NewCase, policy_checks
from tests.fakes.ferry import ferry

RULES = ferry().on(date(2026, 1, 5))
CASE = {"channel": "letter", "language": "en", "overview": "My list is empty", "description": "I see nothing."}


def mistakes(rules, **changed):
    try:
        parse(NewCase, {**CASE, **changed}, policy_checks(rules))
    except Invalid as invalid:
        return [(error.field, error.code, dict(error.params)) for error in invalid.errors]
    return []


@pytest.mark.parametrize(
    ("field", "value", "limit"),
    [("overview", "x", "overview"), ("description", "x", "description")],
)
def test_a_text_may_be_as_long_as_the_policy_says_and_no_longer(field, value, limit):
    most = RULES.limits[limit]
    assert mistakes(RULES, **{field: value * most}) == []
    assert mistakes(RULES, **{field: value * (most + 1)}) == [(field, "too_long", {"max": most})]


def test_links_are_counted_by_the_policy():
    stricter = replace(RULES, limits={**RULES.limits, "links": 1})
    two = ["https://vendor.example/a", "https://vendor.example/b"]
    assert mistakes(RULES, links=two) == []
    assert mistakes(stricter, links=two) == [("links", "too_many", {"max": 1})]


def test_a_topic_that_an_operator_adds_to_the_policy_is_taken():
    invoices = replace(next(iter(RULES.topics.values())), id="invoices")
    assert mistakes(RULES, topic="invoices")[0][:2] == ("topic", "unknown_value")
    assert mistakes(replace(RULES, topics={**RULES.topics, "invoices": invoices}), topic="invoices") == []


def test_what_the_policy_refuses_and_what_has_no_form_are_told_together():
    found = mistakes(RULES, channel="fax", reply_email="nobody", overview="x" * (RULES.limits["overview"] + 1))
    assert [(field, code) for field, code, _ in found] == [
        ("channel", "unknown_value"),
        ("overview", "too_long"),
        ("reply_email", "not_an_email"),
    ]
