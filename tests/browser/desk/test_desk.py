"""The desk at /desk/, as support specialists meet it: a case, who may come, what stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT, CUSTOMER, CUSTOMER_ACCOUNT, CUSTOMER_NAME, CUSTOMER_PLAN, SECOND_AGENT
from tests.browser.desk_steps import WORDS, row
from tests.browser.inbox_steps import ask, button, send_case, sign_in_by_hand, until
from tests.browser.pages.weight import weight
from tests.roles import company

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", ["en", "no"])
def test_an_agent_takes_answers_notes_and_closes(desk, customer, stack, locale):
    words = WORDS[locale]
    number = send_case(
        customer,
        stack,
        "The map stays empty",
        staff_access=False,
        links=["https://app.vendor.example/map"],
        read=[{"path": "/reports/numbers-differ/", "section": "filters", "commit": "0123456789abcdef"}],
    )
    page = desk(AGENT, locale=locale)
    one = row(page, number)
    for fact in (CUSTOMER_NAME, CUSTOMER_PLAN[locale], "The map stays empty", number):
        expect(one).to_contain_text(fact)
    one.get_by_role("link").click()

    facts = page.locator(".desk-facts")
    for fact in (CUSTOMER, CUSTOMER_ACCOUNT, "0123456", "https://app.vendor.example/map"):
        expect(facts).to_contain_text(fact)
    expect(facts.get_by_role("link", name="reports/numbers-differ")).to_have_attribute(
        "href", "/reports/numbers-differ/#filters"
    )
    button(page, words["take"]).click()
    expect(facts).to_contain_text(words["you"])
    expect(page.get_by_label(words["reply"], exact=True)).to_be_focused()

    page.get_by_label(words["reply"], exact=True).fill("We look at it.")
    page.get_by_role("radio", name=words["note"]).check()
    expect(page.get_by_text(words["warning"])).to_be_visible()
    expect(button(page, words["send"])).to_be_hidden()
    page.get_by_role("textbox", name=words["note"]).fill("Known since Monday.")
    button(page, words["save"]).click()
    expect(page.locator(".timeline .is-note")).to_contain_text("Known since Monday.")
    expect(page.locator(".timeline .is-note")).to_contain_text(words["note"])
    page.get_by_role("radio", name=re.compile("^Reply|^Svar")).check()
    button(page, words["send"]).click()
    expect(page.locator(".timeline .is-agent")).to_contain_text("We look at it.")
    expect(facts).to_contain_text(words["waiting"])

    seen = ask(customer, stack, "GET", f"/cases/{number}/events")["events"]
    assert [one["text"] for one in seen] == ["It worked on Friday.", "We look at it."]
    button(page, words["close"]).click()
    expect(button(page, words["reopen"])).to_be_focused()
    expect(page.get_by_role("radio", name=re.compile("^Reply|^Svar"))).to_be_disabled()
    button(page, words["reopen"]).click()
    expect(button(page, words["close"])).to_be_focused()


def test_what_was_read_before_an_answer_does_not_take_it_back(desk, customer, stack):
    number = send_case(customer, stack, "Asked for before, answered after")
    page = desk(AGENT, f"?case={number}", workers="block")
    page.wait_for_selector(".timeline")
    late = []
    page.route(f"**/api/cases/{number}", lambda route: late.append((route, route.fetch())))
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "Hello?"})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, lambda: late, "the case was not asked for")
    page.get_by_label(f"Reply to {CUSTOMER_NAME}", exact=True).fill("Here I am")
    button(page, f"Send to {CUSTOMER_NAME}").click()
    expect(page.locator(".desk-case")).to_contain_text("Waiting for the customer")
    route, answer = late[0]
    assert answer.json()["case"]["waiting_on"] == "us"
    route.fulfill(response=answer)
    page.wait_for_timeout(500)
    expect(page.locator(".desk-case")).to_contain_text("Waiting for the customer")


def test_a_requester_is_told_that_this_is_not_for_them(page_factory, signed_in):
    page = signed_in(page_factory(), CUSTOMER)
    page.goto("desk/")
    expect(page.locator(".notice")).to_contain_text(f"for the support specialists at {company.NAME}")
    expect(page.get_by_role("link", name="Go to My cases")).to_be_visible()


def test_nothing_personal_stays_after_sign_out(page_factory, stack, customer):
    number = send_case(customer, stack, "Secret overview", "Secret words")
    page = page_factory()
    page.goto("desk/")
    sign_in_by_hand(page, stack, SECOND_AGENT)
    row(page, number).get_by_role("link").click()
    page.get_by_label(f"Reply to {CUSTOMER_NAME}", exact=True).fill("Secret reply")
    page.get_by_role("radio", name="Internal note").check()
    page.get_by_role("textbox", name="Internal note").fill("Secret note")
    page.reload()
    expect(page.get_by_label(f"Reply to {CUSTOMER_NAME}", exact=True)).to_have_value("Secret reply")
    button(page, "Sign out").click()
    button(page, "Remove it and sign out").click()
    expect(page.locator(".notice")).to_have_text("You are signed out.")
    personal = f"Secret|{CUSTOMER_NAME.split()[0]}|{SECOND_AGENT.split('@')[0]}@"
    everything = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title, document.body.innerText])"
    assert not re.search(personal, page.evaluate(everything))
    page.go_back()
    expect(page.locator("sign-in-form")).to_be_visible()
    assert not re.search(personal, page.evaluate(everything))


@pytest.mark.parametrize(("locale", "phone", "dark"), [("en", False, False), ("no", True, True), ("en", True, False)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, customer, axe, stack, locale, phone, dark):
    number = send_case(customer, stack, "A long word: " + "Donaudampfschifffahrt" * 4)
    ask(customer, stack, "POST", f"/cases/{number}/messages", {"text": "More"})
    page = desk(AGENT, "", locale, phone, dark)
    expect(row(page, number)).to_be_visible()
    view = page.viewport_size
    # In a low window axe takes the header for the ground of the rows it hides.
    page.set_viewport_size({"width": view["width"], "height": 8_000})
    assert axe(page, "support-desk") == []
    page.set_viewport_size(view)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    page.goto(f"desk/?case={number}")
    page.wait_for_selector(".timeline")
    ask(page, stack, "POST", f"/desk/cases/{number}/notes", {"text": "A note"})
    page.reload()
    expect(page.locator(".is-note")).to_be_visible()
    assert axe(page, "support-desk") == []
    page.locator("[value=note]").check()
    assert axe(page, "support-desk") == []
    for width, height in ((390, 844), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(fits), width


def test_a_visit_weighs_no_more_than_30_kb_beyond_an_article(customer, page_factory, signed_in, stack):
    number = send_case(customer, stack, "How heavy?")
    page = signed_in(page_factory(), AGENT)
    article = weight(page_factory(), company.article(0).path, "h1")
    for address, shown in ((f"desk/?case={number}", ".timeline > li"), ("desk/", ".queue > li")):
        extra = {url: size for url, size in weight(page, address, shown).items() if url not in article}
        assert len(extra) > 10
        assert sum(extra.values()) <= 30_000, extra
