"""The help dialog from page to page, and while things come late: it disturbs no reading, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.site.help.help_reader import ABOUT

pytestmark = pytest.mark.browser

ASK = ABOUT["en"]["ask"]
STRIP = 80  # px; higher than a strip ever is


def beside(one):
    """Whether the page makes space for the dialog."""
    return one.page.locator("html[data-beside]").count() == 1


def answered(reader, size=(1280, 900)):
    one = reader("/", size).open().ask(ASK)
    one.answer.locator("h3").wait_for()
    return one


@pytest.mark.parametrize("part", ["pagefind/**", "assets/help/asking/search.*js"])
def test_a_search_that_comes_late_does_not_take_the_place_of_the_answer_picked_meanwhile(reader, part):
    one = reader("/sign-in/cannot-sign-in/")
    held, slow = [], True
    one.page.route(f"**/{part}", lambda route: held.append(route) if slow else route.continue_())
    one.open().ask("qwxzkj")
    expect(one.dialog.locator(".help-told")).to_have_text("Looking for an answer …")
    one.dialog.locator(".help-questions button").first.click()
    title = one.answer.locator("h3").text_content()
    picked = one.state()["hit"]["url"]
    slow = False
    for late in held:
        late.continue_()
    one.page.wait_for_load_state("networkidle")
    one.page.wait_for_timeout(500)
    assert one.state()["hit"]["url"] == picked
    one.go("/contacts/lists/")
    expect(one.answer.locator("h3")).to_have_text(title)


@pytest.mark.parametrize("path", ["/contacts/lists/", "/contact/"])
def test_when_its_view_does_not_come_the_reader_stays_where_they_are(reader, path):
    one = answered(reader)
    reader.expected.append("ERR_FAILED")
    one.page.route("**/assets/help/answers/answer.*", lambda route: route.abort())
    went = []
    one.page.on("framenavigated", lambda frame: went.append(frame.url))
    one.go(path)
    expect(one.dialog).to_be_hidden()
    one.page.wait_for_timeout(500)
    assert went == [one.address + path]
    assert not beside(one)


@pytest.mark.parametrize("part", ["dialog.", "words/first."])
def test_when_the_dialog_does_not_come_the_page_makes_no_room_for_it(reader, part):
    one = answered(reader)
    reader.expected.append("ERR_FAILED")
    one.page.route(f"**/assets/help/{part}*", lambda route: route.abort())
    one.go("/contacts/lists/")
    expect(one.page.locator("html:not([data-beside])")).to_have_count(1)


def test_an_address_with_a_broken_mark_of_a_section_has_its_dialog(reader):
    one = answered(reader).go("/contacts/lists/#100%")
    expect(one.answer.locator("h3")).to_be_visible()


def test_going_along_with_an_open_question_it_takes_no_focus_and_no_engine(reader):
    one = answered(reader)
    one.dialog.locator(".md-button--primary").click()
    one.page.wait_for_url("**/export-contacts/**")
    one.dialog.get_by_role("button", name="Ask something else").click()
    expect(one.question).to_be_focused()
    one.page.wait_for_load_state("networkidle")
    before = len(one.answers)
    one.go("/contacts/lists/")
    expect(one.question).to_be_visible()
    assert one.page.evaluate("document.activeElement === document.body")
    assert not any("/pagefind/" in answer.url for answer in one.answers[before:])


def test_going_along_it_says_nothing_until_somebody_asks_it_again(reader):
    one = answered(reader)
    expect(one.heard).not_to_be_empty()
    one.go("/contacts/lists/")
    expect(one.answer.locator("h3")).to_be_visible()
    one.page.wait_for_timeout(300)
    assert "".join(one.heard.all_inner_texts()).strip() == ""
    one.dialog.get_by_role("button", name="See related results").click()
    expect(one.heard).not_to_be_empty()


def test_what_is_typed_and_not_asked_survives_people_and_closing(reader):
    one = reader("/").open()
    one.question.fill("why is my list")
    one.people.click()
    one.page.locator(".help-back").click()
    expect(one.question).to_have_value("why is my list")
    one.page.keyboard.press("Escape")
    expect(one.dialog).to_be_hidden()
    one.open()
    expect(one.question).to_have_value("why is my list")
    one.ask(ASK)
    one.answer.locator("h3").wait_for()
    one.page.locator(".help-back").click()
    expect(one.question).to_have_value(ASK)


def test_only_a_click_that_begins_beside_the_dialog_closes_it(reader):
    one = reader("/").open()
    one.question.fill("a selection dragged past the edge")
    field, dialog, mouse = one.question.bounding_box(), one.dialog.bounding_box(), one.page.mouse
    mouse.move(field["x"] + 100, field["y"] + field["height"] / 2)
    mouse.down()
    mouse.move(dialog["x"] - 50, field["y"] + field["height"] / 2)
    mouse.up()
    expect(one.dialog).to_be_visible()
    mouse.click(dialog["x"] - 50, 400)
    expect(one.dialog).to_be_hidden()


def test_a_window_that_gets_too_narrow_folds_it_and_a_wide_one_unfolds_it(reader):
    one = answered(reader).go("/contacts/lists/")
    assert beside(one)
    one.dialog.locator("#help-title").focus()
    one.page.set_viewport_size({"width": 640, "height": 450})  # zoomed to 200 %
    expect(one.dialog.locator(".help-larger")).to_be_focused()
    assert one.dialog.bounding_box()["height"] < STRIP
    one.page.set_viewport_size({"width": 1280, "height": 900})
    expect(one.title).to_be_focused()
    assert beside(one)


def test_a_page_where_one_works_folds_it_for_as_long_as_one_is_there(reader):
    one = answered(reader).go("/contact/")
    assert one.dialog.bounding_box()["height"] < STRIP
    one.go("/contacts/lists/")
    assert one.dialog.bounding_box()["height"] > STRIP
    one.dialog.get_by_role("button", name="Make the help smaller").click()
    one.go("/contacts/companies/")
    assert one.dialog.bounding_box()["height"] < STRIP, "folded by hand, it stays so"


def test_a_page_out_of_the_back_buttons_memory_has_the_help_of_now(reader):
    one = reader("/").open().ask(ASK)
    one.answer.locator("h3").wait_for()
    one.page.evaluate("""() => {
      const state = JSON.parse(sessionStorage["varde.help"])   // as a page after this one left it
      sessionStorage["varde.help"] = JSON.stringify({ ...state, open: false, asked: [...state.asked, "later"] })
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
    }""")
    expect(one.dialog).to_be_hidden()
    one.open().ask("invoice")
    one.answer.or_(one.dialog.locator(".help-hits")).first.wait_for()
    assert one.state()["asked"] == [ASK, "later", "invoice"]
