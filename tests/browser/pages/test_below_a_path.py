"""A help centre that shares its host: the whole of it works below a path, and nothing of it asks beside that path."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.case_form_steps import WORDS, prove, send, write
from tests.browser.local_stack import LocalStack
from tests.site.centre import small_centre
from tests.site.centre import write as write_article
from workshop.site.build import build

pytestmark = pytest.mark.browser

PATH = "/answers"
ADDRESS = f"https://fjord.example{PATH}"
ARTICLE = "---\ntitle: {title}\nmoved_from: topic/zoo/\n---\nThe zebracorn lives here.\n"
WORKING = """async () => {
  await navigator.serviceWorker.ready
  while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 50))
  return navigator.serviceWorker.controller.scriptURL
}"""
KEPT = """async path => {
  while (!await caches.match(path, {ignoreVary: true})) await new Promise(done => setTimeout(done, 50))
  return true
}"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("centre"))
    for locale, title in (("en", "Zebracorns"), ("no", "Sebrahjørninger")):
        write_article(root, f"{locale}/topic/zebracorns.md", ARTICLE.format(title=title))
    # In a thread of its own: the build runs an event loop, and this thread may already hold the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, root, root / "site", ADDRESS).result()
    running = LocalStack(tmp_path_factory.mktemp("stack"), site=root / "site", site_url=ADDRESS)
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture
def page(page_factory, stack):
    """A page of a new browser; in the end, everything it asked this host for was below the path."""
    page = page_factory()
    page.context.set_default_timeout(60_000)  # the first test of the file meets a stack that has just started
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    yield page
    ours = [urlsplit(url).path for url in asked if url.startswith(f"{stack.origin}/")]
    assert ours
    assert [path for path in ours if not path.startswith(f"{PATH}/")] == []


def titled(page, title):
    """Waits for the page with this title."""
    page.locator("h1", has_text=title).wait_for()


def path_of(page):
    return urlsplit(page.url).path


def test_the_search_finds_an_article_and_the_other_language_is_one_click_away(page, stack):
    page.goto(f"{stack.url}/search/?q=zebracorn")
    page.get_by_role("link", name="Zebracorns").first.click()
    titled(page, "Zebracorns")
    assert path_of(page) == f"{PATH}/topic/zebracorns/"
    page.locator(".md-header [data-switch]").click()
    titled(page, "Sebrahjørninger")
    assert path_of(page) == f"{PATH}/no/topic/zebracorns/"
    page.goto(f"{stack.url}/no/search/?q=zebracorn")
    page.get_by_role("link", name="Sebrahjørninger").first.wait_for()


def test_the_help_dialog_answers_from_the_article(page, stack):
    page.goto(f"{stack.url}/topic/")
    page.locator(".md-header [data-help]").click()
    question = page.locator("#help-question")
    question.fill("zebracorn")
    question.press("Enter")
    page.locator(".help-answer", has_text="The zebracorn lives here.").wait_for()
    page.locator("dialog.help .help-buttons a").click()
    page.wait_for_url(f"**{PATH}/topic/zebracorns/**")


@pytest.mark.parametrize(("prefix", "title"), [("", "Zebracorns"), ("no/", "Sebrahjørninger")])
def test_an_address_that_does_not_exist_is_answered_in_its_language_and_an_old_one_leads_on(
    page, page_factory, stack, prefix, title
):
    page_factory.expected.append("status of 404")
    answer = page.goto(f"{stack.url}/{prefix}zebracorn-pictures/")
    assert answer.status == 404
    page.locator("[data-lost][data-done]").wait_for()
    expect(page.locator("[data-lost] a")).to_have_text([title])
    page.goto(f"{stack.url}/{prefix}topic/zoo/")
    titled(page, title)
    assert path_of(page) == f"{PATH}/{prefix}topic/zebracorns/"


def test_what_was_read_is_readable_offline_and_another_page_says_what_is(page, page_factory, stack):
    page_factory.expected.append("status of 503")
    page.goto(f"{stack.url}/no/topic/zebracorns/")
    assert page.evaluate(WORKING) == f"{stack.url}/sw.js"
    assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == f"{stack.url}/"
    for kept in ("no/topic/zebracorns/", "no/503.html", "no/contact/"):
        assert page.evaluate(KEPT, f"{PATH}/{kept}")
    page.context.set_offline(True)
    assert page.goto(f"{stack.url}/no/topic/").status == 503
    titled(page, "Du er ikke på nett")
    page.locator("[data-kept] a").click()
    titled(page, "Sebrahjørninger")


def test_a_case_is_sent_and_the_link_of_its_mail_leads_to_it(page, stack, people):
    page.goto(f"{stack.url}/contact/")
    page.wait_for_selector("case-form[data-ready]")
    write(page)
    prove(page, stack, people.of_the_best_plan)
    page.locator("[data-part=who]:focus").wait_for()
    with page.expect_response(lambda answer: answer.url == f"{stack.url}/api/cases" and answer.ok) as sent:
        send(page)
    assert sent.value.headers["location"].startswith(f"{PATH}/api/cases/V-")
    page.get_by_role("heading", name=WORDS["en"]["received"]).wait_for()
    page.get_by_role("link", name=WORDS["en"]["open"]).click()
    page.wait_for_url(f"**{PATH}/inbox/?case=*")
    page.wait_for_selector(".timeline")
    number = page.url.rpartition("=")[2]
    mail = next(mail for mail in stack.mails_to(people.of_the_best_plan) if number in mail)
    link = re.search(rf"http://127\.0\.0\.1:{stack.port}\S*", mail)[0]
    assert link.startswith(f"{stack.url}/")
    assert link.endswith(f"inbox/?case={number}")
    page.goto(link)
    page.wait_for_selector(".timeline")


def test_the_root_of_the_host_leads_to_it(page_factory, stack):
    page = page_factory()
    page.goto(f"{stack.origin}/?from=mail")
    assert page.url == f"{stack.url}/?from=mail"
