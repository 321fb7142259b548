"""The case form at /contact/, as people fill it in, send it and find their words again."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import NO_SEAT, SIGN_IN, WORDS, prove, radio, ready, send, write
from tests.browser.inbox_steps import ask
from tests.roles import asking, channels, company
from tests.roles import people as by_role

pytestmark = pytest.mark.browser
OSLO = ZoneInfo("Europe/Oslo")  # of the browser


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_case_written_before_signing_in_is_sent_and_confirmed(page_factory, stack, people, locale):
    words, page = WORDS[locale], page_factory(locale)
    ready(page)
    expect(page.locator("[data-part=ways]")).to_be_hidden()
    write(page, words)
    send(page, words)
    expect(page.locator(".mistakes")).to_be_focused()
    prove(page, stack, people.of_the_best_plan, words)
    expect(page.locator("[data-part=who]")).to_be_focused()
    send(page, words)
    expect(page.get_by_role("heading", name=words["received"])).to_be_focused()
    number = page.locator("[data-part=number]").inner_text()
    assert re.fullmatch(r"V-[0-9A-Z]{4}-[0-9A-Z]{4}", number)
    promised = datetime.fromisoformat(ask(page, stack, "GET", f"/cases/{number}")["case"]["due"])
    due = page.locator("[data-part=due] time")
    expect(due).to_contain_text(re.compile(words["due"].format(promised.astimezone(OSLO))))
    assert datetime.fromisoformat(due.get_attribute("datetime")) == promised
    expect(page.locator("[data-part=confirmation]")).to_contain_text(people.of_the_best_plan)
    link = page.get_by_role("link", name=words["open"])
    assert link.evaluate("one => one.href").endswith(("/no" if locale == "no" else "") + f"/inbox/?case={number}")


def test_a_draft_survives_a_reload_and_a_change_of_language_until_discarded(page_factory):
    page = page_factory()
    write(ready(page))
    page.reload()
    expect(page.get_by_label("Description")).to_have_value("The import of contacts stops.")
    page.goto("no/contact/")
    expect(page.get_by_label("Beskrivelse")).to_have_value("The import of contacts stops.")
    page.get_by_role("button", name="Forkast det").click()
    expect(page.get_by_label("Emne", exact=True)).to_be_focused()
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_label("Beskrivelse")).to_have_value("")


def test_who_has_no_seat_is_told_why_each_channel_is_closed(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.shut_out)
    ready(page)
    for channel in channels.of_cases():
        expect(radio(page, channel)).to_be_disabled()
    mail, call = (
        page.locator(".channel", has_text=one.name["en"]).get_by_role("link")
        for one in (channels.mail(), channels.call_to_a_number())
    )
    expect(mail).to_have_text(NO_SEAT)
    expect(call).to_have_text(["Not part of your plan", NO_SEAT])
    expect(page.get_by_text("You can’t use any of these")).to_be_visible()
    assert call.first.evaluate("one => one.href").endswith(f"/{company.ARTICLES['plans']}/")
    expect(page.get_by_label("Description")).to_be_hidden()  # nobody is asked to write what they cannot send
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_hidden()
    page.get_by_label(SIGN_IN).check()
    expect(page.get_by_label("Description")).to_be_visible()


def test_an_unknown_address_can_write_about_signing_in(page_factory, signed_in):
    page = signed_in(page_factory(), "nobody.knows@unknown.example")
    ready(page)
    expect(radio(page, channels.mail())).to_be_disabled()
    ready(page, f"?topic={asking.open_topic().id}")
    expect(page.get_by_role("radio", name=SIGN_IN)).to_be_checked()
    expect(radio(page, channels.mail())).to_be_checked()
    write(page)
    send(page)
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


def test_on_a_mobile_client_only_e_mail_is_offered(page_factory, signed_in, people):
    page = signed_in(page_factory(phone=True), people.of_the_best_plan)
    ready(page, f"?client={asking.app().id}")
    expect(page.locator(".channel", has_text=channels.not_in_the_app().name["en"]).get_by_role("link")).to_have_text(
        "Not available in the mobile app"
    )
    expect(radio(page, channels.mail())).to_be_checked()


def test_a_question_about_the_subscription_names_who_answers(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.with_a_contact_of_their_own)
    ready(page, f"?topic={asking.topic_of_the_subscription().id}")
    account = by_role.with_a_contact_of_their_own().account
    expect(page.locator("[data-part=contact]")).to_contain_text(account.contact_name)
    expect(page.get_by_role("link", name=account.contact_email)).to_be_visible()


def test_a_callback_asks_for_a_number(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    ready(page)
    expect(page.get_by_label("Your phone number")).to_be_hidden()
    radio(page, channels.call_to_a_number()).check()
    write(page)
    send(page)
    expect(page.locator(".mistakes").get_by_role("link")).to_have_text("Enter the phone number we should call")


def test_signing_out_keeps_neither_the_words_nor_the_address(page_factory, stack, people):
    page = page_factory()
    write(ready(page))
    prove(page, stack, people.another_customer)
    expect(page.get_by_label("Email address for our reply")).to_have_value(people.another_customer)
    page.get_by_role("button", name="Not you? Sign out").click()
    page.get_by_role("button", name="Remove it and sign out").click()
    expect(page.get_by_label("Your email address")).to_be_focused()
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_label("Email address for our reply")).to_have_value("")
    expect(page.get_by_label("Description")).to_have_value("")


def test_a_new_matter_says_which_case_it_follows(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    write(ready(page))
    send(page)
    page.get_by_role("heading", name="We have received your case").wait_for()
    number = page.locator("[data-part=number]").inner_text()
    write(ready(page, f"?follows={number}"))
    expect(page.get_by_text(f"This case follows {number}")).to_be_visible()
    with page.expect_response("**/api/cases") as answer:
        send(page)
    assert answer.value.json()["case"]["follows"] == number
