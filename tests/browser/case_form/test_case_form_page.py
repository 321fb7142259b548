"""The page at /contact/: keyboard, axe, narrow screens, what it does without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import SIGN_IN, WORDS, radio, ready, send, write
from tests.roles import asking, channels, company

pytestmark = pytest.mark.browser


def test_the_form_works_by_keyboard_alone(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    ready(page)
    page.locator(f"#case-topic-{asking.usual_topic().id}").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=SIGN_IN)).to_be_checked()
    for letter in "fsnp/,.":  # the theme's shortcuts, which would leave the page
        page.keyboard.press(letter)
    page.keyboard.press("ArrowUp")
    radio(page, channels.mail()).focus()
    page.keyboard.press("ArrowDown")
    expect(radio(page, channels.call_to_a_number())).to_be_focused()
    expect(page.get_by_label("Your phone number")).to_be_visible()
    page.keyboard.press("ArrowUp")
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        if name in ("overview", "description"):
            page.keyboard.type("Import stops")
        if name == "Send":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="We have received your case")).to_be_focused()


@pytest.mark.parametrize(("locale", "dark"), [("en", False), ("en", True), ("no", False), ("no", True)])
def test_axe_finds_nothing_in_any_state(page_factory, signed_in, axe, people, locale, dark):
    page, words = page_factory(locale, phone=dark, dark=dark), WORDS[locale]
    ready(page, f"?topic={asking.open_topic().id}")
    send(page, words)
    assert axe(page, "case-form") == []
    signed_in(page, people.of_the_best_plan)
    ready(page, f"?topic={asking.topic_of_the_subscription().id}")
    send(page, words)
    assert axe(page, "case-form") == []
    write(page, words)
    send(page, words)
    page.get_by_role("heading", name=words["received"]).wait_for()
    page.mouse.move(0, 0)  # the link to the case has come to where Send was pressed
    assert axe(page, "case-form") == []


@pytest.mark.parametrize("size", [(390, 844), (320, 256)])
@pytest.mark.parametrize("locale", ["en", "no"])
def test_no_sideways_scroll(page_factory, signed_in, people, locale, size):
    page = signed_in(page_factory(locale, phone=True), people.of_the_best_plan)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ready(page, f"?topic={asking.topic_of_the_subscription().id}")
    send(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_page_does_not_jump_while_it_finds_out_who_is_there(page_factory, signed_in, people):
    page = signed_in(page_factory(phone=True), people.of_the_best_plan)
    page.add_init_script("""window.shift = 0
      new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value })
        .observe({ type: "layout-shift", buffered: true })""")
    ready(page)
    page.wait_for_timeout(500)
    assert page.evaluate("shift") <= 0.02


@pytest.mark.parametrize("locale", ["en", "no"])
def test_without_javascript_the_page_says_how_to_reach_us(page_factory, locale):
    page = page_factory(locale, java_script_enabled=False)
    page.goto("contact/")
    expect(page.get_by_role("link", name=company.SUPPORT_ADDRESS).first).to_be_visible()
    expect(page.locator("form.case")).to_be_hidden()
