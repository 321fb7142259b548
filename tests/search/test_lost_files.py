"""A search whose files are lost, wrong, cut or slow says that it did not work, never that there is no article."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.site.centre import SITE_URL, help_centre, write
from tests.site.pages.faulty import served_with_faults
from tests.site.pages.test_offline import KEPT, WORKING, until_kept
from workshop.site.build import build

pytestmark = pytest.mark.browser

# Every piece meets every fault: half on the results page, half in the dialog. They differ in what they show.
ON_THE_PAGE, IN_THE_DIALOG = ("503", "html", "cut", "refused"), ("404", "elsewhere", "short", "hang")
FAULTS = (*ON_THE_PAGE, *IN_THE_DIALOG)
PLAIN, SLIP = "how do i export contacts to csv", "exprt contacts"
# What a search loads, with a question that needs it.
PIECES = {
    "the list of languages": (r"pagefind-entry\.json$", PLAIN),
    "the engine's script": (r"pagefind/en/pagefind\.js$", PLAIN),
    "the engine": (r"wasm\.en\.pagefind$", PLAIN),
    "the list of pages": (r"\.pf_meta$", PLAIN),
    "the words of the index": (r"\.pf_index$", PLAIN),
    "what is shown of a page": (r"\.pf_fragment$", PLAIN),
    "the words for spelling": (r"/words\.\w+\.json$", SLIP),
    "the words of complaints": (r"/complaints\.\w+\.json$", PLAIN),
}
FILTERS = {"the filters": (r"\.pf_filter$", PLAIN)}
MODULES = {
    "the first module of the search": (r"/shared/search/engine\.js$", PLAIN),
    "a module that another needs": (r"/shared/search/excerpt\.js$", PLAIN),
}
PAGE_ONLY = {"the page's own module": (r"/search/results\.js$", PLAIN)}
DIALOG_ONLY = {"the dialog's own module": (r"/help/asking/search\.js$", PLAIN)}
WORDS = {
    "": ("Search isn’t working", "No results", "Contact us", "Try again"),
    "no/": ("Søket virker ikke", "Ingen treff", "Kontakt oss", "Prøv igjen"),
}
# Everything that was ever on the page, also for a moment.
SEEN = """window.seen = []
document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => seen.push(
  (document.querySelector("search-results")?.innerText ?? "") + (document.querySelector("dialog.help")?.innerText ?? "")
)).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }))"""


def each(faults, *tables):
    return [
        pytest.param(*row, kind, id=f"{kind}-{name}")
        for kind in faults
        for table in tables
        for name, row in table.items()
    ]


PIECE = ("pattern", "question", "kind")


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """Two builds: today's site, and one with an article more."""
    root = help_centre(tmp_path_factory.mktemp("lost"))

    def build_both():
        build(root, root / "site", SITE_URL)
        write(root, "en/contacts/wombats.md", "---\ntitle: Keep a wombatron\n---\nExport it with your contacts.\n")
        build(root, root / "next", SITE_URL)

    with ThreadPoolExecutor(1) as beside:
        beside.submit(build_both).result()
    return root


@pytest.fixture(scope="module")
def shop(centre):
    with served_with_faults(centre / "site") as both:
        yield both


@pytest.fixture
def visitor(browser, shop):
    """Open a page of the site in a browser that has nothing of it yet."""
    contexts = []
    _, faults = shop

    def come(path="", clock=False, workers="block"):
        context = browser.new_context(service_workers=workers)
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        if clock:
            page.clock.install()
        page.add_init_script(SEEN)
        page.goto(f"{shop[0]}/{path}", wait_until="commit" if clock else "domcontentloaded")
        return page

    yield come
    faults.mend()
    faults.folder = None
    for context in contexts:
        context.close()


def until(page, wanted, slow):
    """Wait for an element; for what hangs, time goes quicker."""
    for _ in range(40 if slow else 0):
        if wanted.is_visible():
            return
        page.clock.fast_forward(3000)
        page.wait_for_timeout(60)
    wanted.wait_for()


def shown(page, prefix=""):
    return [text for text in page.evaluate("seen") if WORDS[prefix][1] in text]


@pytest.mark.parametrize(PIECE, each(ON_THE_PAGE, PIECES) + each(FAULTS, FILTERS, MODULES, PAGE_ONLY))
def test_the_results_page_says_so_leads_to_people_and_tries_again(visitor, shop, pattern, question, kind):
    faults = shop[1]
    faults.set(pattern, kind)
    page = visitor(f"search/?q={question}", clock=kind == "hang")
    failed = page.locator("search-results [role=status]", has_text=WORDS[""][0])
    until(page, failed, kind == "hang")
    assert faults.met
    expect(page.locator("search-results a", has_text="Contact us")).to_be_visible()
    assert shown(page) == []
    faults.mend()
    page.locator("search-results").get_by_text("Try again", exact=True).click()
    page.locator(".results h2", has_text="xport").first.wait_for()
    assert shown(page) == []


