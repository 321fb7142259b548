"""The site in a browser, with its real headers: search in both languages, the keyboard, and what it all weighs."""

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.roles import channels, company, standing
from tests.site.serving import hear

pytestmark = pytest.mark.browser

SHIFTS = """window.shifted = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) shifted += one.value })
  .observe({type: 'layout-shift', buffered: true})"""
# The theme's own; this list only shrinks.
KNOWN = {"landmark-unique"}


@pytest.fixture
def open_page(browser, address):
    """Open an address; afterwards the console must have been quiet."""
    contexts, noise = [], []

    def open_it(path, width=1280, height=900, **options):
        # What the network gives is looked at here; tests/site/pages/test_offline.py looks at the service worker.
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block", **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.answers = []
        page.on("response", lambda answer: page.answers.append(answer))
        hear(page, noise)
        page.goto(address + path, wait_until="networkidle")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert noise == []


def titles(page):
    page.locator("search-results[data-done]").wait_for()
    return page.locator(".results h2").all_inner_texts()


@pytest.mark.parametrize(
    ("path", "question", "first"),
    [
        ("/search/", "how do I export csv", "Export contacts to CSV"),
        ("/search/", "zebracorn", "Only in English"),
        ("/no/search/", "hvordan eksportere csv", "Eksporter kontakter til CSV"),
        ("/no/search/", "åpningstid", "Svarfrister og åpningstider"),
    ],
)
def test_a_question_finds_its_article(open_page, path, question, first):
    found = titles(open_page(f"{path}?q={question}"))
    assert found
    assert first in found[0]


@pytest.mark.parametrize(
    ("question", "title"),
    # The second page says only "kundestøttespesialistene"; those with a heading that means the same come before it.
    [("stotte", "Språk i kundestøtten"), ("spesialist", "Bare på norsk")],
)
def test_a_part_of_a_norwegian_word_finds_the_whole(open_page, question, title):
    find = "async ask => (await (await import('/no/assets/shared/search/engine.js')).find(ask, {limit: 99})).hits"
    assert title in [hit["title"] for hit in open_page("/no/search/").evaluate(find, question)]


def test_the_beginning_of_a_word_finds_the_same_with_and_without_its_marks(open_page):
    find = "async ask => (await (await import('/no/assets/shared/search/engine.js')).find(ask, {typing: true})).hits"
    page = open_page("/no/search/")
    plain, marked = ([hit["title"] for hit in page.evaluate(find, begun)] for begun in ("apningsti", "åpningsti"))
    assert "Svarfrister og åpningstider" in marked
    assert plain == marked


def test_the_beginning_of_a_word_is_found_with_aa_for_its_first_letter(open_page):
    find = "async ask => (await (await import('/no/assets/shared/search/engine.js')).find(ask, {typing: true})).hits"
    found = open_page("/no/search/").evaluate(find, "aapningsti")
    assert "Svarfrister og åpningstider" in [hit["title"] for hit in found]


def test_an_english_stand_in_is_not_found_in_norwegian(open_page):
    page = open_page("/no/search/?q=zebracorn")
    assert titles(page) == []
    assert page.locator(".count").inner_text() == "Ingen treff"
    assert page.locator("search-results [data-list] a").get_attribute("href").endswith("contact/")


def test_nonsense_beside_a_real_word_is_told_to_be_only_related(open_page):
    page = open_page("/search/?q=qwxzkj export")
    assert titles(page)
    assert "No article has all your words" in page.locator(".count").inner_text()


def test_a_result_at_the_top_of_an_article_is_described_in_a_sentence(open_page):
    page = open_page("/search/?q=how do i export csv")
    best = page.locator(".results li").first
    assert "Export" in best.locator("h2").inner_text()
    assert len(best.locator("p:not(.from)").inner_text()) > 40


def test_words_of_the_visitor_are_never_markup(open_page):
    page = open_page("/search/?q=<img src=x onerror=alert(1)>")
    page.locator("search-results[data-done]").wait_for()
    assert page.locator("main img").count() == 0


