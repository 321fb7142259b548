"""From the help dialog to people, with the real API: the reader's channels, and what is sent with a case."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import SIGN_IN, radio
from tests.browser.cast import CUSTOMER, CUSTOMER_PLAN
from tests.roles import channels, company

pytestmark = pytest.mark.browser

ARTICLE = company.article(0)
QUESTION = ARTICLE.title
ALONG = "Include my questions and the articles I read"


def opened(page, path=""):
    page.goto(path, wait_until="networkidle")
    page.locator(".md-header [data-help]").click()
    page.locator("#help-question").wait_for()
    return page.locator("dialog.help")


def to_people(page):
    dialog = opened(page)
    page.locator(".help-people").click()
    dialog.locator(".help-channels").wait_for()
    return dialog


def asked(page, question=QUESTION):
    dialog = opened(page)
    page.locator("#help-question").fill(question)
    page.keyboard.press("Enter")
    dialog.locator(".help-answer[aria-busy=false] h3").wait_for()
    return dialog


def to_the_form(page):
    page.locator(".help-people").click()
    page.locator("dialog.help").get_by_role("link", name="Send a case").click()
    page.wait_for_selector("case-form[data-ready]")


def read_of_newest(page, stack):
    cases = page.context.request.get(f"{stack.url}/api/cases").json()["cases"]
    newest = page.context.request.get(f"{stack.url}/api/cases/{cases[0]['number']}").json()["case"]
    return newest["asked"], newest["read"]


def test_a_reader_who_is_signed_in_sees_their_own_channels(page_factory, signed_in):
    page = signed_in(page_factory(), CUSTOMER)
    dialog = to_people(page)
    expect(dialog).to_contain_text(f"Plan: {CUSTOMER_PLAN['en']}")
    chat = dialog.locator(".help-channels li", has_text=channels.chat().name["en"])
    expect(chat).to_contain_text("with a support specialist now")
    chat.get_by_role("link", name="Start a chat").click()
    page.wait_for_selector("case-form[data-ready]")
    expect(radio(page, channels.chat())).to_be_checked()


def test_a_reader_without_a_seat_is_told_why_each_channel_is_closed(page_factory, signed_in, people):
    page = signed_in(page_factory("no"), people.shut_out)
    dialog = to_people(page)
    callback = dialog.locator(".help-channels li", has_text=channels.call_to_a_number().name["no"])
    expect(callback.locator(".help-why a")).to_have_text([re.compile("Ikke med i abonnementet"), re.compile("sete")])
    expect(dialog).to_contain_text("svarer dessverre ikke på norsk")


def test_a_reader_with_no_way_open_is_told_so_and_what_they_can_do(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.shut_out)
    dialog = to_people(page)
    expect(dialog).to_contain_text("You can’t contact our support specialists right now")
    expect(dialog.get_by_role("link", name="Send a case", exact=True)).to_have_count(0)
    community = channels.link_to_users()["label"]["en"]
    for name in ("Search the articles", community, re.compile("An administrator of your account")):
        expect(dialog.get_by_role("link", name=name)).to_be_visible()
    expect(dialog.locator(".refused")).to_have_count(len(channels.of_people()))
    expect(dialog).not_to_contain_text("Opens")
    weights = dialog.locator(".refused :is(h3, a)").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fontWeight)"
    )
    assert set(weights) == {"400"}, "what is closed is quieter than what is open"
    dialog.get_by_role("link", name=f"Send a case: {SIGN_IN}").click()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_role("radio", name=SIGN_IN)).to_be_checked()
    expect(radio(page, channels.mail())).to_be_enabled()


@pytest.mark.parametrize("channel", ["call", "chat"])
def test_the_channel_of_the_address_is_chosen_in_the_form(page_factory, signed_in, people, channel):
    page, asked_for = signed_in(page_factory(), people.of_the_best_plan), getattr(channels, channel)()
    page.goto(f"contact/?channel={asked_for.id}")
    page.wait_for_selector("case-form[data-ready]")
    expect(radio(page, asked_for)).to_be_checked()


def test_what_was_asked_and_read_goes_along_with_the_case(page_factory, signed_in, stack):
    page = signed_in(page_factory(), CUSTOMER)
    asked(page)
    to_the_form(page)
    expect(page.get_by_label("Subject")).to_have_value(QUESTION)
    expect(page.get_by_label(ALONG)).to_be_checked()
    expect(page.locator(".along")).to_contain_text(QUESTION)
    expect(page.locator(".along")).to_contain_text(ARTICLE.title)
    page.get_by_label("Description").fill("Rows are missing from the file.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    questions, read = read_of_newest(page, stack)
    assert questions == [QUESTION]
    assert (read[0]["path"], bool(read[0]["commit"])) == (f"/{ARTICLE.path}", True)
    # The next case begins without it, even if the dialog was beside the form.
    expect(page.locator("dialog.help")).to_be_hidden()
    page.locator(".md-header [data-help]").click()
    expect(page.locator("#help-question")).to_have_value("")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.locator(".along")).to_have_count(0)
    expect(page.get_by_label("Subject")).to_have_value("")


def test_nothing_goes_along_when_the_reader_says_no(page_factory, signed_in, stack):
    page = signed_in(page_factory(), CUSTOMER)
    asked(page)
    to_the_form(page)
    page.get_by_label(ALONG).uncheck()
    page.locator(".help-larger").click()  # the dialog, which keeps what it knows
    page.locator(".help-smaller").click()
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(page.get_by_label(ALONG)).not_to_be_checked()
    page.get_by_label("Subject").fill("Rows are missing")
    page.get_by_label("Description").fill("Rows are missing from the file.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()
    assert read_of_newest(page, stack) == ([], [])


def test_a_draft_keeps_its_own_overview(page_factory):
    page = page_factory()
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready]")
    page.get_by_label("Subject").fill("Import stops at row 200")
    asked(page)
    to_the_form(page)
    expect(page.get_by_label("Subject")).to_have_value("Import stops at row 200")


def test_an_answer_that_helped_is_counted_by_the_api(page_factory):
    page = page_factory()
    dialog = asked(page)
    with page.expect_response("**/api/articles/feedback") as told:
        dialog.get_by_role("button", name="Yes", exact=True).click()
    assert told.value.ok, told.value.text()
    expect(dialog.locator(".help-judged")).to_contain_text("Thank you")


def test_axe_finds_nothing_in_the_own_channels_or_in_what_goes_along(page_factory, signed_in, axe):
    page = signed_in(page_factory(phone=True, dark=True), CUSTOMER)
    asked(page)
    page.locator(".help-people").click()
    page.locator(".help-channels").wait_for()
    assert axe(page, "dialog.help") == []
    page.locator("dialog.help").get_by_role("link", name="Send a case").click()
    page.locator(".along").wait_for()
    assert axe(page, "case-form") == []
