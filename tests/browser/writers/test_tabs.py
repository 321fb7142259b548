"""Each tab has a draft of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import ready, send, write
from tests.browser.cast import CUSTOMER, OTHER
from tests.browser.inbox_steps import ask, button, send_case
from tests.browser.writers.writing import SECRET, everything, field, overviews
from tests.roles import company

pytestmark = pytest.mark.browser


def test_two_tabs_have_two_drafts_and_sending_one_leaves_the_other(page_factory, becomes, stack):
    one = becomes(page_factory(), CUSTOMER)
    write(ready(one), overview="The first of two", description="One")
    other = one.context.new_page()
    ready(other)
    expect(field(other)).to_have_value("")
    write(other, overview="The second of two", description="Two")
    one.reload()
    one.wait_for_selector("case-form[data-ready]")
    expect(field(one)).to_have_value("One")
    send(one)
    expect(one.get_by_role("heading", name="We have received your case")).to_be_visible()
    expect(field(other)).to_have_value("Two")
    other.reload()
    other.wait_for_selector("case-form[data-ready]")
    expect(field(other)).to_have_value("Two")
    assert "The second of two" not in overviews(other, stack)


def test_a_reply_is_its_writer_s_and_each_tab_has_its_own(page_factory, becomes, stack):
    page = becomes(page_factory(), CUSTOMER)
    page_factory.expected += ["status of 401", "status of 404"]
    number = send_case(page, stack, "Whose reply")
    page.goto(f"inbox/?case={number}")
    page.get_by_label("Your reply").fill(SECRET)
    other = page.context.new_page()
    other.goto(f"inbox/?case={number}")
    expect(other.get_by_label("Your reply")).to_have_value("")
    other.get_by_label("Your reply").fill("From the other tab")
    button(other, "Send").click()
    expect(other.locator(".timeline > li")).to_have_count(2)
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value(SECRET)
    other.close()
    becomes(page, OTHER)
    button(page, "Send").click()  # the page has not heard of it
    expect(page.get_by_role("heading", level=1)).to_have_text("We can’t find this case")
    assert SECRET not in everything(page)
    becomes(page, CUSTOMER)
    texts = [one["text"] for one in ask(page, stack, "GET", f"/cases/{number}/events")["events"]]
    assert SECRET not in texts
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value(SECRET)


def test_a_tab_that_was_duplicated_is_another_tab(page_factory, becomes):
    own = "sessionStorage['varde.tab']"
    page = becomes(page_factory(), CUSTOMER)
    ready(page)
    first = page.evaluate(own)
    other = page.context.new_page()
    other.goto(company.article(0).path)
    other.evaluate(f"(id) => {{ {own} = id }}", first)  # as browsers do
    ready(other)
    assert other.evaluate(own) != first
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    assert page.evaluate(own) == first
