"""The outermost layer: only loopback names, the site's headers on every answer, and a log without anybody's words."""

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from workshop.stack.front.wsgi import LOG_AS, App, Environ, Headers, StartResponse, send

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_LONGEST = 8192  # bytes of a request's target; API Gateway and CloudFront take as much
_PLAIN = [("Content-Type", "text/plain")]
_log = logging.getLogger("front")


class Door:
    """Hands a request to the part that owns its path: the longest prefix wins."""

    def __init__(self, parts: Mapping[str, App], security_headers: Callable[[], dict[str, str]]) -> None:
        self._parts = sorted(parts.items(), key=lambda part: -len(part[0]))
        self._security_headers = security_headers

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        began = time.monotonic()
        path = environ["PATH_INFO"]

        def finish(status: str, headers: Headers, *_: object) -> object:
            given = {name.lower() for name, _ in headers}
            extra = [(name, value) for name, value in self._security_headers().items() if name.lower() not in given]
            if shown := environ.get(LOG_AS, _shown(path)):
                taken = 1000 * (time.monotonic() - began)
                _log.info("%s %s %s %.0f ms", environ["REQUEST_METHOD"], shown, status[:3], taken)
            return start(status, [*headers, *extra])

        if wrong := _wrong_target(environ):
            return send(environ, finish, wrong, _PLAIN, b"There is no page and no part of the API at this address.\n")
        # A name that some other site pointed at this machine must not read its mails (DNS rebinding).
        host = environ.get("HTTP_HOST", "").lower()
        if (host if host.endswith("]") else host.rpartition(":")[0] or host) not in _NAMES:
            said = b"This is a local Varde server; use http://127.0.0.1.\n"
            return send(environ, finish, "421 Misdirected Request", _PLAIN, said)
        path = environ["PATH_INFO"]
        part = next(app for prefix, app in self._parts if path == prefix or path.startswith(prefix.rstrip("/") + "/"))
        return part(environ, finish)


def _wrong_target(environ: Environ) -> str | None:
    """
    Why the target of the request is not one of ours (RFC 9112, 3.2); None when it is.

    `http://127.0.0.1/page` is the page, and its host counts; `*`, `host:port` and raw bytes beyond ASCII are refused.
    """
    target = str(environ.get("REQUEST_URI", environ["PATH_INFO"]))
    if len(target) > _LONGEST:
        return "414 URI Too Long"
    if not target.startswith("/"):
        scheme, found, rest = target.partition("://")
        host = re.split("[/?#]", rest, maxsplit=1)[0]
        if not found or scheme.lower() not in ("http", "https"):
            return "400 Bad Request"
        target = "/" + rest[len(host) :].removeprefix("/")
        environ |= {"HTTP_HOST": host, "REQUEST_URI": target, "PATH_INFO": environ["PATH_INFO"] or "/"}
    return None if target.isascii() and environ["PATH_INFO"].startswith("/") else "400 Bad Request"


def _shown(path: str) -> str:
    shown = quote(path.encode("latin-1", "replace"), safe="/")
    return "/(hidden)" if "@" in path or len(shown) > 200 else shown
