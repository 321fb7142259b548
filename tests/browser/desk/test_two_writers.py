"""At the desk: what somebody else did while one writes is shown before anything is sent, and the text is kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT, CUSTOMER_NAME, SECOND_AGENT
from tests.browser.desk_steps import WORDS
from tests.browser.inbox_steps import ask, send_case
from tests.roles import asking, channels

pytestmark = pytest.mark.browser

ANYWAY = {"en": ("Send anyway", "Close anyway"), "no": ("Send likevel", "Lukk likevel")}


@pytest.fixture
def open_case(desk, customer, stack, page_factory):
    """A customer's case at an agent's desk, which does not look for news by itself: 20 seconds are long in a test."""
    page_factory.expected.append("status of 409")

    def at_the_desk(overview, locale="en", **more):
        number = send_case(customer, stack, overview, **more)
        page = desk(AGENT, f"?case={number}", locale, workers="block")
        page.wait_for_selector(".timeline")
        return page, number

    return at_the_desk


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_reply_that_crossed_a_message_is_kept_and_goes_with_one_more_click(open_case, customer, stack, axe, locale):
    page, number = open_case("Two at once", locale)
    page.get_by_label(WORDS[locale]["reply"]).fill("Please reinstall it")
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "It works now"})
    page.get_by_role("button", name=WORDS[locale]["send"]).click()
    told = page.locator(".mistakes")
    expect(told).to_be_focused()
    expect(told.locator(".entry-text")).to_have_text("It works now")
    expect(page.get_by_label(WORDS[locale]["reply"])).to_have_value("Please reinstall it")
    expect(page.locator(".desk-talk > .timeline .entry-text")).to_have_text(["It worked on Friday."])
    assert axe(page, "desk-case") == []
    told.get_by_role("button", name=ANYWAY[locale][0]).click()
    expect(page.locator(".desk-talk > .timeline .entry-text")).to_have_text(
        ["It worked on Friday.", "It works now", "Please reinstall it"]
    )
    expect(page.get_by_label(WORDS[locale]["reply"])).to_have_value("")
    expect(told).to_have_count(0)


def test_a_colleagues_note_stops_a_reply_too_and_the_text_survives_a_reload(open_case, page_factory, signed_in, stack):
    page, number = open_case("A note in between")
    page.get_by_label(f"Reply to {CUSTOMER_NAME}").fill("We refund it")
    odd = signed_in(page_factory(), SECOND_AGENT)
    ask(odd, stack, "POST", f"/desk/cases/{number}/notes", {"text": "No refund before I have asked"})
    page.get_by_role("button", name=f"Send to {CUSTOMER_NAME}").click()
    expect(page.locator(".mistakes .is-note")).to_contain_text("No refund before I have asked")
    page.reload()
    expect(page.get_by_label(f"Reply to {CUSTOMER_NAME}")).to_have_value("We refund it")
    expect(page.locator(".desk-talk > .timeline .is-note")).to_be_visible()
    page.get_by_role("button", name=f"Send to {CUSTOMER_NAME}").click()  # now it was seen
    expect(page.get_by_label(f"Reply to {CUSTOMER_NAME}")).to_have_value("")


@pytest.mark.parametrize("locale", ["en", "no"])
def test_closing_past_a_message_asks_first(open_case, customer, stack, locale):
    page, number = open_case("Solved?", locale)
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "Not solved"})
    page.get_by_role("button", name=WORDS[locale]["close"]).click()
    told = page.locator(".writing > .notice")
    expect(told.locator(".entry-text")).to_have_text("Not solved")
    anyway = told.get_by_role("button", name=ANYWAY[locale][1])
    expect(anyway).to_be_focused()
    assert ask(customer, stack, "GET", f"/cases/{number}")["case"]["status"] == "open"
    anyway.click()
    expect(page.get_by_role("button", name=WORDS[locale]["reopen"])).to_be_visible()
    assert ask(customer, stack, "GET", f"/cases/{number}")["case"]["status"] == "closed"


def test_in_a_chat_nobody_is_asked(open_case, customer, stack):
    page, number = open_case("Live", channel=channels.chat().id)
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "Hello?"})
    page.get_by_label(f"Reply to {CUSTOMER_NAME}").fill("Hello!")
    page.get_by_role("button", name=f"Send to {CUSTOMER_NAME}").click()
    expect(page.get_by_label(f"Reply to {CUSTOMER_NAME}")).to_have_value("")
    expect(page.locator(".mistakes")).to_have_count(0)


def test_an_agents_own_case_opens_in_the_inbox_without_what_colleagues_noted(desk, page_factory, signed_in, stack):
    page = desk(AGENT)
    number = send_case(page, stack, "My own account", topic=asking.open_topic().id)
    odd = signed_in(page_factory(), SECOND_AGENT)
    ask(odd, stack, "POST", f"/desk/cases/{number}/notes", {"text": "She always asks this"})
    page.reload()
    row = page.locator(".queue > li", has=page.locator(".number", has_text=number))
    expect(row).to_contain_text("Your own case")
    expect(row.get_by_role("button")).to_have_count(0)
    row.get_by_role("link").click()
    expect(page.locator(".timeline .entry-text")).to_have_text("It worked on Friday.")
    expect(page).to_have_url(f"{stack.url}/inbox/?case={number}")
    page.goto(f"desk/?case={number}")
    expect(page).to_have_url(f"{stack.url}/inbox/?case={number}")
    expect(page.locator("body")).not_to_contain_text("She always asks this")
