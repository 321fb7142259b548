"""The help dialog's way to people, and beside the text; what a reader offline sees."""

import re

import pytest
from playwright.sync_api import expect

from tests.roles import channels
from tests.site.help.help_reader import ABOUT

pytestmark = pytest.mark.browser

SATURDAY = "2026-11-28T10:00:00Z"


def read_on(reader, size=(1280, 900), **options):
    """A reader who went from an answer to its article; the dialog has come along."""
    one = reader("/", size, **options).open().ask(ABOUT["en"]["ask"])
    one.answer.locator("h3").wait_for()
    one.dialog.locator(".help-view .md-button--primary").click()
    one.page.wait_for_url("**/export-contacts/**")
    one.dialog.wait_for()
    one.page.wait_for_load_state("networkidle")
    return one


@pytest.mark.parametrize("width", [1220, 1280, 1920])
def test_the_dialog_that_goes_along_covers_nothing_and_moves_nothing(reader, width):
    one = read_on(reader, (width, 900))
    left = one.dialog.bounding_box()["x"]
    covered = one.page.evaluate(
        """left => [...document.querySelectorAll(".md-header a, .md-header button, .md-header input, .article *")]
          .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".headerlink, .sr"))
          .filter(one => one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().right > left + 1)
          .map(one => one.outerHTML.slice(0, 80))""",
        left,
    )
    assert covered == []
    assert one.page.evaluate("shifted") <= 0.02


def test_the_keyboard_comes_by_the_dialog_that_goes_along_before_the_page(reader):
    one = read_on(reader).go("/import-export/")  # a #fragment would begin at the section
    one.dialog.wait_for()
    inside = []
    for _ in range(3):
        one.page.keyboard.press("Tab")
        inside.append(one.page.evaluate("!!document.activeElement.closest('dialog.help')"))
    assert inside == [False, True, True], "the link past the header, then the dialog"


def test_without_room_beside_the_text_it_goes_on_as_a_strip(reader):
    one = read_on(reader, (1200, 900))
    assert one.dialog.bounding_box()["height"] < 80
    assert one.page.locator("html").get_attribute("data-beside") is None
    assert one.page.evaluate("shifted") <= 0.02


def test_closing_it_gives_the_room_back(reader):
    one = read_on(reader)
    narrow = one.page.locator("body").evaluate("one => parseFloat(getComputedStyle(one).paddingRight)")
    one.dialog.get_by_role("button", name="Close").first.click()
    wide = one.page.locator("body").evaluate("one => parseFloat(getComputedStyle(one).paddingRight)")
    assert (narrow > 200, wide) == (True, 0)


def test_a_switch_of_language_shows_the_answer_in_that_language(reader):
    one = read_on(reader)
    one.page.locator("[data-switch]").first.click()
    one.page.wait_for_url("**/no/import-export/export-contacts/**")
    expect(one.answer.locator("h3")).to_contain_text(ABOUT["no"]["title"])
    expect(one.dialog.locator(".help-asked")).to_have_attribute("lang", "en")
    assert one.dialog.locator(".help-view .md-button--primary").get_attribute("href").startswith("/no/")
    expect(one.dialog.get_by_role("button", name="Gjør hjelpen mindre")).to_be_visible()


def test_what_is_related_is_another_article_that_holds_the_question(reader):
    one = reader("/")
    one.page.route("**/api/articles/feedback", lambda route: route.fulfill(status=202, body="{}"))
    one.open().ask(ABOUT["en"]["ask"])
    one.answer.locator("h3").wait_for()
    one.dialog.get_by_role("button", name="No", exact=True).click()
    one.dialog.get_by_role("button", name="See related results").click()
    hits = one.dialog.locator(".help-hits a")
    hits.first.wait_for()
    assert not [url for url in hits.evaluate_all("all => all.map(one => one.pathname)") if "export-contacts" in url]
    state = one.state()
    assert state.get("topical") or all(hit["whole"] for hit in state["hits"])


