"""The page at /inbox/: who may read, what it weighs, what it does without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import OTHER, OTHER_COLLEAGUE, THIRD
from tests.browser.inbox_steps import WORDS, button, send_case, sign_in_by_hand
from tests.browser.pages.weight import weight
from tests.roles import company

pytestmark = pytest.mark.browser


def test_signing_out_leaves_nothing_to_read(page_factory, stack):
    page = page_factory()
    page.goto("inbox/")
    selma = stack.newcomer("Selma")
    sign_in_by_hand(page, stack, selma)
    expect(page.locator(".session")).to_contain_text(selma)
    expect(page.locator(".notice")).to_have_text("You have not sent us a case yet.")
    number = send_case(page, stack, "Secret overview")
    page.goto(f"inbox/?case={number}")
    page.get_by_label("Your reply").fill("Secret draft")
    button(page, "Sign out everywhere").click()
    button(page, "Remove it and sign out").click()
    expect(page.locator(".notice")).to_have_text("You are signed out on every device.")
    assert "Secret" not in page.locator("body").inner_text() + page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.get_by_label("Your email address")).to_be_visible()
    expect(page.get_by_text("New here?")).to_be_visible()


def test_anothers_case_and_no_case_get_the_same_honest_words(inbox, page_factory, signed_in):
    _, number = inbox(OTHER, "Only for its writer")
    page_factory.expected.append("status of 404")
    page = signed_in(page_factory(), THIRD)
    for asked in (number, "V-2222-2222", "../me"):
        page.goto(f"inbox/?case={asked}")
        expect(page.get_by_role("heading", level=1)).to_have_text("We can’t find this case")
        expect(page.locator("inbox-case")).to_contain_text(f"You have not sent a case {asked} ")


def test_what_people_write_stays_text(inbox):
    page, _ = inbox(
        OTHER,
        "<img src=x onerror=alert(1)> \u202egnp.exe",
        description="<b>bold</b> javascript:alert(1) https://vendor.example@evil.example/ (https://ok.example/a_(b)).",
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
    expect(page.locator(".entry-text")).to_contain_text("<b>bold</b>")
    expect(page.locator(".entry-text b, h1 img")).to_have_count(0)
    links = page.locator(".entry-text a")
    expect(links).to_have_count(1)
    assert links.get_attribute("href").startswith("https://ok.example/a_(b)")


@pytest.mark.parametrize(("locale", "dark"), [("en", False), ("no", True)])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(inbox, axe, locale, phone, dark):
    page, _ = inbox(OTHER, "A long word: " + "Donaudampfschifffahrt" * 4, locale, phone, dark)
    words = WORDS[locale]
    assert axe(page, "support-inbox") == []
    button(page, words["send"]).click()
    assert axe(page, "support-inbox") == []
    button(page, words["close"]).click()
    expect(button(page, words["undo"])).to_be_focused()
    assert axe(page, "support-inbox") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("inbox/")
    page.wait_for_selector(".rows > li")
    assert axe(page, "support-inbox") == []
    for width, height in ((390, 844), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_page_holds_still_while_it_fills(inbox):
    page, number = inbox(OTHER, "Hold still")
    page.context.add_init_script("""
        window.shifted = 0
        new PerformanceObserver((list) => {
          for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
        }).observe({ type: "layout-shift", buffered: true })""")
    for address, shown in (("inbox/", ".rows > li"), (f"inbox/?case={number}", ".timeline > li")):
        page.goto(address)
        page.wait_for_selector(shown)
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifted") <= 0.02, address


def test_without_javascript_the_page_says_how_to_reach_support(page_factory):
    page = page_factory(java_script_enabled=False)
    page.goto("inbox/")
    expect(page.get_by_role("link", name="ways to contact us")).to_be_visible()
    expect(page.get_by_text("The page needs JavaScript")).to_be_visible()


def test_a_visit_weighs_no_more_than_15_kb_beyond_an_article(inbox, page_factory):
    page, number = inbox(OTHER, "How heavy?")
    article = weight(page_factory(), company.article(0).path, "h1")
    for address, shown in ((f"inbox/?case={number}", ".timeline > li"), ("inbox/", ".rows > li")):
        extra = {url: size for url, size in weight(page, address, shown).items() if url not in article}
        assert len(extra) > 10
        assert sum(extra.values()) <= 15_000, extra
    stranger = weight(page_factory(), "inbox/", "sign-in-form input")
    assert sum(size for url, size in stranger.items() if url not in article) <= 15_000


def test_who_sent_a_case_reads_again_what_they_gave_us(inbox):
    link = "https://app.vendor.example/lists/7"
    given = {"links": [link], "reply_email": "office@elsewhere.example", "staff_access": False}
    page, _ = inbox(OTHER_COLLEAGUE, "Look at this list", **given)
    expect(page.get_by_role("link", name=link)).to_have_attribute("href", link)
    facts = page.locator("dl.facts")
    expect(facts).to_contain_text("office@elsewhere.example")
    expect(facts).to_contain_text("Support specialists can’t see your account")
