"""One built site for all these tests, and a server that sends its headers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from workshop.site.build import build

from tests.site.centre import SITE_URL, Site, help_centre
from tests.site.serving import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = help_centre(tmp_path_factory.mktemp("centre"))
    # In a thread of its own: the build runs an event loop, and this thread may already hold the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, root, root / "site", SITE_URL).result()
    return Site(root / "site")


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    with served(site.folder) as at:
        yield at
