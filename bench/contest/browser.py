"""What a reader's browser loads for the first search, and how long a result takes on a slow device."""

import re
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.contest.articles import Article
from bench.contest.contender import SearchUse
from bench.contest.serve import Served, served

SLOWER = 4  # times
_QUERIES = 12
_FIRSTS = 8
_OF_SEARCH = re.compile(r"search|pagefind|lunr", re.IGNORECASE)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_WATCH = """([selector, wanted]) => {
  window.benchAnswer = new Promise(done => addEventListener("keydown", () => {
    const began = performance.now()
    const look = () => {
      const shown = [...document.querySelectorAll(selector)].some(
        one => one.getClientRects().length && one.textContent.toLowerCase().includes(wanted))
      const taken = performance.now() - began
      if (shown || taken > 15000) done(shown ? taken : null)
      else setTimeout(look, 4)
    }
    look()
  }, { once: true, capture: true }))
}"""


@dataclass(frozen=True)
class Searched:
    """Bytes up to the first result (median, most); milliseconds from a key to it (the first, and later ones)."""

    bytes: float
    most_bytes: int
    first: float
    median: float
    worst: float
    missed: int  # searches without the article


def search(folder: Path, use: SearchUse, articles: list[Article]) -> Searched:
    """Search for articles by two words of their title, one of which no other title has."""
    step = max(1, len(articles) // _QUERIES)
    wanted = [one.title.lower().split() for one in articles[step // 2 :: step]][:_QUERIES]
    queries = [(f"{words[0]} {words[-1]}", words[-1]) for words in wanted]
    with served(folder) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        try:
            return _searched(site, browser, use, queries)
        finally:
            browser.close()


def _searched(site: Served, browser: Browser, use: SearchUse, queries: list[tuple[str, str]]) -> Searched:
    firsts = [_in_a_new_browser(site, browser, use, [query]) for query in queries[:_FIRSTS]]
    _, taken = _in_a_new_browser(site, browser, use, queries)
    later = [one for one in taken[1:] if one is not None]
    if not later or taken[0] is None:
        raise Error("the search never showed the article")
    missed = sum(one is None for one in taken)
    sizes = [size for size, _ in firsts]
    return Searched(statistics.median(sizes), max(sizes), taken[0], statistics.median(later), max(later), missed)


def _in_a_new_browser(
    site: Served, browser: Browser, use: SearchUse, queries: list[tuple[str, str]]
) -> tuple[int, list[float | None]]:
    """What the first of the queries loads, and how long each takes."""
    context = browser.new_context(service_workers="block")
    page, begun = context.new_page(), time.monotonic()
    page.goto(site.address + "/", wait_until="networkidle")
    focused = time.monotonic()
    if use.opener:
        page.locator(use.opener).first.click()
    page.locator(use.field).first.focus()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    taken = [_one(page, use, *query) for query in queries[:1]]
    page.wait_for_timeout(1500)
    # Some load their index with the page, before anybody asks: that is part of the search, too.
    loaded = sum(size for at, path, size in site.sent if at > focused or (at > begun and _OF_SEARCH.search(path)))
    taken += [_one(page, use, *query) for query in queries[1:]]
    context.close()
    return loaded, taken


def _one(page: Page, use: SearchUse, query: str, wanted: str) -> float | None:
    field = page.locator(use.field).first
    field.fill("")
    page.wait_for_timeout(600)
    page.evaluate(_WATCH, [use.results, wanted])
    page.keyboard.insert_text(query[:-1])
    page.keyboard.press(query[-1])
    answer: float | None = page.evaluate("window.benchAnswer")
    return answer