@pytest.mark.parametrize(PIECE, each(IN_THE_DIALOG, PIECES, MODULES, DIALOG_ONLY))
def test_the_dialog_says_so_leads_to_people_and_tries_again(visitor, shop, pattern, question, kind):
    faults = shop[1]
    faults.set(pattern, kind)
    page = visitor("sign-in/", clock=kind == "hang")
    page.locator(".md-header [data-help]").click()
    field = page.locator("#help-question")
    field.fill(question)
    field.press("Enter")
    until(page, page.locator(".help-told", has_text=WORDS[""][0]), kind == "hang")
    assert faults.met
    expect(page.locator(".help-people")).to_be_visible()
    assert shown(page) == []
    faults.mend()
    page.locator(".help-told button").click()
    if kind == "short" and pattern.endswith(r"\.js$") and "/pagefind" not in pattern:
        # No browser requests a module again that it loaded but could not parse, so the page reloads.
        page.wait_for_load_state("networkidle")
        expect(field).to_have_value(question)
        field.press("Enter")
    page.locator(".help-answer[aria-busy=false] h3, .help-hits a").filter(has_text="xport").first.wait_for()
    assert shown(page) == []


@pytest.mark.parametrize("kind", ["404", "html", "short", "cut"])
def test_one_piece_of_several_is_enough_to_know_nothing(visitor, shop, kind):
    shop[1].set(r"\.pf_(index|fragment)$", kind, spared=2)
    page = visitor(f"search/?q={PLAIN}")
    page.locator("search-results [role=status]", has_text=WORDS[""][0]).wait_for()
    assert shown(page) == []


@pytest.mark.parametrize("prefix", WORDS)
def test_it_is_said_in_the_language_of_the_page(visitor, shop, prefix):
    shop[1].set(r"\.pf_meta$", "404")
    said, _, people, again = WORDS[prefix]
    page = visitor(f"{prefix}search/?q=csv")
    page.locator("search-results [role=status]", has_text=said).wait_for()
    expect(page.locator("search-results a", has_text=people)).to_be_visible()
    expect(page.locator("search-results button", has_text=again)).to_be_visible()


def test_a_file_that_is_lost_once_is_asked_for_once_more_and_nobody_notices(visitor, shop):
    page = visitor("sign-in/")
    for pattern, question in {**PIECES, **FILTERS}.values():
        shop[1].set(pattern, "503")
        faults = shop[1]
        once = faults.of
        faults.of = lambda path, once=once, faults=faults: "" if faults.met else once(path)
        page.goto(f"{shop[0]}/search/?q={question}")
        page.locator(".results h2", has_text="xport").first.wait_for()
        del faults.of
        assert len(faults.met) == 1
    assert not any(WORDS[""][0] in text for text in page.evaluate("seen"))


def test_a_tab_that_was_open_while_a_new_build_came_finds_what_is_there_now(visitor, shop, centre):
    page = visitor("sign-in/")
    page.locator(".md-header [data-help]").click()
    field = page.locator("#help-question")
    field.press_sequentially("invoices")
    page.locator("#help-list [role=option]").first.wait_for()
    shop[1].folder = centre / "next"
    field.fill("wombatron contacts")
    field.press("Enter")
    page.locator(".help-answer[aria-busy=false] h3", has_text="Keep a wombatron").wait_for()
    assert shown(page) == []


@pytest.mark.parametrize("kind", FAULTS)
def test_an_article_that_cannot_be_fetched_is_no_answer(visitor, shop, kind):
    page = visitor("sign-in/", clock=kind == "hang")
    page.locator(".md-header [data-help]").click()
    shop[1].set(r"/import-export/export-contacts/$", kind)
    field = page.locator("#help-question")
    field.fill(PLAIN)
    field.press("Enter")
    until(page, page.locator(".help-answer", has_text="We couldn’t load this article"), kind == "hang")
    expect(page.locator(".help-people")).to_be_visible()


@pytest.mark.parametrize("kind", ["404", "503", "html", "hang"])
def test_an_address_that_does_not_exist_is_not_said_to_mean_nothing(visitor, shop, kind):
    shop[1].set(r"\.pf_index$|/export-contacts/$", kind)
    page = visitor("help/export-contacts", clock=kind == "hang")
    until(page, page.locator("[data-lost] [role=status]", has_text=WORDS[""][0]), kind == "hang")
    assert "No article" not in page.locator("[data-lost]").inner_text()


@pytest.mark.parametrize("kind", ["html", "short", "503", "no-store", "moved"])
def test_the_service_worker_keeps_nothing_wrong(visitor, shop, kind):
    address, faults = shop
    with urlopen(f"{address}/pagefind/en/pagefind-entry.json") as answer:
        meta = f"/pagefind/en/pagefind.{json.load(answer)['languages']['en']['hash']}.pf_meta"
    paths = ["/assets/desk/desk.js", "/assets/help/dialog.js", meta, "/account/"]
    # Before the first page: the worker fetches ahead what a page will need.
    faults.set("|".join(map(re.escape, paths)), kind)
    page = visitor("sign-in/", workers="allow")
    page.wait_for_function(WORKING)
    for path in paths[:3]:
        page.evaluate("path => fetch(path).then(answer => answer.text()).catch(() => {})", path)
    page.goto(f"{address}/account/")
    page.wait_for_timeout(700)
    wrong = [path for path in paths if kind != "short" or path != "/assets/desk/desk.js"]
    assert [path for path in wrong if page.evaluate(KEPT, path)] == []
    faults.mend()
    for path in paths[1:3]:
        page.evaluate("path => fetch(path).then(answer => answer.text())", path)
        until_kept(page, path)
