"""Signing out and sending leave nothing behind."""

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import prove, ready, send, write
from tests.browser.cast import CUSTOMER, CUSTOMER_NAME, OTHER, OTHER_COLLEAGUE, PASSER_BY, SECOND_AGENT
from tests.browser.inbox_steps import button, send_case
from tests.browser.writers.writing import SECRET, everything, field
from tests.roles import company

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", ["contact", "inbox"])
def test_signing_out_asks_when_something_is_unsent_and_then_removes_it(page_factory, stack, place):
    page = page_factory()
    ready(page)
    prove(page, stack, PASSER_BY if place == "contact" else OTHER_COLLEAGUE)
    expect(page.locator("[data-part=person]")).to_contain_text("@")
    write(page, description=SECRET)
    number = send_case(page, stack, "One that is sent")
    other = page.context.new_page()
    other.goto(f"inbox/?case={number}")
    other.get_by_label("Your reply").fill("Half a reply")
    here = page if place == "contact" else other
    sign_out = "Not you? Sign out" if place == "contact" else "Sign out"
    button(here, sign_out).click()
    expect(here.get_by_role("dialog", name="You have something unsent")).to_be_visible()
    expect(button(here, "Stay signed in")).to_be_focused()
    here.keyboard.press("Escape")
    expect(field(page)).to_have_value(SECRET)
    button(here, sign_out).click()
    button(here, "Remove it and sign out").click()
    expect(here.get_by_label("Your email address")).to_be_visible()
    for one in (page, other):  # the other tab, too, and at once
        expect(one.get_by_label("Your email address")).to_be_visible()
        assert SECRET not in everything(one)
        assert "Half a reply" not in everything(one)
    kept = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
    assert SECRET not in page.evaluate(kept) + other.evaluate(kept)
    assert "Half a reply" not in page.evaluate(kept) + other.evaluate(kept)


def test_back_shows_nothing_of_who_has_signed_out_meanwhile(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    write(ready(page), description=SECRET)
    page.goto(company.article(0).path)
    becomes(page, OTHER)
    other = page.context.new_page()
    other.goto("inbox/")
    other.wait_for_selector(".session")
    page.go_back()
    expect(page.locator("[data-part=person]")).to_contain_text(OTHER)
    assert SECRET not in everything(page)


def test_after_sending_the_page_shows_nothing_that_was_for_the_writing(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    write(ready(page))
    send(page)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    shown = page.locator("main .md-content").inner_text()
    for gone in (
        "This page then shows all",
        "Before you write",
        "Write a good case",
        "If you cannot use the form",
        f"Signed in as {CUSTOMER_NAME}",
        "Was this",
    ):
        assert gone not in shown


@pytest.mark.parametrize(("locale", "name"), [("en", "Desk"), ("no", "Sakskøen")])
def test_agents_see_the_desk_in_header_and_footer(page_factory, becomes, locale, name):
    page = becomes(page_factory(locale), SECOND_AGENT)
    page.goto(company.article(0).path)
    for place in (".md-header", ".md-footer"):
        link = page.locator(f"{place} a[data-desk]")
        expect(link).to_have_text(name)
        assert link.evaluate("one => new URL(one.href).pathname").endswith("/desk/")
    becomes(page, CUSTOMER)
    page.reload()
    expect(page.locator(".md-header a[data-desk]")).to_have_text({"en": "My cases", "no": "Mine saker"}[locale])
