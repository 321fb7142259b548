"""The real articles, built, and a page of each language that has the real engine."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.centre import SITE_URL
from tests.site.serving import hear, served
from workshop.site.build import ROOT, build


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real") / "site"
    # In a thread of its own: the build runs an event loop, and this thread may already hold the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, ROOT, out, SITE_URL).result()
    return out


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


@pytest.fixture
def asked_on(browser, real_address):
    """Open a page of a language; afterwards the console must have been quiet."""
    pages, noise = [], []

    def open_it(prefix: str):
        page = browser.new_page(service_workers="block")
        pages.append(page)
        hear(page, noise)
        page.goto(f"{real_address}/{prefix}search/")
        return page

    yield open_it
    for page in pages:
        page.close()
    assert noise == []
