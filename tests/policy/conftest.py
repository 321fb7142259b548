"""The tests' own policy, a copy of its file that a test may change, and a page that can load the browser's modules."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.fakes.ferry import TEXT, ferry
from tests.policy.editing import Draft

ASSETS = Path(__file__).parents[2] / "overrides" / "assets"


@pytest.fixture(scope="session")
def policy():
    return ferry()


@pytest.fixture
def draft() -> Draft:
    """The file of the tests' own policy, to be changed before it is read."""
    return Draft(TEXT)


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def modules():
    """The address of a server with the modules of the site, as they are in the repository."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=ASSETS))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def page(browser, modules):
    """A page that can import them."""
    page = browser.new_page()
    page.goto(f"{modules}/shared/policy/policy.json")
    yield page
    page.close()
