"""Where somebody is signed in: the list in inbox and desk, and a code that is typed in another browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT
from tests.browser.inbox_steps import button, new_session, sign_in_by_hand

pytestmark = pytest.mark.browser

IDA, LEO = "ida@elsewhere.example", "leo@elsewhere.example"  # nobody in the directory: strangers sign in as well
SAYS = {
    "en": ("Where you are signed in", "(this browser)", "Sign out {}", "{} is signed out."),
    "no": ("Her er du logget inn", "(denne nettleseren)", "Logg ut {}", "{} er logget ut."),
}


@pytest.mark.parametrize(("locale", "phone", "dark"), [("en", False, False), ("no", True, True)])
def test_one_ends_the_session_of_another_browser(page_factory, stack, axe, locale, phone, dark):
    title, this_one, sign_out, said = SAYS[locale]
    address = f"places-{locale}@kunde.example"
    other, page = page_factory(), page_factory(locale, phone, dark)
    for each in (other, page):
        new_session(each, stack, address)
    page.goto("inbox/")
    opener = button(page, title)
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("heading", name=title)).to_be_focused()
    rows = page.locator(".places li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(this_one)
    expect(rows.first.get_by_role("button")).to_have_count(0)
    assert axe(page, ".places") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    theirs = rows.nth(1).get_by_role("button")
    name = rows.nth(1).locator("b").inner_text()
    expect(theirs).to_have_accessible_name(sign_out.format(name))
    theirs.click()
    expect(rows).to_have_count(1)
    expect(page.get_by_role("heading", name=title)).to_be_focused()
    expect(page.get_by_text(said.format(name), exact=True)).to_be_attached()
    assert other.context.request.get("/api/me").status == 401
    assert page.context.request.get("/api/me").status == 200
    opener.click()
    expect(page.locator(".places")).to_have_count(0)


def test_the_desk_has_the_list_too(desk):
    page = desk(AGENT)
    button(page, "Where you are signed in").click()
    expect(page.locator(".places li").first).to_be_visible()


def test_a_list_that_does_not_come_is_said(desk, page_factory):
    page_factory.expected.append("net::ERR_FAILED")
    page = desk(AGENT, workers="block")
    page.route("**/api/me/sessions", lambda route: route.abort())
    button(page, "Where you are signed in").click()
    expect(page.locator(".places [role=alert]")).to_contain_text("We couldn’t reach the help centre")


def test_a_code_asked_for_in_another_browser_is_explained_and_opens_nothing(page_factory, stack):
    page_factory.expected.append("status of 422")
    phone, laptop = page_factory(phone=True), page_factory()
    for page in (phone, laptop):
        page.goto("inbox/")
        page.get_by_label("Your email address").fill(LEO)
        before = len(stack.mails_to(LEO))
        button(page, "Send me a code").click()
        code = stack.code_for(LEO, before)
        if page is phone:
            code_of_the_phone = code
    laptop.get_by_label("The code from the email").fill(code_of_the_phone)
    button(laptop, "Sign in").click()
    expect(laptop.locator(".mistakes")).to_contain_text("This is not the latest code we sent")
    laptop.context.clear_cookies()
    laptop.get_by_label("The code from the email").fill(code_of_the_phone)
    button(laptop, "Sign in").click()
    expect(laptop.locator(".mistakes")).to_contain_text("Enter it in the browser where you asked")
    phone.get_by_label("The code from the email").fill(code_of_the_phone)
    button(phone, "Sign in").click()
    expect(phone.locator(".session")).to_contain_text(LEO)


def test_a_code_of_twelve_digits_fits_its_field_and_may_be_pasted_in_groups(page_factory, stack):
    page = page_factory(phone=True)
    page.goto("inbox/")
    page.get_by_label("Your email address").fill(IDA)
    button(page, "Send me a code").click()
    field = page.get_by_label("The code from the email")
    field.fill("1234 5678 9012")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")
    assert field.input_value() == "1234 5678 9012"
    page.goto("inbox/")
    sign_in_by_hand(page, stack, IDA)
    expect(page.locator(".session")).to_contain_text(IDA)
