"""The built site: files with validators, folders with a slash, and a 404 page in the reader's language."""

import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from whitenoise import WhiteNoise

from chalicelib.company import shipped
from workshop.stack.front.wsgi import Environ, StartResponse, send

HEADERS_FILE = "_headers.json"  # written by scripts/build_site; the deployment sends the same
REDIRECTS_FILE = "_redirects.json"  # of pages that were renamed, from the build as well
_LOCALES = frozenset(locale.prefix.strip("/") for locale in shipped().locales)  # the first one has the rest
# Where the site is on its host. Pages for lost addresses link to their files from there, also on this machine.
_BASE = urlsplit(shipped().site_address).path.rstrip("/")
_DEFAULT_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_NOT_BUILT = (
    b"<!doctype html><html lang=en><title>Varde</title><p>The site is being built. This page looks again by itself; "
    b"if nothing comes, the terminal of <code>scripts/server</code> says why.\n"
)


class Pages:
    """A WSGI application for the built site; reads the disk on every request, so a new build shows at once."""

    def __init__(self, site: Path, base: str = _BASE) -> None:
        self._site, self._base = site, base
        self._moves: tuple[int, dict[str, str]] = (0, {})
        self._files = WhiteNoise(
            self._missing,
            root=str(site),
            autorefresh=True,
            index_file=True,
            max_age=None,
            allow_all_origins=False,
            add_headers_function=_fresh,
            mimetypes={".webmanifest": "application/manifest+json"},
        )

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return send(environ, start, "405 Method Not Allowed", [("Allow", "GET, HEAD")], b"")
        if to := self._moved().get(environ.get("SCRIPT_NAME", "") + path):
            query = environ.get("QUERY_STRING")
            where = [("Location", f"{to}?{query}" if query else to), ("Cache-Control", "no-cache")]
            return send(environ, start, "301 Moved Permanently", where, b"")
        if self._base and path.startswith(f"{self._base}/"):
            path = path.removeprefix(self._base)
            environ = {**environ, "PATH_INFO": path}
        if "\0" in path or any(part.startswith(("_", ".")) for part in path.split("/")):
            return self._missing(environ, start)

        def keep_query(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            query = environ.get("QUERY_STRING")
            if status.startswith("302"):
                headers = [
                    (name, f"{value}?{query}" if name == "Location" and query else value) for name, value in headers
                ] + [("Content-Length", "0")]
            return start(status, headers, *rest)

        try:
            answer: Iterable[bytes] = self._files(environ, keep_query)
        except OSError:  # a name that no file can have: too long, or through a file as if it were a folder
            return self._missing(environ, start)
        return answer

    def security_headers(self) -> dict[str, str]:
        """What the build says every answer carries; a plain strict set until there is a build."""
        try:
            found: dict[str, str] = json.loads((self._site / HEADERS_FILE).read_text())
        except (OSError, ValueError):
            return _DEFAULT_HEADERS
        return found

    def _moved(self) -> dict[str, str]:
        """Old addresses and where they lead; read again when a new build has brought another list."""
        try:
            made = (self._site / REDIRECTS_FILE).stat().st_mtime_ns
            if made != self._moves[0]:
                self._moves = (made, json.loads((self._site / REDIRECTS_FILE).read_text()))
        except (OSError, ValueError):
            return {}
        return self._moves[1]

    def _missing(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        locale = environ["PATH_INFO"].strip("/").split("/")[0]
        page = self._site / locale / "404.html" if locale and locale in _LOCALES else self._site / "404.html"
        kind = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache")]
        try:
            return send(environ, start, "404 Not Found", kind, page.read_bytes())
        except OSError:
            status = "404 Not Found" if (self._site / "index.html").exists() else "503 Service Unavailable"
            return send(environ, start, status, kind, _NOT_BUILT if status.startswith("503") else b"Not found\n")


def _fresh(headers: object, _path: str, _url: str) -> None:
    headers["Cache-Control"] = "no-cache"  # type: ignore[index]
