"""Lists that are longer than a page: what is shown says so, and the rest is a click or a moment away."""

import json
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT, AGENT_NAME, CUSTOMER_NAME, OTHER
from tests.roles import channels, standing

pytestmark = pytest.mark.browser

ROW = {
    "overview": "Numbers differ",
    "language": "en",
    "channel": channels.mail().id,
    "status": "open",
    "waiting_on": "us",
    "received": "2026-11-23T09:00:00Z",
    "updated": "2026-11-23T09:00:00Z",
    "due": "2026-11-24T09:00:00Z",
    "favourite": False,
    "taken_by": None,
    "requester": {"name": CUSTOMER_NAME, "tier": standing.best_plan().id, "seat": None},
}
COUNTS = {
    "en": ["The first 100 of 500+ cases", "The first 200 of 500+ cases", "250 cases"],
    "no": ["De første 100 av 500+ saker", "De første 200 av 500+ saker", "250 saker"],
}
MORE = {"en": "Show more cases", "no": "Vis flere saker"}


class LongQueue:
    """The API's desk with 250 cases, 100 a page; one that moves behind the page while one reads on comes twice."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, route) -> None:
        cursor = parse_qs(urlparse(route.request.url).query).get("cursor", ["0"])[0]
        self.asked.append(cursor)
        begin = int(cursor)
        cases = [{**ROW, "number": f"V-{n:04d}-AAAA"} for n in range(begin, min(begin + 100, 250))]
        if begin == 100:
            cases.insert(50, {**ROW, "number": "V-0000-AAAA", "waiting_on": "them", "due": None})
        after = str(begin + 100) if begin + 100 < 250 else None
        count = {"n": 500, "more": True} if begin == 0 else None
        route.fulfill(json={"cases": cases, "next": after, "count": count})


@pytest.mark.parametrize("locale", ["en", "no"])
def test_all_languages_together_say_how_many_there_are_and_show_them_all_one_page_after_the_other(desk, locale):
    page = desk(AGENT, locale=locale, workers="block")
    queue = LongQueue()
    page.route("**/api/desk/queue*", queue)
    page.reload()
    rows, said, more = (
        page.locator(".queue > li"),
        page.locator(".queue-count"),
        page.get_by_role("button", name=MORE[locale]),
    )
    expect(said).to_have_text(COUNTS[locale][0])
    more.click()
    expect(said).to_have_text(COUNTS[locale][1])
    expect(rows).to_have_count(200)
    expect(rows.nth(100).get_by_role("link")).to_be_focused()
    more.click()
    expect(rows).to_have_count(250)
    expect(said).to_have_text(COUNTS[locale][2])
    expect(more).to_be_hidden()
    queue.asked.clear()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # a look is due: it keeps all that is shown
    expect(rows).to_have_count(250)
    page.wait_for_timeout(300)
    assert queue.asked == ["0", "100", "200"]


def test_a_queue_that_is_all_there_says_how_many_it_is(desk):
    page = desk(AGENT, workers="block")
    answer = {"cases": [{**ROW, "number": "V-0001-AAAA"}], "next": None, "count": {"n": 1, "more": False}}
    page.route("**/api/desk/queue*", lambda route: route.fulfill(json=answer))
    page.reload()
    expect(page.locator(".queue-count")).to_have_text("1 case")


class LongTimeline:
    """The API's timeline of a case, three events a page. It grows when `more` is called."""

    def __init__(self, length: int) -> None:
        self.length, self.asked = length, []

    def __call__(self, route) -> None:
        after = int(parse_qs(urlparse(route.request.url).query).get("after", ["0"])[0])
        self.asked.append(after)
        shown = range(after + 1, min(after + 3, self.length) + 1)
        events = [
            {
                "id": f"{place:08d}",
                "kind": "message",
                "at": "2026-11-23T09:00:00Z",
                "author": {"name": AGENT_NAME, "role": "agent"},
                "text": f"Message {place}",
                "attachments": [],
                "status": None,
            }
            for place in shown
        ]
        last = shown[-1] if shown else after
        more = last < self.length
        answer = {"events": events, "next": f"{last:08d}", "more": more, "poll_after_ms": 0 if more else 600_000}
        route.fulfill(body=json.dumps(answer), content_type="application/json")


def test_a_long_timeline_is_read_to_its_end_oldest_first_and_what_was_there_is_not_announced(inbox):
    page, _ = inbox(OTHER, "A long story", workers="block")
    timeline = LongTimeline(8)
    page.route("**/api/cases/*/events*", timeline)
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        window.heard = []
        new MutationObserver(() => {
          const text = document.querySelector("[data-announcer]")?.textContent
          if (text && text !== heard.at(-1)) heard.push(text)
        }).observe(document.body, { childList: true, subtree: true, characterData: true })
    })""")
    page.reload()
    entries = page.locator(".timeline .entry-text")
    expect(entries).to_have_text([f"Message {place}" for place in range(1, 9)])
    assert timeline.asked == [0, 3, 6]
    page.wait_for_timeout(300)
    assert page.evaluate("heard") == []
    timeline.length = 15  # much is new at once: three pages, one announcement
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(entries).to_have_text([f"Message {place}" for place in range(1, 16)])
    page.wait_for_timeout(400)
    assert page.evaluate("heard") == [f"New message from {AGENT_NAME}"]
