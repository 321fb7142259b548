"""The results page: its address, its filters, both languages, the community, and what it says when nothing fits."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.centre import SITE_URL
from tests.site.serving import hear, served
from workshop.site.pages.stage import stage
from workshop.site.search.index import Record, write_index

pytestmark = pytest.mark.browser

TOPIC = "https://community.vendor.example/t/dedupe-before-import/12"
ELSEWHERE = [
    Record("en", "How do you clean up before an import?", TOPIC, "We dedupe first (with a wombatron).", "community"),
    Record("nb", "Opprydding før import", TOPIC + "0", "Vi bruker en vombatron.", "community"),
]


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """The site of all tests, with an index that knows the community as well."""
    at = tmp_path_factory.mktemp("community")

    def indexed() -> Path:
        shutil.copytree(site.folder, at / "site", ignore=shutil.ignore_patterns("pagefind"))
        write_index(at / "site", stage(site.folder.parent, at / "staged", SITE_URL), at / "scratch", ELSEWHERE)
        return at / "site"

    with ThreadPoolExecutor(1) as beside:
        copy = beside.submit(indexed).result()
    with served(copy) as where:
        yield where


@pytest.fixture
def results(browser, address):
    """Open the results page at an address; afterwards the console must have been quiet."""
    contexts, noise = [], []

    def open_it(path, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, service_workers="block", **options)
        contexts.append(context)
        page = context.new_page()
        hear(page, noise)
        page.goto(address + path)
        if options.get("java_script_enabled", True):
            page.locator("search-results[data-done]").wait_for()
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert noise == []


def test_who_types_before_the_page_is_ready_keeps_their_words(results):
    page = results("/search/?q=export")
    held = []
    page.route("**/assets/search/results.*js", lambda route: held.append(route))
    page.goto(page.url.split("?")[0], wait_until="commit")
    page.locator("#find-page").press_sequentially("import contacts")
    page.wait_for_timeout(300)
    for late in held:
        late.continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator("#find-page").input_value() == "import contacts"


def titles(page):
    return page.locator(".results h2").all_inner_texts()


def counts(page):
    chosen = page.locator(".narrow a[href*='topic=']")
    return {link.inner_text().rsplit(" ", 1)[0]: int(link.locator("small").inner_text()) for link in chosen.all()}


def test_the_results_can_be_narrowed_to_a_topic_and_back_again(results):
    page = results("/search/?q=contacts")
    everything = page.locator(".results li").count()
    assert page.locator(".narrow a[aria-current]", has_text="All topics").count() == 1
    wanted = counts(page)["Import and export"]
    page.locator(".narrow a", has_text="Import and export").click()
    page.locator("search-results[data-done]").wait_for()
    assert "topic=import-export" in page.url
    assert page.locator(".narrow a[aria-current]", has_text="Import and export").count() == 1
    assert page.locator(".results li").count() == wanted
    assert all("/import-export/" in one.get_attribute("href") for one in page.locator(".results a").all())
    page.go_back()
    page.locator("search-results[data-done]").wait_for()
    assert page.locator(".results li").count() == everything


def test_both_languages_are_searched_on_demand_and_each_result_says_its_own(results):
    page = results("/no/search/?q=zebracorn")
    assert titles(page) == [], "an English page is never found as Norwegian"
    page = results("/no/search/?q=import&languages=all")
    tags = set(page.locator(".results .tag").all_inner_texts())
    assert tags == {"Norsk", "English"}
    english = page.locator(".results li", has=page.locator(".tag", has_text="English")).first
    assert english.locator("h2").get_attribute("lang") == "en"
    assert english.locator("a").get_attribute("hreflang") == "en"
    assert not english.locator("a").get_attribute("href").startswith("/no/")


def test_it_is_told_how_many_results_each_language_has_also_none(results):
    page = results("/no/search/?q=vombatron&languages=all")
    assert page.locator(".count").inner_text().endswith("Norsk 1, English 0")


def test_an_error_code_shows_its_row_and_cells_are_apart(results):
    page = results("/search/?q=NC-4041")
    best = page.locator(".results li").first
    assert "Error codes of the API" in best.locator("h2").inner_text()
    assert best.locator("p").last.inner_text().startswith('NC-4041 404 · "There is no such record" · ')


def test_the_other_language_is_searched_with_its_own_stems(results):
    page = results("/search/?q=kundestøttespesialist&languages=all")
    assert titles(page)[0].startswith("Bare på norsk")


def test_the_community_has_a_filter_and_leads_out(results):
    page = results("/search/?q=wombatron")
    assert page.locator(".results a").first.get_attribute("href") == TOPIC
    assert "Community" in page.locator(".results .from").first.inner_text()
    page = results("/search/?q=import&kind=community")
    assert page.locator(".results li").count() == 1
    assert page.locator(".narrow a[aria-current]", has_text="Community").count() == 1
    page.locator(".narrow a", has_text="Articles").click()
    page.locator("search-results[data-done]").wait_for()
    assert TOPIC not in [one.get_attribute("href") for one in page.locator(".results a").all()]


def test_a_typo_is_told_with_a_link_to_what_was_meant(results):
    page = results("/search/?q=subscribtion")
    link = page.locator(".meant a")
    assert link.inner_text() == "subscription"
    link.click()
    page.wait_for_url("**/search/?q=subscription")
    page.locator("search-results[data-done]").wait_for()
    assert titles(page)
    assert page.locator(".meant").is_hidden()


@pytest.mark.parametrize(
    ("asked", "title"), [("search/?q=boilerplate", "Email templates"), ("no/search/?q=formular", "Skjemaer")]
)
def test_a_word_that_no_article_says_finds_the_one_that_says_it_otherwise(results, asked, title):
    page = results(f"/{asked}")
    assert title in titles(page)
    word = asked.partition("=")[2]
    assert word not in page.locator(".results").inner_text().lower(), "what only the index should see is shown"


def test_nothing_says_so_and_leads_to_people(results):
    page = results("/no/search/?q=qwxzkj")
    assert page.locator(".count").inner_text() == "Ingen treff"
    assert page.locator("search-results a", has_text="Kontakt oss").get_attribute("href").endswith("contact/")


def test_without_javascript_the_page_says_what_to_do(results):
    page = results("/search/?q=import", java_script_enabled=False)
    assert page.locator(".notice").first.is_visible()
    assert page.locator(".notice a").first.get_attribute("href").endswith("contact/")


def test_a_word_of_the_question_is_marked_without_the_signs_around_it(results):
    page = results("/search/?q=wombatron")
    assert page.locator(".results mark").all_inner_texts() == ["wombatron"]
    assert "(with a wombatron)." in page.locator(".results li").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_page_is_fit_for_everybody(results, width, scheme):
    page = results("/no/search/?q=import&languages=all", width, color_scheme=scheme, reduced_motion="reduce")
    found = {one["id"] for one in Axe().run(page).response["violations"]}
    assert found - {"landmark-unique"} == set()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_enter_that_ends_a_japanese_word_does_not_follow_the_chosen_article(results):
    page = results("/search/?q=qwxzkj")
    field = page.locator("#find-page")
    field.fill("import")
    page.locator("#find-page-list [role=option]").first.wait_for()
    field.press("ArrowDown")
    page.evaluate("""() => document.querySelector("#find-page").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))""")
    page.wait_for_timeout(300)
    assert page.url.endswith("?q=qwxzkj")
    field.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_the_index_of_each_language_is_whole_and_lean(address, browser):
    page = browser.new_page()
    for tag in ("en", "nb"):
        entry = page.request.get(f"{address}/pagefind/{tag}/pagefind-entry.json").json()
        assert list(entry["languages"]) == [tag], json.dumps(entry)
        assert page.request.get(f"{address}/pagefind/{tag}/pagefind-ui.js").status == 404
    page.close()
