"""Who sends very much proves some work: the page does it, and the person only reads that it takes a moment."""

import pytest
from playwright.sync_api import expect

from chalicelib import settings
from chalicelib.limits import Asker, Asking
from chalicelib.wiring.services import services
from tests.browser.case_form_steps import WORDS, ready, send, write
from tests.limits.files import FREE
from workshop.stack.setup.settings import environment

pytestmark = pytest.mark.browser

SAID = {"en": "your browser is solving a small puzzle first", "no": "nettleseren løser en liten oppgave først"}


@pytest.fixture(scope="module")
def sends_much(stack):
    """Somebody who has sent as much as is free, and so proves some work for each case."""
    address = stack.newcomer("Selma")
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_up(stack, address, monkeypatch)
    return address


@pytest.fixture
def busy(page_factory, signed_in, sends_much):
    """A page of that person, with what it asked the network for."""

    def make(locale="en", **more):
        page = signed_in(page_factory(locale, service_workers="block", **more), sends_much)  # routes meet each request
        page_factory.expected.append("status of 428")
        page.asked = []
        page.on("request", lambda request: page.asked.append(request))
        ready(page)
        assert not [one for one in page.asked if "/proof/" in one.url], "nothing of it is loaded before"
        write(page, WORDS[locale])
        return page

    return make


def use_up(stack, address, monkeypatch):
    """
    Count a whole hour's cases against the person, in the stack's own store.

    A hundred real cases would stay in the queue of this stack, and other files' cases would be on its second page.
    """
    for name, value in {**environment(stack.data), "VARDE_LIMITS": str(stack.data / "limits.toml")}.items():
        monkeypatch.setenv(name, value)
    known = services(settings.read())
    asker = Asker("customer", known.fingerprint.address(address))
    known.limits.count(Asking("POST /cases", (asker,)), cases=FREE)


def sendings(page):
    return [one for one in page.asked if one.method == "POST" and one.url.endswith("/api/cases")]


@pytest.mark.parametrize("locale", ["en", "no"])
def test_the_page_says_that_it_takes_a_moment_and_sends_the_same_case(busy, locale, axe):
    page = busy(locale, phone=locale == "no", dark=locale == "no")
    held = []
    page.route("**/proof/worker.js", lambda route: held.append(route))
    page.locator("form.case").evaluate("form => form.requestSubmit()")
    said = page.locator("body > p[role=status]")
    expect(said).to_contain_text(SAID[locale])
    expect(said).to_be_in_viewport()
    assert axe(page, "body > p[role=status]") == []
    held[0].continue_()
    expect(page.locator("[data-part=received]")).to_be_visible()
    expect(said).to_have_count(0)
    first, second = sendings(page)
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.post_data == second.post_data
    assert "proof-of-work" in second.headers


def test_without_a_worker_the_page_solves_it_itself(busy):
    page = busy()
    page.route("**/proof/worker.js", lambda route: route.fulfill(status=404))
    send(page)
    expect(page.locator("[data-part=received]")).to_be_visible()


def test_a_browser_that_cannot_solve_it_says_so_and_keeps_what_was_written_and_its_key(busy):
    page = busy()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    ready(page)
    write(page)
    send(page)
    expect(page.locator(".mistakes")).to_contain_text("This browser couldn’t solve it")
    expect(page.get_by_label("Subject")).not_to_have_value("")
    send(page)
    expect(page.locator(".mistakes")).to_be_visible()
    keys = {one.headers["idempotency-key"] for one in sendings(page)}
    assert (len(sendings(page)), len(keys)) == (2, 1)


def test_leaving_the_form_ends_the_work(busy):
    page = busy()
    page.route("**/proof/worker.js", lambda _: None)
    send(page)
    expect(page.locator("body > p[role=status]")).to_be_attached()
    page.locator("case-form").evaluate("form => form.remove()")
    expect(page.locator("body > p[role=status]")).to_have_count(0)
    assert len(sendings(page)) == 1