def test_the_field_suggests_while_typing_and_obeys_the_keyboard(open_page):
    page = open_page("/sign-in/")
    field = page.locator("#find")
    field.press_sequentially("expor", delay=10)
    options = page.locator("#find-list [role=option]")
    options.first.wait_for()
    assert options.count() <= 6, "five articles and the way to all of them"
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press("s")
    field.press("Backspace")
    options.first.filter(has_text="Export contacts").wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/import-export/export-contacts/**")


def test_an_answer_to_what_one_has_typed_over_is_not_shown(open_page):
    page = open_page("/sign-in/")
    field = page.locator("#find")
    field.press_sequentially("invoice", delay=10)
    page.locator("#find-list [role=option]").first.wait_for()
    page.evaluate("""() => {
      const shown = window.shown = []
      const list = document.getElementById("find-list")
      new MutationObserver(() => shown.push(list.textContent)).observe(list, {childList: true})
    }""")
    page.evaluate("""() => {
      // Typed over while the search for it is under way: the pause ends, it begins, and the next letters come.
      const field = document.getElementById("find")
      const type = text => { field.value = text; field.dispatchEvent(new InputEvent("input", {bubbles: true})) }
      type("webhook")
      setTimeout(() => type("export"), 125)
    }""")
    page.locator("#find-list [role=option]").first.filter(has_text="Export").wait_for()
    assert [text for text in page.evaluate("shown") if "Webhook" in text] == []


def test_the_search_is_a_plain_form_without_javascript(open_page, address):
    page = open_page("/no/sign-in/", java_script_enabled=False)
    page.locator("#find").fill("eksport")
    page.locator("#find").press("Enter")
    assert page.url == f"{address}/no/search/?q=eksport"
    assert page.locator(".notice a").get_attribute("href").endswith("contact/")


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(open_page):
    page = open_page("/sign-in/", 390, 844)
    menu = page.locator("button[data-drawer]")
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.locator(".md-nav--primary a:visible").first.wait_for()
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.dataset.drawer") == ""


@pytest.mark.parametrize(
    "path", ["/", "/no/", "/getting-help/channels-by-plan/", "/no/getting-help/support-languages/", "/search/?q=export"]
)
@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 256)])
def test_no_page_scrolls_sideways(open_page, path, width, height):
    page = open_page(path, width, height)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 375, 390, 412])
@pytest.mark.parametrize("prefix", ["/", "/no/"])
def test_the_bar_of_a_phone_cuts_nothing_and_keeps_the_other_language(open_page, prefix, width):
    page = open_page(f"{prefix}what-do-i-get/", width, 700)
    assert page.locator(".md-header [data-switch]").is_visible()
    right = page.locator(".md-header__inner > *").evaluate_all(
        "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    )
    assert right <= width
    name = page.locator(".brand")
    assert name.evaluate("one => one.scrollWidth <= one.clientWidth"), "whole or not there"
    assert page.locator(".brand").evaluate("one => one.getBoundingClientRect().width") >= 24
    heard = page.locator(".brand").inner_text().strip()
    assert heard.startswith(company.SITES["no" if prefix == "/no/" else "en"]["name"]), "those who listen hear it"
    wide = page.locator(".md-typeset__scrollwrap").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert wide == 0, "every plan is seen beside its channels"


def test_a_table_beyond_the_edge_shows_that_it_goes_on(open_page):
    page = open_page("/integrations/api-errors/", 320, 700)
    wide = page.locator(".md-typeset__scrollwrap[tabindex='0']").first
    style = wide.evaluate("one => ({...getComputedStyle(one)})")
    assert style["backgroundAttachment"] == "local, local, scroll, scroll"
    assert style["backgroundImage"].count("gradient") == 4
    behind = wide.locator("table").evaluate("one => getComputedStyle(one).backgroundColor")
    assert behind == "rgba(0, 0, 0, 0)", "an opaque table would hide the shadow"


def test_the_sign_of_a_heading_is_large_enough_to_hit(open_page):
    box = open_page("/sign-in/").locator(".article h2 .headerlink").first.bounding_box()
    assert box["width"] >= 24
    assert box["height"] >= 24


def test_without_javascript_the_contact_page_says_so_once_and_thanks_take_no_second_vote(open_page):
    page = open_page("/contact/", java_script_enabled=False)
    assert page.locator("noscript p").count() == 1
    assert page.locator("noscript p").is_visible()
    page.goto(page.url.replace("contact/", "getting-help/seats/"))
    assert page.locator("form.feedback").is_visible()
    page.goto(f"{page.url}#feedback-thanks")
    assert page.locator("#feedback-thanks").is_visible()
    assert page.locator("form.feedback").is_hidden()


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("/", 1280, "light"),
        ("/no/", 390, "dark"),
        ("/sign-in/cannot-sign-in/", 1280, "dark"),
        ("/no/only-english/", 390, "light"),
        ("/search/?q=export", 1280, "light"),
        ("/404.html", 1280, "dark"),
    ],
)
def test_axe_finds_nothing_of_ours(open_page, path, width, scheme):
    page = open_page(path, width, 844, color_scheme=scheme, reduced_motion="reduce")
    found = {one["id"]: [node["target"] for node in one["nodes"]] for one in Axe().run(page).response["violations"]}
    assert {name: where for name, where in found.items() if name not in KNOWN} == {}


def weight(answers):
    return sum(len(gzip.compress(one.body(), 9)) for one in answers)


def test_an_article_keeps_its_budget(open_page, address):
    page = open_page("/sign-in/cannot-sign-in/")
    assert len(page.answers) <= 20
    assert weight(page.answers) <= 80_000
    assert all(one.status == 200 for one in page.answers)
    assert all(one.url.startswith(address) and "/api/" not in one.url for one in page.answers)
    assert page.context.cookies() == []
    ours = [one for one in page.answers if one.url.endswith((".css", ".js")) and "/assets/site/" in one.url]
    assert len(ours) <= 2
    assert weight(ours) <= 3_000


def test_the_search_engine_comes_only_with_the_focus(open_page):
    page = open_page("/sign-in/")
    assert not any("pagefind" in one.url for one in page.answers)
    page.locator("#find").focus()
    page.wait_for_event("response", lambda one: "pagefind.js" in one.url)


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/no/search/?q=kontakt", "/404.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_loads(open_page, path, width):
    page = open_page(path, width)
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") <= 0.02


def test_the_readers_own_plan_is_marked_in_the_tables(browser, address):
    plan = standing.plan_with(channels.mail())
    page = browser.new_page(service_workers="block")  # what a worker lets through is not seen by route()
    page.context.add_cookies([{"name": "varde_signed_in", "value": "1", "url": address}])
    page.route(
        "**/api/me",
        lambda route: route.fulfill(
            status=200, content_type="application/json", body=json.dumps({"account": {"tier": plan.id}})
        ),
    )
    page.goto(f"{address}/no/what-do-i-get/", wait_until="networkidle")
    marked = page.locator(".yours")
    assert marked.count() > 0
    assert set(marked.evaluate_all("all => all.map(one => one.dataset.tier)")) == {plan.id}
    assert plan.name["no"] in page.locator(".plan-note").inner_text()
    page.close()


def test_ours_on_every_page_is_two_small_files(site):
    files = [site.folder / "assets" / "site" / name for name in ("site.css", "site.js")]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= 3_000
