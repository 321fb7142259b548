"""
Only while writing: pages that load themselves again when they have changed, and show what must be fixed.

The built site does not contain it. A script is added to each HTML response; once a second it asks `/_live/state`
about its page and reloads when the answer has changed.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from workshop.stack.front import routes
from workshop.stack.front.wsgi import LOG_AS, App, Environ, Headers, StartResponse, send

PREFIX = routes.LIVE
_SCRIPT = Path(__file__).with_name("reload.js")
_THEMES = ("javascripts", "stylesheets", "images")  # of the generator's theme; they do not change while one writes


class Live:
    """A WSGI application for /_live/, and a layer around the pages."""

    def __init__(self, site: Path, messages: Path, below: str = "") -> None:
        """`below` is the path of the site on its host."""
        self._site, self._messages, self._below = site, messages, below

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        environ[LOG_AS] = ""  # once a second and page: nothing for the terminal
        if environ["PATH_INFO"] == f"{PREFIX}/reload.js":
            kind, body = "text/javascript; charset=utf-8", _SCRIPT.read_bytes()
        elif environ["PATH_INFO"] == f"{PREFIX}/state":
            path = parse_qs(environ.get("QUERY_STRING", "")).get("page", ["/"])[0].removeprefix(self._below)
            kind, body = "application/json", json.dumps({"print": self._print(path), **self._troubles()}).encode()
        else:
            return send(environ, start, "404 Not Found", [("Content-Type", "text/plain")], b"Not found\n")
        return send(environ, start, "200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")], body)

    def around(self, pages: App) -> App:
        """The pages with the script in them."""

        def with_script(environ: Environ, start: StartResponse) -> Iterable[bytes]:
            seen: list[tuple[str, Headers]] = []
            before = self._print(environ["PATH_INFO"])  # taken first: a change in between is then noticed
            if _may_be_page(environ["PATH_INFO"]):
                # A page with unchanged text can still have a changed script.
                for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
                    environ.pop(name, None)
            body = pages(environ, lambda status, headers, *_: seen.append((status, headers)))
            status, headers = seen[0]
            fields = {name.lower(): value for name, value in headers}
            if not fields.get("content-type", "").startswith("text/html") or environ["REQUEST_METHOD"] != "GET":
                start(status, headers)
                return body
            html = b"".join(body)
            if hasattr(body, "close"):
                body.close()
            script = f'<script src="{PREFIX}/reload.js" data-print="{before}" async></script>'.encode()
            kept = [one for one in headers if one[0].lower() not in ("content-length", "etag", "last-modified")]
            return send(environ, start, status, kept, html + script)

        return with_script

    def _print(self, path: str) -> str:
        """A fingerprint of what the reader of this page sees: the page, our scripts and our styles."""
        digest = hashlib.sha256()
        with contextlib.suppress(OSError):  # a name that no file can have
            file = (self._site / path.replace("\0", "").lstrip("/")).resolve()
            if file.is_relative_to(self._site.resolve()):
                file = file / "index.html" if file.is_dir() else file
                digest.update(file.read_bytes() if file.is_file() else b"")
        for asset in sorted((self._site / "assets").glob("*/**/*.*")):
            if asset.suffix in (".js", ".css") and asset.relative_to(self._site).parts[1] not in _THEMES:
                digest.update(asset.read_bytes())
        return digest.hexdigest()[:16]

    def _troubles(self) -> dict[str, list[str]]:
        try:
            return {"troubles": json.loads(self._messages.read_text(encoding="utf-8"))["troubles"]}
        except (OSError, ValueError, KeyError):
            return {"troubles": []}


def _may_be_page(path: str) -> bool:
    return path.endswith(("/", ".html")) or "." not in path.rpartition("/")[2]
