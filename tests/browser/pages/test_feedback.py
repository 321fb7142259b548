"""Was this article helpful? With and without JavaScript, against the real API."""

import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from tests.browser.local_stack import ROOT
from tests.roles import company

pytestmark = pytest.mark.browser
# Each test has an article of its own. Other files answer about the first one.

WORDS = {
    "en": {"yes": "Yes", "no": "No", "comment": "Add a comment", "send": "Send the comment",
           "thanks": "Thank you. You can add a comment below.",
           "read": "Thank you. The writers will read your comment."},
    "no": {"yes": "Ja", "no": "Nei", "comment": "Legg til en kommentar", "send": "Send kommentaren",
           "thanks": "Takk. Du kan gjerne legge til en kommentar nedenfor.",
           "read": "Takk. De som skriver artiklene, leser kommentaren din."},
}  # fmt: skip


@pytest.fixture
def counted(stack):
    """What a writer reads in a terminal about an article: answers and comments."""

    def ask(path):
        command = [ROOT / "scripts/feedback", "--data", stack.data, "--path", path]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        votes = re.findall(r"(\d+) helpful, (\d+) not helpful", said)
        return sum(int(yes) for yes, _ in votes), sum(int(no) for _, no in votes), re.findall(r"^  (.+)$", said, re.M)

    return ask


def part(page: Page):
    return page.locator("#feedback")


def button(page, name):
    return part(page).get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("locale", ["en", "no"])
def test_an_answer_and_then_a_comment_without_leaving_the_page(page_factory, counted, axe, locale):
    words = WORDS[locale]
    path = ("/no" if locale == "no" else "") + f"/{company.article(1).path}"
    page = page_factory(locale)
    page.goto(company.article(1).path)
    expect(part(page).locator("details")).not_to_have_attribute("open", "")
    assert axe(page, "#feedback") == []
    button(page, words["no"]).click()
    expect(part(page).get_by_role("status")).to_have_text(words["thanks"])
    expect(button(page, words["no"])).to_be_focused()
    expect(button(page, words["no"])).to_have_attribute("aria-pressed", "true")
    button(page, words["yes"]).click(force=True)  # has no effect any more: the answer is given
    part(page).get_by_role("textbox").fill("Trinn 3 <b>mangler</b>")
    button(page, words["send"]).press("Enter")
    expect(part(page).get_by_role("status")).to_have_text(words["read"])
    expect(part(page).get_by_role("textbox")).to_be_focused()  # its button is gone
    assert axe(page, "#feedback") == []
    assert page.url.endswith(path)
    assert counted(path) == (0, 1, ["Trinn 3 <b>mangler</b>"])
    assert [one["name"] for one in page.context.cookies()] == []


def test_two_quick_clicks_and_a_comment_typed_first_are_one_answer(page_factory, counted):
    page = page_factory()
    page.goto(company.article(2).path)
    part(page).get_by_text("Add a comment").click()
    part(page).get_by_role("textbox").fill("Found it at once")
    button(page, "Yes").dblclick()
    expect(part(page).get_by_role("status")).to_have_text(WORDS["en"]["read"])
    expect(button(page, "Send the comment")).to_be_hidden()
    assert counted(f"/{company.article(2).path}") == (1, 0, ["Found it at once"])


def test_what_was_typed_stays_when_the_api_is_away_and_goes_at_the_next_try(page_factory, counted):
    page = page_factory(phone=True, service_workers="block")
    page_factory.expected += ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "status of 503"]
    page.goto(company.article(3).path)
    part(page).get_by_text("Add a comment").click()
    part(page).get_by_role("textbox").fill("Which app?")
    page.route("**/api/articles/feedback", lambda route: route.abort())
    button(page, "No").click()
    expect(part(page).get_by_role("status")).to_contain_text("couldn’t reach the help centre")
    page.unroute("**/api/articles/feedback")
    problem = {"status": 503, "content_type": "application/problem+json", "body": '{"code": "unavailable"}'}
    page.route("**/api/articles/feedback", lambda route: route.fulfill(**problem))
    button(page, "No").click()
    expect(part(page).get_by_role("status")).to_contain_text("couldn’t save your answer")
    expect(part(page).get_by_role("textbox")).to_have_value("Which app?")
    page.unroute("**/api/articles/feedback")
    button(page, "No").click()
    expect(part(page).get_by_role("status")).to_have_text(WORDS["en"]["read"])
    assert counted(f"/{company.article(3).path}") == (0, 1, ["Which app?"])


def test_when_its_script_does_not_come_the_form_goes_as_it_is(page_factory, counted):
    page = page_factory(service_workers="block")  # what a worker fetches passes route() by
    page_factory.expected += ["ERR_FAILED", "Failed to fetch dynamically imported module"]
    page.route("**/assets/feedback/*", lambda route: route.abort())
    page.goto(company.article(4).path)
    button(page, "Yes").click()
    page.wait_for_url(f"**/{company.article(4).path}#feedback-thanks")
    assert counted(f"/{company.article(4).path}") == (1, 0, [])


@pytest.mark.parametrize("locale", ["en", "no"])
def test_without_javascript_the_form_leads_back_to_its_thanks(page_factory, counted, locale):
    words = WORDS[locale]
    page = page_factory(locale, phone=True, java_script_enabled=False)
    page.goto(company.article(5).path)
    expect(page.locator("#feedback-thanks")).to_be_hidden()
    part(page).get_by_text(words["comment"]).click()
    part(page).get_by_role("textbox").fill("Uten skript\nog to linjer")
    button(page, words["no"]).click()
    page.wait_for_url(f"**/{company.article(5).path}#feedback-thanks")
    expect(page.locator("#feedback-thanks")).to_be_visible()
    expect(page.locator("#feedback-not-sent")).to_be_hidden()
    path = ("/no" if locale == "no" else "") + f"/{company.article(5).path}"
    assert counted(path) == (0, 1, ["Uten skript", "og to linjer"])
    assert page.context.cookies() == []


def test_by_keyboard_alone(page_factory, counted):
    page = page_factory()
    page.goto(company.article(6).path)
    button(page, "Yes").focus()
    page.keyboard.press("Enter")
    expect(part(page).get_by_role("status")).to_have_text(WORDS["en"]["thanks"])
    for _ in range(3):  # No, the heading of the comment, the comment
        page.keyboard.press("Tab")
    expect(part(page).get_by_role("textbox")).to_be_focused()
    page.keyboard.type("yn")
    expect(part(page).get_by_role("textbox")).to_have_value("yn")
    part(page).get_by_role("textbox").fill("  ")
    button(page, "Send the comment").press("Enter")
    expect(part(page).get_by_role("status")).to_have_text("Enter a comment first.")
    assert counted(f"/{company.article(6).path}") == (1, 0, [])


def test_only_articles_ask_and_paper_does_not(page_factory):
    page = page_factory()
    page_factory.expected.append("status of 404")
    for tool in ("", "contact/", "inbox/", "search/", "no-such-page/"):
        page.goto(tool)
        expect(page.locator("#feedback")).to_have_count(0)
    page.goto(company.article(7).path)
    scripts = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [one for one in scripts if "/feedback/" in one], "its script comes with the first answer"
    expect(part(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(part(page)).to_be_hidden()


def test_nothing_moves_before_the_reader_answers(page_factory):
    page = page_factory(phone=True)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) moved += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(company.article(7).path, wait_until="networkidle")
    part(page).scroll_into_view_if_needed()
    button(page, "Yes").hover()
    assert page.evaluate("window.moved") < 0.01
