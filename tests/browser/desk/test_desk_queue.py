"""The queue at /desk/: its order, its filters, and who looks at it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT, AGENT_NAME, CUSTOMER_NAME, SECOND_AGENT, THIRD
from tests.browser.desk_steps import row
from tests.browser.inbox_steps import ask, send_case
from tests.roles import asking, channels, standing

pytestmark = pytest.mark.browser
NAME_OF = "tag => new Intl.DisplayNames('en', { type: 'language' }).of(tag)"


def test_the_queue_is_in_order_of_the_promise_and_tells_time_left(desk, customer, stack):
    mail = send_case(customer, stack, "By e-mail")
    chat = send_case(customer, stack, "By chat", channel=channels.live().id)
    page = desk(AGENT)
    expect(row(page, mail)).to_be_visible()
    texts = page.locator(".queue > li").all_text_contents()  # rows out of sight are not drawn
    place = {number: next(i for i, text in enumerate(texts) if number in text) for number in (mail, chat)}
    assert place[chat] < place[mail]
    expect(row(page, mail).locator(".queue-due")).to_have_text(re.compile(r"Due tomorrow 1\d:\d\d"))
    expect(row(page, chat).locator(".queue-due")).to_have_text(re.compile(r"Live, waiting since today 1\d:\d\d"))
    page.clock.set_system_time(stack.now() + timedelta(days=3))  # a computer whose clock is wrong makes nobody late
    page.reload()
    for number in (mail, chat):  # another file's chat, minutes old on this stack, is late and says so
        expect(row(page, number)).to_be_visible()
        expect(row(page, number).locator(".late")).to_have_count(0)


def test_filters_by_language_and_status_are_links(desk, page_factory, signed_in, stack):
    lars = signed_in(page_factory(), THIRD)
    tag = asking.another_language()
    other = send_case(lars, stack, "In another language", language=tag)
    usual = send_case(lars, stack, "In the usual language")
    page = desk(AGENT)
    expect(row(page, usual)).to_be_visible()
    by_language = page.get_by_role("link", name=page.evaluate(NAME_OF, tag))
    by_language.click()
    expect(page).to_have_url(re.compile(f"language={tag}"))
    expect(row(page, other)).to_be_visible()
    expect(row(page, usual)).to_have_count(0)
    expect(by_language).to_have_attribute("aria-current", "page")
    ask(page, stack, "POST", f"/desk/cases/{usual}/take")
    page.goto("desk/?status=mine")
    expect(row(page, usual)).to_contain_text(f"Taken by {AGENT_NAME}")
    expect(row(page, other)).to_have_count(0)
    ask(page, stack, "POST", f"/cases/{usual}/messages", {"text": "Hello"})
    page.goto("desk/")
    expect(row(page, other)).to_be_visible()
    expect(row(page, usual)).to_have_count(0)
    page.get_by_role("link", name="All open").click()
    expect(row(page, usual)).to_contain_text("Waiting for the customer")


def test_two_agents_take_at_once_and_the_second_is_told(desk, customer, page_factory, stack):
    page_factory.expected.append("status of 409")
    number = send_case(customer, stack, "Who is first?")
    first, second = desk(AGENT), desk(SECOND_AGENT)
    for page in (first, second):
        expect(row(page, number)).to_be_visible()
    row(first, number).get_by_role("button", name="Take").click()
    expect(first).to_have_url(re.compile(f"case={number}"))
    row(second, number).get_by_role("button", name="Take").click()
    expect(second.locator(".trouble")).to_have_text(f"{AGENT_NAME} already has {number}.")
    expect(row(second, number)).to_contain_text(f"Taken by {AGENT_NAME}")
    expect(row(second, number).get_by_role("button")).to_have_count(0)


def test_a_new_look_at_the_queue_takes_nobodys_focus(desk, customer, stack):
    kept = send_case(customer, stack, "I have focus")
    page = desk(AGENT)
    row(page, kept).get_by_role("link").focus()
    urgent = send_case(customer, stack, "More urgent", channel=channels.live().id)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(page, urgent)).to_be_visible()
    expect(row(page, kept).get_by_role("link")).to_be_focused()
    ask(customer, stack, "POST", f"/cases/{urgent}/close")  # the rows above are gone
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(page, urgent)).to_have_count(0)
    expect(row(page, kept).get_by_role("link")).to_be_focused()
    ask(customer, stack, "POST", f"/cases/{kept}/messages", {"text": "Are you there?"})  # and the row itself is another
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(1000)
    expect(row(page, kept).get_by_role("link")).to_be_focused()


def test_five_hundred_rows_are_drawn_only_where_somebody_looks(desk):
    page = desk(AGENT, workers="block")  # what a worker asks for passes route() by
    page.wait_for_selector(".queue")
    one = {
        "number": "",
        "overview": "Numbers differ",
        "language": "en",
        "channel": channels.mail().id,
        "status": "open",
        "waiting_on": "us",
        "due": "2026-11-24T09:00:00Z",
        "taken_by": None,
        "requester": {"name": CUSTOMER_NAME, "tier": standing.best_plan().id, "seat": None},
    }
    cases = [{**one, "number": f"V-{n:04d}-{n:04d}"} for n in range(500)]
    page.route("**/api/desk/queue*", lambda route: route.fulfill(json={"cases": cases, "next": None}))
    page.reload()
    expect(page.locator(".queue > li")).to_have_count(500)
    drawn = """() => [...document.querySelectorAll(".queue > li")].map(
        (row) => row.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))"""
    page.wait_for_function(f"() => ({drawn})()[0]")
    assert sum(page.evaluate(drawn)) < 100
    page.locator(".queue > li").last.scroll_into_view_if_needed()
    page.wait_for_function(f"() => ({drawn})()[499]")
    page.wait_for_function(f"() => !({drawn})()[0]")
    assert sum(page.evaluate(drawn)) < 100
