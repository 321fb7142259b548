"""The oldest browsers, as far as today's Chromium can play them: without what is newer, and far below the floor."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import ready, send, write
from tests.browser.cast import AGENT
from tests.browser.inbox_steps import button
from tests.roles import company
from workshop.checks import browser_floor

pytestmark = pytest.mark.browser

NEWER = json.loads((browser_floor.HERE / "newer.json").read_text("utf-8"))
# Chrome has had it since 103 (floor.toml); all else that one browser of the floor lacks is taken away.
TAKEN = [one for one in NEWER["members"] if one != "AbortSignal.timeout"]
TAKE_AWAY = f"""
  for (const one of {json.dumps(TAKEN)}) {{
    const [owner, name] = one.split(".")
    const kind = globalThis[owner] ?? Intl[owner]
    try {{ delete kind?.[name] }} catch {{}}
    try {{ delete kind?.prototype?.[name] }} catch {{}}
  }}
  for (const one of {json.dumps([*NEWER["globals"]])}) try {{ delete globalThis[one] }} catch {{}}
"""


def test_everything_works_without_what_is_newer(page_factory, signed_in, people):
    page = signed_in(page_factory(), people.of_the_best_plan)
    page.add_init_script(TAKE_AWAY)
    page.goto(company.article(0).path)
    assert page.evaluate(
        "[Set.prototype.union, Object.groupBy, globalThis.Observable, AbortSignal.any].every((one) => !one)"
    )
    page.locator("[data-help]").first.click()
    page.get_by_label("Your question").fill(company.article(0).title)
    page.get_by_label("Your question").press("Enter")
    page.wait_for_selector(".help-answer[aria-busy=false] h3")
    page.locator(".help-people").click()
    expect(page.locator(".help-channels li").first).to_be_visible()
    page.goto(f"search/?q={quote(company.article(0).title)}")
    page.wait_for_selector(".results > li")
    write(ready(page))
    send(page)
    page.get_by_role("link", name="Open the case").click()
    page.get_by_label("Your reply").fill("One more thing")
    button(page, "Send").click()
    expect(page.locator(".timeline > li")).to_have_count(2)
    signed_in(page, AGENT)
    page.goto("desk/?status=all")
    page.locator(".queue .row-title").first.click()
    page.wait_for_selector(".timeline > li")


@pytest.mark.parametrize("locale", ["en", "no"])
def test_below_it_one_still_reads_and_finds_the_way_to_people(page_factory, locale):
    page = page_factory(locale, service_workers="block")
    page_factory.expected.append("Unexpected")
    # A browser that does not understand what our scripts are written in.
    page.route(
        "**/assets/**/*.js", lambda route: route.fulfill(body="class One { #too new }", content_type="text/javascript")
    )
    page.goto(company.article(0).path)
    expect(page.locator("article h1, main h1").first).to_be_visible()
    page.locator("[data-help]").first.click()
    page.wait_for_url("**/contact/")
    expect(page.locator("case-form .slow")).to_contain_text(company.SUPPORT_ADDRESS)
    expect(page.locator("#without-the-form")).to_be_visible()
    for place in ("inbox/", "desk/"):
        page.goto(place)
        expect(page.locator("[data-introduction]")).to_be_visible()
    page.goto("search/?q=nothing-like-it")
    expect(page.locator("main a[href*='contact/']").first).to_be_attached()
