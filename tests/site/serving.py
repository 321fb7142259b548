"""A server that sends a built site with its own headers, as the real front does."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page


class Front(SimpleHTTPRequestHandler):
    """Sends the site's files with the site's headers."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        for name, value in self.server.headers_of_site.items():  # type: ignore[attr-defined]
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *words: Any, **more: Any) -> None:
        """An unknown address gets the page for it in its language."""
        if code != HTTPStatus.NOT_FOUND or self.path.startswith("/api/"):
            super().send_error(code, *words, **more)
            return
        body = (Path(self.directory) / ("no" if self.path.startswith("/no/") else "") / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        time.sleep(self.server.delay)  # type: ignore[attr-defined]
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page hangs up; that is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def started(folder: Path, front: Callable[..., Front] | None = None) -> Iterator[ThreadingHTTPServer]:
    """A server of the site in `folder`, for as long as the block lasts; `front` answers in place of the plain one."""
    server = _Server(("127.0.0.1", 0), front or partial(Front, directory=str(folder)))
    server.headers_of_site = json.loads((folder / "_headers.json").read_text())  # type: ignore[attr-defined]
    server.delay = 0  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the site in `folder`, for as long as the block lasts."""
    with started(folder) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def served_at_will(folder: Path) -> Iterator[tuple[str, Callable[[float], None]]]:
    """The same, and a way to say how many seconds every answer takes from now on."""
    with started(folder) as server:
        # Else a browser trusts a file for a tenth of its age, and asks nobody.
        server.headers_of_site["Cache-Control"] = "no-cache"  # type: ignore[attr-defined]
        yield f"http://127.0.0.1:{server.server_port}", lambda seconds: setattr(server, "delay", seconds)


def hear(page: Page, noise: list[str]) -> None:
    """Collect what the page complains of; that the driver keeps the service worker out is its own remark."""

    def console(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and "blocked by Playwright" not in line.text:
            noise.append(line.text)

    page.on("console", console)
    page.on("pageerror", lambda error: noise.append(str(error)))
