"""The help dialog on the built site: asked by hand, keyboard and ear, and what it costs. No API answers here."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.site.help.help_reader import ABOUT

pytestmark = pytest.mark.browser

PHONE, TINY = (390, 844), (320, 256)


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_it_opens_with_focus_in_the_question_and_gives_it_back(reader, way):
    one = reader("/contacts/lists/")
    if way == "click":
        one.icon.click()
    else:
        one.icon.press(way)
    expect(one.question).to_be_focused()
    assert one.dialog.evaluate("one => one.matches(':modal')")
    one.page.keyboard.press("Escape")
    expect(one.dialog).to_be_hidden()
    expect(one.icon).to_be_focused()


@pytest.mark.parametrize("locale", ["en", "no"])
def test_three_letters_list_five_articles_and_say_so_inside_the_dialog(reader, locale):
    one = reader(ABOUT[locale]["prefix"], locale=ABOUT[locale]["locale"]).open()
    one.question.press_sequentially("im")
    one.page.wait_for_timeout(400)
    expect(one.options).to_have_count(0)
    one.question.press_sequentially("p")
    one.options.first.wait_for()
    assert one.options.count() <= 5
    expect(one.heard).to_have_text(re.compile(rf"^{one.options.count()} arti"))


def test_the_list_obeys_the_keys_of_a_combobox(reader):
    one = reader("/").open()
    one.question.press_sequentially("export")
    one.options.first.wait_for()
    expect(one.question).to_have_attribute("aria-expanded", "true")
    one.question.press("ArrowDown")
    expect(one.question).to_have_attribute("aria-activedescendant", one.options.first.get_attribute("id"))
    expect(one.options.first).to_have_attribute("aria-selected", "true")
    one.question.press("ArrowUp")
    assert one.question.get_attribute("aria-activedescendant") is None, "the field is a place in the ring"
    one.question.press("ArrowUp")
    expect(one.options.last).to_have_attribute("aria-selected", "true")
    one.question.press("Escape")
    expect(one.question).to_have_attribute("aria-expanded", "false")
    expect(one.dialog).to_be_visible()
    one.question.press("s")
    one.options.first.wait_for()
    one.question.press("ArrowDown")
    chosen = one.options.first.locator("strong").inner_text()
    one.question.press("Enter")
    expect(one.answer.locator("h3")).to_contain_text(chosen)


def test_a_word_that_is_being_composed_is_not_sent(reader):
    one = reader("/").open()
    devtools = one.page.context.new_cdp_session(one.page)
    devtools.send("Input.imeSetComposition", {"text": "csv", "selectionStart": 3, "selectionEnd": 3})
    one.page.locator(".help-ask").evaluate("form => form.requestSubmit()")
    one.page.wait_for_timeout(600)
    expect(one.options).to_have_count(0)
    assert one.state()["view"] == "ask"
    devtools.send("Input.insertText", {"text": "csv"})
    one.options.first.wait_for()


def test_suggested_questions_belong_to_the_page_and_have_an_answer_without_the_search(reader):
    one = reader("/sign-in/cannot-sign-in/")
    one.page.route("**/pagefind/**", lambda route: route.abort())
    reader.expected.append("ERR_FAILED")
    one.open()
    first = one.dialog.locator(".help-questions button").first
    assert first.inner_text() in one.page.locator("[data-questions]").get_attribute("data-questions")
    assert one.dialog.locator(".help-questions button").count() <= 5
    asked = first.inner_text()
    first.click()
    expect(one.answer.locator("h3")).to_contain_text("I cannot sign in")
    assert one.state()["asked"] == [asked]
    read = one.state()["read"][0]
    assert (read["path"], read["commit"]) == (
        "/sign-in/cannot-sign-in/", one.page.locator("[data-commit]").get_attribute("data-commit"))  # fmt: skip


def test_the_way_back_leads_from_people_over_results_to_the_question(reader):
    one = reader("/").open().ask("how do i export csv")
    one.answer.wait_for()
    one.dialog.get_by_role("button", name="See related results").click()
    one.dialog.locator(".help-hits").wait_for()
    one.people.click()
    expect(one.title).to_have_text("Contact us")
    for view in ("Related results", "Answer", "How can we help?"):
        one.page.locator(".help-back").click()
        expect(one.title).to_have_text(view)
    expect(one.question).to_be_focused()
    expect(one.question).to_have_value("how do i export csv")


def test_whether_it_helped_is_told_to_the_writers_and_thanked_for(reader):
    one = reader("/")
    told = []
    one.page.route(
        "**/api/articles/feedback",
        lambda route: (told.append(route.request.post_data_json), route.fulfill(status=202, body="{}")),
    )
    one.open().ask("how do i export csv")
    one.dialog.get_by_role("button", name="No", exact=True).click()
    expect(one.dialog.locator(".help-judged p")).to_be_focused()
    one.page.wait_for_timeout(300)
    assert told[0]["helpful"] is False
    assert (told[0]["path"], told[0]["locale"]) == ("/import-export/export-contacts/", "en")


def test_three_navigations_keep_it_open_and_intact_without_taking_focus(reader):
    one = reader("/").open().ask("how do i export csv")
    one.answer.wait_for()
    one.dialog.get_by_role("button", name="See related results").click()
    hits = one.dialog.locator(".help-hits a")
    hits.first.wait_for()
    names = hits.all_inner_texts()
    for number in range(3):
        if number < 2:
            hits.nth(min(number, len(names) - 1)).click()
        else:
            one.page.locator(".article a:visible, nav.topic a:visible").first.click()
        one.page.wait_for_load_state("networkidle")
        expect(one.title).to_have_text("Related results")
        expect(hits).to_have_text(names)
        assert one.page.evaluate("document.activeElement === document.body")
        assert one.page.evaluate("shifted") <= 0.02
        assert not one.dialog.evaluate("one => one.matches(':modal')"), "the text beside it can be read and used"
    assert not any("/pagefind/" in answer.url for answer in one.answers[-20:])
    assert one.state()["asked"] == ["how do i export csv"]
    assert one.state()["read"][1]["commit"], "the version of a page that was opened from the dialog"
    one.dialog.get_by_role("button", name="Close").first.click()
    expect(one.dialog).to_be_hidden()
    one.page.reload(wait_until="networkidle")
    expect(one.dialog).to_have_count(0)


def test_on_a_phone_it_goes_on_as_a_strip_that_leaves_the_article_free(reader):
    one = reader("/", PHONE, has_touch=True).open().ask("how do i export csv")
    one.answer.wait_for()
    one.dialog.locator(".md-button--primary").click()
    one.page.wait_for_url("**/export-contacts/**")
    strip = one.dialog.locator(".help-larger")
    expect(strip).to_have_text("Your question: how do i export csv")
    assert one.dialog.bounding_box()["height"] < 80
    strip.click()
    expect(one.answer.locator("h3")).to_contain_text("Export contacts to CSV")
    expect(one.title).to_be_focused()


def test_a_link_to_the_page_one_is_on_steps_aside(reader):
    one = reader("/import-export/export-contacts/").open().ask("how do i export csv")
    one.answer.wait_for()
    one.dialog.locator(".md-button--primary").click()
    expect(one.dialog).to_be_visible()
    assert not one.dialog.evaluate("one => one.matches(':modal')")


def test_the_whole_way_can_be_gone_by_keyboard(reader):
    one = reader("/")
    one.icon.focus()
    keys = one.page.keyboard
    keys.press("Enter")
    expect(one.question).to_be_focused()
    keys.type("how do i export csv")
    keys.press("Enter")
    expect(one.title).to_be_focused()
    one.answer.wait_for()
    seen = []
    for _ in range(12):
        keys.press("Tab")
        seen.append(one.page.evaluate("document.activeElement.textContent"))
        if seen[-1] == "Contact us":
            break
    assert {"Read more in the article", "Yes", "No", "See related results", "Contact us"} <= set(seen)
    keys.press("Enter")
    expect(one.title).to_have_text("Contact us")


def test_without_javascript_the_icon_leads_to_the_page_of_people(reader):
    one = reader("/no/contacts/lists/", java_script_enabled=False)
    one.icon.click()
    assert one.page.url.endswith("/no/contact/")


@pytest.mark.parametrize("size", [PHONE, TINY])
def test_it_fits_a_small_screen_in_every_view(reader, size):
    one = reader("/no/", size, locale="nb-NO").open()
    for step in ("ask", "answer", "contact"):
        if step == "answer":
            one.ask("hvordan eksportere csv")
            one.answer.wait_for()
        if step == "contact":
            one.people.click()
            one.dialog.locator(".help-channels").wait_for()
        assert one.dialog.evaluate("one => Math.max(one.scrollWidth, document.scrollingElement.scrollWidth)") <= size[0]
        assert one.dialog.locator(".help-bar .help-close").is_visible()


@pytest.mark.parametrize(("locale", "scheme", "size"), [("en", "light", (1280, 900)), ("no", "dark", PHONE)])
def test_axe_finds_nothing_in_the_dialog(reader, locale, scheme, size):
    about = ABOUT[locale]
    one = reader(about["prefix"], size, locale=about["locale"], color_scheme=scheme, reduced_motion="reduce").open()
    one.question.press_sequentially("csv")
    one.options.first.wait_for()

    def faults():
        found = Axe().run(one.page, context="dialog.help").response["violations"]
        return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]

    assert faults() == []
    one.ask(about["ask"])
    one.answer.wait_for()
    assert faults() == []
    one.dialog.locator(".help-button").nth(2).click()
    one.dialog.locator(".help-hits").wait_for()
    assert faults() == []
    one.people.click()
    one.dialog.locator(".help-channels").wait_for()
    assert faults() == []


def test_opening_costs_ten_kilobytes_and_nothing_before(reader):
    one = reader("/sign-in/cannot-sign-in/")
    assert not any("/assets/help/" in answer.url for answer in one.answers)
    before = len(one.answers)
    one.open()
    one.page.wait_for_load_state("networkidle")
    one.page.wait_for_timeout(500)
    loaded = {answer.url: len(gzip.compress(answer.body(), 9)) for answer in one.answers[before:]}
    engine = {url for url in loaded if "/pagefind/" in url}
    assert engine, "the engine comes with the focus"
    assert sum(size for url, size in loaded.items() if url not in engine) <= 10 * 1024, loaded


def test_a_click_opens_it_within_a_quarter_of_a_second_on_a_slow_machine(reader):
    one = reader("/sign-in/cannot-sign-in/")
    devtools = one.page.context.new_cdp_session(one.page)
    measure = """() => new Promise(done => {
      const start = performance.now()
      document.querySelector(".md-header [data-help]").click()
      const look = () => document.activeElement.id === "help-question"
        ? done(performance.now() - start) : requestAnimationFrame(look)
      look()
    })"""

    def best(rate):
        times = []
        for _ in range(5):
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            one.page.reload(wait_until="networkidle")
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            times.append(one.page.evaluate(measure))
            one.page.evaluate("sessionStorage.clear()")
        return min(times)

    plain, slow = best(1), best(4)
    print(f"click to question: {plain:.0f} ms, {slow:.0f} ms with the CPU slowed four times")
    # Less than a frame is seen by nobody, and is too short to be compared.
    assert slow <= 12 * max(plain, 16.7), "times differ with the machine; the work of opening must not grow"
