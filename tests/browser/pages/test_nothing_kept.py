"""A browser that keeps nothing from us: cookies blocked, storage refused, full, or holding what nobody can read."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import prove
from tests.browser.cast import CUSTOMER
from tests.browser.inbox_steps import button
from tests.conftest import CHROMIUM, FLAGS
from tests.roles import company

pytestmark = pytest.mark.browser

NO_COOKIES = {
    "en": "your browser does not accept cookies from us",
    "no": "nettleseren din ikke tar imot informasjonskapsler",
}
# As a person sets it in Chromium: "Block all cookies".
SETTING = {"profile": {"default_content_setting_values": {"cookies": 2}}}
REFUSED = """
  for (const name of ["localStorage", "sessionStorage", "caches"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } })
  }
  const refuse = { get() { throw new DOMException("no", "SecurityError") } }
  Object.defineProperty(Navigator.prototype, "serviceWorker", refuse)
"""
FULL = "void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })"


@pytest.fixture(scope="module")
def blocking(browser, stack, tmp_path_factory):
    """A real Chromium whose owner blocks cookies: it keeps nothing of one test for the next."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(SETTING))
    context = browser.browser_type.launch_persistent_context(
        str(profile), executable_path=CHROMIUM, args=FLAGS, base_url=f"{stack.url}/", locale="en-GB"
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def blocked(blocking):
    """A page of that Chromium; what went wrong in it must be nothing when the test ends."""
    page, wrong = blocking.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert wrong == []


ALL = ["", "search/?q=nothing-like-it", "503.html", "contact/", "inbox/", "desk/", company.article(0).path]


def test_every_page_stands_with_cookies_blocked(blocked):
    for path in ALL:
        blocked.goto(path, wait_until="networkidle")
        assert (
            blocked.evaluate("(() => { try { localStorage } catch (error) { return error.name } })()")
            == "SecurityError"
        )
    blocked.locator("[data-help]").first.click()
    blocked.get_by_label("Your question").fill(company.article(0).title)
    expect(blocked.locator(".help-list li").first).to_be_visible()
    blocked.locator(".help-people").click()
    expect(blocked.locator(".help-channels li").first).to_be_visible()
    # The theme's own script went on, too.
    expect(blocked.locator(".md-header label[for^=__palette]").first).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "no"])
@pytest.mark.parametrize("place", ["contact", "inbox", "desk"])
def test_who_signs_in_with_cookies_blocked_is_told_why_it_cannot_work(blocked, stack, place, locale):
    company.pages_in(locale)
    before = stack.codes_to(CUSTOMER)
    blocked.goto(f"{'' if locale == company.FIRST['id'] else f'{locale}/'}{place}/")
    blocked.locator("sign-in-form input").fill(CUSTOMER)
    blocked.locator("sign-in-form button").first.click()
    expect(blocked.locator("sign-in-form .mistakes")).to_contain_text(NO_COOKIES[locale])
    expect(blocked.locator("sign-in-form .mistakes")).to_be_focused()
    assert stack.codes_to(CUSTOMER) == before, "a code that nobody can use"


@pytest.mark.parametrize("place", ["contact", "inbox"])
def test_a_session_that_the_browser_did_not_keep_is_not_answered_by_asking_again(page_factory, place):
    page = page_factory(service_workers="block")
    page.route("**/api/sign-in/*", lambda route: route.fulfill(status=201, json={}))  # its cookie is thrown away
    page.goto(f"{place}/")
    page.locator("sign-in-form input").fill(CUSTOMER)
    button(page, "Send me a code").click()
    page.get_by_label("The code from the email").fill("123456")
    button(page, "Sign in").click()
    expect(page.locator("main").get_by_text(NO_COOKIES["en"])).to_be_visible()  # it is announced, too


def test_words_are_held_by_the_page_when_storage_is_refused(page_factory, signed_in, people):
    page = signed_in(page_factory(service_workers="block"), people.of_the_best_plan)
    page.add_init_script(REFUSED)
    for path in ["contact/", "inbox/", company.article(0).path, "503.html"]:
        page.goto(path)
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready] .channel")
    page.get_by_label("Subject").fill("Nothing is kept")
    page.get_by_label("Description").fill("And yet it is sent.")
    button(page, "Send").click()
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


def test_a_full_storage_keeps_no_older_words(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready]")
    field = page.get_by_label("Subject")
    field.fill("The first words")
    page.evaluate(FULL)
    field.fill("The second words")
    page.reload()
    page.wait_for_selector("case-form[data-ready]")
    expect(field).not_to_have_value("The first words")


KEPT = ["varde.help", "varde.case", "varde.tab", "varde.person", "varde.reply:V-1:a:b", "/.__palette"]


JUNK = [
    "{",
    "null",
    "5",
    '"text"',
    "[]",
    '{"values":5,"asked":"a","read":[null],"hit":{"url":5},"hits":{},"trail":[5],"open":true,"at":1e20,"text":5,"color":5}',
]


def test_what_an_older_release_kept_stops_nothing(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    # The name of a window is kept while it goes from page to page.
    page.add_init_script(f"""
      for (const area of [localStorage, sessionStorage]) for (const one of {KEPT}) area[one] = window.name || "{{"
    """)
    page.goto("contact/")
    for junk in JUNK:
        page.evaluate("junk => { window.name = junk }", junk)
        page.goto("contact/")
        expect(page.locator("case-form[data-ready] .channel").first, junk).to_be_visible()
        page.goto(company.article(0).path)
        page.locator("[data-help]").first.click()
        expect(page.get_by_label("Your question"), junk).to_be_focused()
        page.locator(".help-people").click()
        expect(page.locator(".help-channels li").first, junk).to_be_visible()


def test_signing_in_goes_on_where_cookies_are_kept(page_factory, stack, people):
    page = page_factory()
    page.goto("contact/")
    page.wait_for_selector("case-form[data-ready]")
    prove(page, stack, people.another_customer)
    expect(page.locator("[data-part=person]")).to_contain_text(people.another_customer)
    assert "varde_try" not in {one["name"] for one in page.context.cookies() if one["expires"] > 6e9}