def test_the_topic_stands_in_when_nothing_else_holds_the_question(reader):
    one = reader("/").open().ask(ABOUT["en"]["ask"])
    one.answer.locator("h3").wait_for()
    one.page.evaluate("""() => {
      const state = JSON.parse(sessionStorage["varde.help"])
      sessionStorage["varde.help"] = JSON.stringify({ ...state, hits: [], view: "related" })
    }""")
    one.page.reload(wait_until="networkidle")
    expect(one.dialog.locator(".help-view")).to_contain_text("about the same topic")
    urls = one.dialog.locator(".help-hits a").evaluate_all("all => all.map(one => one.pathname)")
    assert urls
    assert all(url.startswith("/import-export/") and "export-contacts" not in url for url in urls)


def test_hits_with_some_of_the_words_are_told_in_the_words_of_the_search_page(reader):
    one = reader("/").open().ask("qwxzkj export")
    expect(one.dialog.locator(".help-view")).to_contain_text("No article has all your words")


def test_when_it_opens_is_not_told_where_something_else_refuses_too(reader):
    page = reader("/contact/").page
    page.clock.set_fixed_time(SATURDAY)
    told = page.evaluate(
        """async (channel) => {
      const { refusals } = await import("/assets/shared/policy/offer.js")
      const way = { channel, opens_at: "2026-11-30T08:00:00Z" }
      const said = reasons => refusals({ ...way, reasons }).map(([, text]) => text).join(" ")
      return [["hours"], ["seat", "hours"]].map(said)
    }""",
        channels.live().id,
    )
    assert re.search(r"Opens Monday.*\d\d:\d\d", told[0])
    assert re.search("seat.*Closed now$", told[1])


@pytest.mark.parametrize(("locale", "said"), [("en", "You are offline"), ("no", "Du er ikke på nett")])
def test_offline_there_are_still_numbers_an_address_and_a_form_that_waits(reader, locale, said):
    about = ABOUT[locale]
    reader.expected.append("ERR_INTERNET_DISCONNECTED")
    one = reader(about["prefix"] + "contact/", locale=about["locale"], service_workers="allow")
    one.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    one.go(about["prefix"] + "contact/").open()
    one.people.click()
    one.dialog.locator(".help-channels").wait_for()
    one.page.wait_for_load_state("networkidle")
    one.page.locator(".help-back").click()
    one.page.context.set_offline(True)
    one.people.click()
    expect(one.dialog).to_contain_text(said)
    expect(one.dialog.locator('a[href^="mailto:support@"]')).to_be_visible()
    expect(one.dialog.locator('a[href^="tel:"]').first).to_be_visible()
    expect(one.dialog.locator(".md-button--primary")).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "no"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_the_contact_page_comes_without_a_jump(reader, locale, size):
    one = reader(f"{ABOUT[locale]['prefix']}contact/", size, locale=ABOUT[locale]["locale"])
    one.page.wait_for_selector("case-form[data-ready] sign-in-form input")
    one.page.wait_for_timeout(500)
    assert one.page.evaluate("shifted") <= 0.02


def test_the_norwegian_form_says_why_its_example_is_in_english(reader):
    one = reader("/no/contact/", locale="nb-NO")
    expect(one.page.locator("#case-overview-hint")).to_contain_text("språket du vil ha svar på")


@pytest.mark.parametrize("locale", ["en", "no"])
def test_people_can_be_reached_from_every_view_when_search_and_api_fail(reader, locale):
    about = ABOUT[locale]
    one = reader(about["prefix"], locale=about["locale"])
    reader.expected.extend(["ERR_FAILED", "ERR_CONNECTION"])
    one.page.context.add_cookies([{"name": "varde_signed_in", "value": "1", "url": one.address}])
    one.page.route("**/pagefind/**", lambda route: route.abort())
    one.page.route("**/api/**", lambda route: route.abort())
    one.open().ask(about["ask"])
    expect(one.dialog.locator(".help-told")).to_have_text(re.compile("isn’t working|virker ikke"))
    expect(one.people).to_be_visible()
    one.people.click()
    expect(one.dialog.locator(".help-channels h3").first).to_be_visible()
    assert one.dialog.locator(f'.help-view a[href$="{about["prefix"]}contact/"]').is_visible()
    assert one.dialog.locator(f'.help-view a[href$="{about["prefix"]}inbox/"]').is_visible()
    assert one.dialog.locator('.help-view a[href$="sign-in/cannot-sign-in/"]').is_visible()
