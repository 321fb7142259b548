"""A callback as both sides meet it: asked for in the form, rung from the desk, seen in My cases."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import ready, send, write
from tests.browser.cast import AGENT
from tests.browser.desk_steps import row
from tests.browser.inbox_steps import button, send_case
from tests.roles import channels

pytestmark = pytest.mark.browser

PHONE = "+4722334455"
CALL = channels.call_to_a_number().id
WORDS = {
    "en": {
        "list": "To call", "missed": "No answer", "spoke": "We spoke", "said": "called: no answer",
        "attempts": "Called once without an answer", "answered": "called: answered", "title": "Call the customer",
    },
    "no": {
        "list": "Skal ringes", "missed": "Ikke svar", "spoke": "Vi snakket sammen", "said": "ringte: ikke svar",
        "attempts": "Ringt én gang uten svar", "answered": "ringte: fikk svar", "title": "Ring kunden",
    },
}  # fmt: skip


@pytest.fixture
def caller(page_factory, signed_in, stack):
    """Somebody whom no other test knows, so that the language of their profile can change."""

    def enter(**more):
        return signed_in(page_factory(**more), stack.newcomer("Kaja"))

    return enter


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_call_in_vain_is_recorded_and_both_sides_see_it(desk, caller, stack, axe, locale):
    words, page = WORDS[locale], caller(locale=locale)
    number = send_case(page, stack, "Please call", channel=CALL, phone=PHONE)
    at_desk = desk(AGENT, locale=locale, phone=locale == "no", dark=locale == "no")
    at_desk.get_by_role("link", name=words["list"], exact=True).click()
    waiting = row(at_desk, number)
    expect(waiting.get_by_role("link", name=PHONE)).to_have_attribute("href", f"tel:{PHONE}")
    waiting.get_by_role("link", name="Please call").click()
    expect(at_desk.get_by_role("heading", name=words["title"])).to_be_visible()
    assert axe(at_desk, "support-desk") == []

    button(at_desk, words["missed"]).click()
    expect(at_desk.locator(".calling")).to_contain_text(words["attempts"])
    expect(at_desk.locator(".timeline")).to_contain_text(words["said"])
    page.goto(f"inbox/?case={number}")
    expect(page.locator(".timeline")).to_contain_text(words["said"])

    button(at_desk, words["spoke"]).click()
    expect(at_desk.locator(".timeline")).to_contain_text(words["answered"])
    at_desk.goto("desk/?status=calls")
    expect(at_desk.locator(".queue-count, .notice:visible").first).to_be_visible()
    expect(row(at_desk, number)).to_have_count(0)


def test_the_language_of_a_call_is_said_at_the_field_and_the_profile_changes_with_one_click(caller, axe):
    page = ready(caller(), f"?channel={CALL}")
    said = page.locator("[data-part=calling]")
    expect(said).to_contain_text("We call you in the language of your profile, English.")
    assert axe(page, "case-form") == []
    page.get_by_label("Your phone number").fill(PHONE)
    button(page, "français").click()
    expect(said).to_contain_text("We call you in the language of your profile, French.")
    expect(page.get_by_label("Language for our reply")).to_have_value("fr")
    expect(page.get_by_label("Your phone number")).to_have_value(PHONE)


@pytest.mark.parametrize("open_now", [True, False])
def test_a_time_for_the_call_is_chosen_on_the_readers_own_clock(page_factory, caller, open_now):
    """The stack's day is before the policy's row about it, so the answer of GET /me is given it here."""
    page, sent = caller(service_workers="block"), []
    page_factory.expected.append("status of 422")

    def me(route):
        answer = route.fetch()
        given = answer.json()
        for one in given["channels"]:
            if one["channel"] == CALL:
                shut = {"allowed": False, "reasons": ["hours"], "open_now": False, "opens_at": "2026-11-24T08:00:00Z"}
                one |= {"days_ahead": 14, **({} if open_now else shut)}
        route.fulfill(response=answer, json=given)

    def cases(route):
        sent.append(route.request.post_data_json)
        answer = {"errors": [{"field": "call_at", "code": "not_open_then", "params": {}}], "code": "invalid"}
        route.fulfill(status=422, content_type="application/problem+json", json={**answer, "status": 422})

    page.route(re.compile(r"/api/me\?"), me)
    page.route("**/api/cases", cases)
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready]")
    page.locator(f"#case-{CALL}").check()
    page.get_by_label("Your phone number").fill(PHONE)
    if open_now:
        page.get_by_label("At a time I choose").check()
    else:
        expect(page.get_by_text("We’re closed now, but you can choose when we call you.")).to_be_visible()
    write(page)
    send(page)
    expect(page.locator(".mistakes")).to_contain_text("Choose a day and time")
    page.get_by_label("Day and time").fill("2026-11-24T10:30")
    send(page)
    expect(page.locator(".mistakes")).to_contain_text("We’re closed then")
    assert sent[0]["call_at"] == "2026-11-24T09:30:00.000Z"
