"""gzip, as the CDN does it: text only, made once per version of a file."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable

from workshop.stack.front.wsgi import App, Environ, Headers, StartResponse

_TEXT = (
    "text/",
    "application/javascript",
    "application/json",
    "application/problem+json",
    "application/xml",
    "application/manifest+json",
    "image/svg+xml",
)
_SMALLEST, _KEPT = 500, 32 * 1024 * 1024  # bytes: not worth it below; kept in memory at most


class Compressed:
    """A WSGI layer that compresses what a CDN would, for clients that accept it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._cache: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if environ.get("HTTP_IF_NONE_MATCH", "").startswith('W/"'):
            environ["HTTP_IF_NONE_MATCH"] = environ["HTTP_IF_NONE_MATCH"][2:]  # ours, made weak below
        if "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", "") or environ["REQUEST_METHOD"] != "GET":
            return self._app(environ, start)
        seen: list[tuple[str, Headers]] = []
        body = self._app(environ, lambda status, headers, *_: seen.append((status, headers)))
        status, headers = seen[0]
        fields = {name.lower(): value for name, value in headers}
        if not _worth_it(status, fields):
            start(status, headers)
            return body
        key = (environ["PATH_INFO"], fields.get("etag", ""))
        packed = self._cache.get(key) if fields.get("etag") else None
        if packed is None:
            packed = gzip.compress(b"".join(body), 6, mtime=0)
            if fields.get("etag"):
                self._keep(key, packed)
        if hasattr(body, "close"):
            body.close()
        start(
            status,
            [
                *(_weak(one) for one in headers if one[0].lower() != "content-length"),
                ("Content-Encoding", "gzip"),
                ("Vary", "Accept-Encoding"),
                ("Content-Length", str(len(packed))),
            ],
        )
        return [packed]

    def _keep(self, key: tuple[str, str], packed: bytes) -> None:
        with self._lock:
            self._size += len(packed) - len(self._cache.pop(key, b""))
            self._cache[key] = packed
            while self._size > _KEPT:
                self._size -= len(self._cache.popitem(last=False)[1])


def _worth_it(status: str, fields: dict[str, str]) -> bool:
    return (
        status[:3] in ("200", "404")
        and fields.get("content-type", "").startswith(_TEXT)
        and "content-encoding" not in fields
        and int(fields.get("content-length", _SMALLEST)) >= _SMALLEST
    )


def _weak(header: tuple[str, str]) -> tuple[str, str]:
    return (header[0], "W/" + header[1]) if header[0] == "ETag" else header
