"""What somebody wrote is theirs: nobody else sees it or sends it, regardless of who signs in, in any tab."""

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import ready, send, write
from tests.browser.cast import CUSTOMER, OTHER
from tests.browser.inbox_steps import button, until
from tests.browser.writers.writing import SECRET, everything, field, overviews, queued, sent_by
from tests.roles import company

pytestmark = pytest.mark.browser


def test_a_case_that_waits_to_be_sent_goes_out_as_its_writer_s_only(page_factory, becomes, stack):
    page = becomes(page_factory(), CUSTOMER)
    queued(page, page_factory, "From the writer, offline")
    context = page.context
    page.close()  # the laptop is shut
    page = becomes(context.new_page(), OTHER)
    posts = sent_by(page)
    page.context.set_offline(False)
    ready(page)
    page.wait_for_timeout(500)
    assert posts == []
    assert SECRET not in everything(page)
    assert "From the writer, offline" not in overviews(page, stack)
    becomes(page, CUSTOMER)
    page.goto("contact/")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()
    assert overviews(page, stack).count("From the writer, offline") == 1


def test_whoever_signs_in_next_sees_nothing_and_its_writer_all_of_it(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    write(ready(page), description=SECRET)
    becomes(page, OTHER)
    ready(page)
    assert SECRET not in everything(page)
    write(page, overview="The other's own", description="Something else")
    becomes(page, CUSTOMER)
    ready(page)
    expect(field(page)).to_have_value(SECRET)
    expect(page.get_by_text("We saved what you wrote last time.")).to_be_visible()
    button(page, "Discard it").click()
    expect(field(page)).to_have_value("")
    ready(page)
    expect(field(page)).to_have_value("")
    becomes(page, OTHER)
    ready(page)
    expect(field(page)).to_have_value("Something else")


def test_a_tab_that_is_still_open_sends_nothing_in_the_name_of_who_signed_in_elsewhere(page_factory, becomes, stack):
    page = becomes(page_factory(), CUSTOMER)
    page_factory.expected.append("status of 401")
    write(ready(page), overview="Typed by the writer", description=SECRET)
    becomes(page, OTHER)  # by a page that does not notify other tabs
    send(page)
    expect(page.locator("[data-part=person]")).to_contain_text(OTHER)
    expect(page.get_by_text("You are now signed in as someone else")).to_be_visible()
    assert SECRET not in everything(page)
    assert "Typed by the writer" not in overviews(page, stack)
    becomes(page, CUSTOMER)
    page.reload()
    expect(page.get_by_role("heading", name="We have received your case")).to_be_visible()  # who had pressed Send
    assert "Typed by the writer" in overviews(page, stack)


def test_an_open_tab_hides_it_as_soon_as_somebody_else_is_met_in_another(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    write(ready(page), description=SECRET)
    other = page.context.new_page()
    becomes(other, OTHER)
    other.goto("inbox/")
    expect(page.locator("[data-part=person]")).to_contain_text(OTHER)
    assert SECRET not in everything(page)


def test_written_before_signing_in_it_is_of_this_tab_and_then_theirs(page_factory, becomes):
    page = page_factory()
    write(ready(page), description=SECRET)
    other = page.context.new_page()
    ready(other)
    assert SECRET not in everything(other)
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(field(page)).to_have_value(SECRET)
    becomes(page, CUSTOMER)
    ready(page)
    expect(field(page)).to_have_value(SECRET)
    page.close()
    becomes(other, OTHER)
    ready(other)
    assert SECRET not in everything(other)
    becomes(other, CUSTOMER)
    ready(other)
    expect(field(other)).to_have_value(SECRET)


def test_a_tab_closed_between_the_code_and_the_proof_waits_for_that_address(page_factory, becomes):
    page = page_factory()
    write(ready(page), description=SECRET)
    page.get_by_label("Your email address").fill(CUSTOMER)
    button(page, "Send me a code").click()
    page.get_by_label("The code from the email").wait_for()
    until(
        page, lambda: page.evaluate("Object.keys(localStorage).some((name) => name.includes('?'))"), "nothing is kept"
    )
    assert CUSTOMER not in page.evaluate("JSON.stringify(localStorage)").replace("reply_email", "")
    context = page.context
    page.close()
    page = context.new_page()
    ready(page)
    assert SECRET not in everything(page)
    becomes(page, OTHER)
    ready(page)
    assert SECRET not in everything(page)
    becomes(page, CUSTOMER)
    ready(page)
    expect(field(page)).to_have_value(SECRET)


def test_what_was_asked_in_the_help_goes_with_who_asked(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    page.goto(company.article(0).path)
    page.locator("[data-help]").first.click()
    page.get_by_label("Your question").fill(company.article(0).title)
    page.get_by_label("Your question").press("Enter")
    page.wait_for_selector(".help-answer[aria-busy=false]")
    ready(page)
    expect(page.locator(".along")).to_contain_text(company.article(0).title)
    becomes(page, OTHER)
    ready(page)
    expect(page.locator(".along")).to_have_count(0)
    assert company.article(0).title not in everything(page)
    page.goto(company.article(0).path)
    page.locator("[data-help]").first.click()
    expect(page.get_by_label("Your question")).to_have_value("")


def test_what_an_older_release_kept_without_a_name_is_shown_to_nobody(page_factory, becomes):
    page = becomes(page_factory(), CUSTOMER)
    page.goto(company.article(0).path)
    keep = """(secret) => {
      const values = { overview: secret, description: secret }
      localStorage["varde.case-draft"] = JSON.stringify({ values, at: Date.now(), queued: true, key: "k" })
      localStorage["varde-inbox:V-7F3K-9Q2M"] = JSON.stringify({ text: secret, key: "k" })
    }"""
    page.evaluate(keep, SECRET)
    posts = sent_by(page)
    ready(page)
    page.wait_for_timeout(300)
    assert SECRET not in everything(page) + page.evaluate("JSON.stringify(localStorage)")
    assert posts == []
