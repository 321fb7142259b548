"""One built site for all tests that look at it, a server that sends its headers, and a reader."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.build.history import git
from tests.site.centre import SITE_URL, Site, help_centre
from tests.site.help.help_reader import SHIFTS, Reader
from tests.site.serving import served
from workshop.site.build import build


def made_once(request: pytest.FixtureRequest, name: str, make: Callable[[Path], object]) -> Path:
    """
    The folder that `make` fills, once for all workers of a run; the others wait for the first. Nobody changes it.

    It is made in a thread of its own: a build runs an event loop, and this thread may already hold the browser's.
    """
    base: Path = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base  # a worker's folder is in that of the run
    folder, done = shared / f"{name}-of-all", shared / f"{name}-of-all.made"
    with (shared / f"{name}-of-all.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            with ThreadPoolExecutor(1) as beside:
                beside.submit(make, folder).result()
            done.touch()
    return folder


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    def make(root: Path) -> None:
        help_centre(root)
        git(root, "init", "-q")  # the pages say which version of an article was read
        git(root, "add", "docs", ":!docs/*/behind.md")  # of these two, nobody knows the day
        git(root, "commit", "-qm", "articles")
        build(root, root / "site", SITE_URL)

    return Site(made_once(request, "centre", make) / "site")


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    with served(site.folder) as at:
        yield at


@pytest.fixture
def reader(browser, address):
    """`reader(path, size, locale=…)` opens a page; the console may complain with words in `reader.expected`."""
    contexts, noise = [], []

    def come(path, size=(1280, 900), locale="en-GB", **options):
        options = {"service_workers": "block", **options}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        one = Reader(page, address)
        page.add_init_script(SHIFTS)
        page.on("response", lambda answer: one.answers.append(answer))
        page.on("console", lambda line: noise.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: noise.append(str(error)))
        return one.go(path)

    come.expected = ["blocked by Playwright"]  # the service worker has tests of its own
    yield come
    for context in contexts:
        context.close()
    assert [line for line in noise if not any(word in line for word in come.expected)] == []
