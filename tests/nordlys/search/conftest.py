"""The real articles, built, and a page of each language that has the real engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.built import made_once
from tests.site.centre import SITE_URL
from tests.site.serving import hear, served
from workshop.site.build import ROOT, build


@pytest.fixture(scope="session")
def real_site(request: pytest.FixtureRequest) -> Path:
    return made_once(request, "real", lambda at: build(ROOT, at / "site", SITE_URL)) / "site"


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


@pytest.fixture(scope="module")
def opened(browser, real_address):
    """A page of each language for all the questions of a file, with where it is and what it has complained of."""
    pages = {}

    def page_of(prefix: str):
        if prefix not in pages:
            page, noise, home = browser.new_page(service_workers="block"), [], f"{real_address}/{prefix}search/"
            hear(page, noise)
            page.goto(home)
            pages[prefix] = page, noise, home
        return pages[prefix]

    yield page_of
    for page, _, _ in pages.values():
        page.close()
    assert [noise for _, noise, _ in pages.values() if noise] == []


@pytest.fixture
def asked_on(opened):
    """The open page of a language, to ask questions on; afterwards the console must have been quiet."""
    used = []

    def page_of(prefix: str):
        page, noise, home = opened(prefix)
        used.append((page, noise, home))
        return page

    yield page_of
    complaints = [line for _, noise, _ in used for line in noise]
    for page, noise, home in used:
        noise.clear()
        if page.url != home:  # the test went somewhere, and what it left there is not for the next one
            page.evaluate("sessionStorage.clear()")
            page.goto(home)
    assert complaints == []
