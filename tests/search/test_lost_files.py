"""A search whose files are lost, wrong, cut or slow says that it did not work, never that there is no article."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.search.pieces import (
    FAULTS,
    FILTERS,
    IN_THE_DIALOG,
    MODULES_OF_THE_DIALOG,
    MODULES_OF_THE_PAGE,
    ON_THE_PAGE,
    PIECES,
    PLAIN,
    SEEN,
    SLIP,
    WORDS,
    broken_one_by_one,
)
from tests.site.centre import SITE_URL, small_centre, write
from tests.site.pages.faulty import served_with_faults
from tests.site.pages.test_offline import KEPT, WORKING, until_kept
from workshop.site.build import build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shop(site):
    with served_with_faults(site.folder) as both:
        yield both


@pytest.fixture(scope="module")
def next_build(tmp_path_factory):
    """Another build, whose index shares no file with the first."""
    root = small_centre(tmp_path_factory.mktemp("next"))
    write(root, "en/topic/wombats.md", "---\ntitle: Keep a wombatron\n---\nExport it with your contacts.\n")
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, root, root / "site", SITE_URL).result()
    return root / "site"


@pytest.fixture
def visitor(browser, shop):
    """Open a page of the site in a browser that has nothing of it yet, or in another tab of `beside`."""
    contexts = []
    _, faults = shop

    def come(path="", clock=False, workers="block", beside=None):
        context = beside.context if beside else browser.new_context(service_workers=workers)
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


def until(page, wanted, slow, faults):
    """Wait for an element; for what hangs, time goes quicker from when it was asked for."""
    if slow:
        until_met(page, faults)
    for _ in range(40 if slow else 0):
        if wanted.is_visible():
            return
        page.clock.fast_forward(3000)
        page.wait_for_timeout(60)
    wanted.wait_for()


def until_met(page, faults):
    for _ in range(2000):
        if faults.met:
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"nobody asked for {faults.pattern}")


def shown(page, prefix=""):
    return [text for text in page.evaluate("seen") if WORDS[prefix][1] in text]


class Results:
    """The results page."""

    def __init__(self, visitor, kind, beside=None):
        self.page = visitor(f"search/?q={SLIP}", clock=kind == "hang", beside=beside)
        self.failed = self.page.locator("search-results [role=status]", has_text=WORDS[""][0])
        self.people = self.page.locator("search-results a", has_text="Contact us")
        self.again = self.page.locator("search-results").get_by_text("Try again", exact=True)
        self.found = self.page.locator(".results h2", has_text="xport").first


class Dialog:
    """The help dialog of an article."""

    def __init__(self, visitor, kind, beside=None):
        self.page = visitor("sign-in/", clock=kind == "hang", beside=beside)
        self.page.locator(".md-header [data-help]").click()
        self.field = self.page.locator("#help-question")
        self.field.fill(SLIP)
        self.field.press("Enter")
        self.failed = self.page.locator(".help-told", has_text=WORDS[""][0])
        self.people = self.page.locator(".help-people")
        self.again = self.page.locator(".help-told button")
        self.found = self.page.locator(".help-answer[aria-busy=false] h3, .help-hits a").filter(has_text="xport").first


def says_so(place, faults, kind):
    """It failed, it leads to people, and it never said that there is nothing."""
    until(place.page, place.failed, kind == "hang", faults)
    assert faults.met, faults.pattern
    expect(place.people).to_be_visible()
    assert shown(place.page) == []


def fails_and_recovers(place, faults, kind, patterns):
    """
    The first piece is broken when the page opens, each of the others at the next try, when all but that one are well;
    then nothing is broken. Every try opens the whole index again.
    """
    says_so(place, faults, kind)
    for pattern in patterns[1:]:
        faults.set(pattern, kind)
        place.again.click()  # takes the message away before it does anything else
        says_so(place, faults, kind)
    faults.mend()
    place.again.click()
    place.found.wait_for()
    assert shown(place.page) == []


@pytest.mark.parametrize(
    ("kind", "patterns"),
    [
        *broken_one_by_one(ON_THE_PAGE, {**PIECES, **FILTERS}, begin=0),
        *broken_one_by_one(IN_THE_DIALOG, FILTERS, begin=0),  # only this page asks for them
    ],
)
def test_the_results_page_says_so_leads_to_people_and_tries_again(visitor, shop, kind, patterns):
    faults = shop[1]
    faults.set(patterns[0], kind)
    fails_and_recovers(Results(visitor, kind), faults, kind, patterns)


@pytest.mark.parametrize(("kind", "patterns"), broken_one_by_one(IN_THE_DIALOG, PIECES, begin=1))
def test_the_dialog_says_so_leads_to_people_and_tries_again(visitor, shop, kind, patterns):
    faults = shop[1]
    faults.set(patterns[0], kind)
    fails_and_recovers(Dialog(visitor, kind), faults, kind, patterns)


@pytest.mark.parametrize("kind", FAULTS)
def test_the_results_page_says_so_of_a_module_as_well(visitor, shop, kind):
    """Each in a tab of its own: what was once loaded is not asked for again."""
    faults, place = shop[1], None
    for pattern in MODULES_OF_THE_PAGE.values():
        faults.set(pattern, kind)
        place = Results(visitor, kind, place and place.page)
        fails_and_recovers(place, faults, kind, [pattern])


@pytest.mark.parametrize("kind", IN_THE_DIALOG)
def test_the_dialog_says_so_of_a_module_as_well(visitor, shop, kind):
    faults, place = shop[1], None
    for pattern in MODULES_OF_THE_DIALOG.values():
        faults.set(pattern, kind)
        place = Dialog(visitor, kind, place and place.page)
        says_so(place, faults, kind)
        faults.mend()
        place.again.click()
        if kind == "short":
            # No browser requests a module again that it loaded but could not parse, so the page reloads.
            place.page.wait_for_load_state("networkidle")
            expect(place.field).to_have_value(SLIP)
            place.field.press("Enter")
        place.found.wait_for()
        assert shown(place.page) == []


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
    for pattern in {**PIECES, **FILTERS}.values():
        shop[1].set(pattern, "503")
        faults = shop[1]
        once = faults.of
        faults.of = lambda path, once=once, faults=faults: "" if faults.met else once(path)
        page.goto(f"{shop[0]}/search/?q={SLIP}")
        page.locator(".results h2", has_text="xport").first.wait_for()
        del faults.of
        assert len(faults.met) == 1
    assert not any(WORDS[""][0] in text for text in page.evaluate("seen"))


def test_a_tab_that_was_open_while_a_new_build_came_finds_what_is_there_now(visitor, shop, next_build):
    page = visitor("sign-in/")
    page.locator(".md-header [data-help]").click()
    field = page.locator("#help-question")
    field.press_sequentially("invoices")
    page.locator("#help-list [role=option]").first.wait_for()
    shop[1].folder = next_build
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
    until(page, page.locator(".help-answer", has_text="We couldn’t load this article"), kind == "hang", shop[1])
    expect(page.locator(".help-people")).to_be_visible()


@pytest.mark.parametrize("kind", ["404", "503", "html", "hang"])
def test_an_address_that_does_not_exist_is_not_said_to_mean_nothing(visitor, shop, kind):
    shop[1].set(r"\.pf_index$|/export-contacts/$", kind)
    page = visitor("help/export-contacts", clock=kind == "hang")
    until(page, page.locator("[data-lost] [role=status]", has_text=WORDS[""][0]), kind == "hang", shop[1])
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
