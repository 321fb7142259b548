"""One built site for all these tests, and a server that sends its headers."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from workshop.site.build import build

from tests.site.centre import SITE_URL, Site, help_centre


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = help_centre(tmp_path_factory.mktemp("centre"))
    # In a thread of its own: the build runs an event loop, and this thread may already hold the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, root, root / "site", SITE_URL).result()
    return Site(root / "site")


class _Front(SimpleHTTPRequestHandler):
    """Serves the site with its headers, as the real front does."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        for name, value in self.server.headers_of_site.items():  # type: ignore[attr-defined]
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Front, directory=str(site.folder)))
    server.headers_of_site = json.loads((site.folder / "_headers.json").read_text())  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
