"""What a page may load before any click, in bytes after gzip."""

import gzip

import pytest
from playwright.sync_api import Response

from tests.browser.cast import AGENT
from tests.roles import company

pytestmark = pytest.mark.browser

KB = 1024
EVERY_PAGE, CASE_FORM, INBOX, DESK = 3 * KB, 10 * KB, 15 * KB, 30 * KB


def ours(responses: list[Response]) -> dict[str, int]:
    """Our scripts and styles among what was loaded: path -> bytes after gzip."""
    return {
        response.url.partition("/assets/")[2]: len(gzip.compress(response.body(), 9))
        for response in responses
        if response.url.endswith((".js", ".css"))
        and "/assets/" in response.url
        and not response.url.partition("/assets/")[2].startswith(("javascripts/", "stylesheets/"))
    }


@pytest.mark.parametrize(
    ("path", "budget"),
    [(company.article(0).path, 0), ("contact/", CASE_FORM), ("inbox/", INBOX), ("desk/", DESK)],
)
@pytest.mark.parametrize("signed_in_as", [None, AGENT])
def test_a_page_stays_under_its_budget(page_factory, signed_in, path, budget, signed_in_as):
    page = page_factory()
    if signed_in_as:
        signed_in(page, signed_in_as)
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(path, wait_until="networkidle")
    loaded = ours(responses)
    common = {name: size for name, size in loaded.items() if name.startswith("site/site.")}
    assert len(common) == 2
    assert sum(common.values()) <= EVERY_PAGE
    extra = sum(loaded.values()) - sum(common.values())
    assert extra <= budget, loaded
