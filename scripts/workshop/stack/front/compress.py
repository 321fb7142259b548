"""gzip, as the CDN does it: text only."""

import gzip
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
_SMALLEST = 500  # bytes: not worth it below


class Compressed:
    """A WSGI layer that compresses what a CDN would, for clients that accept it."""

    def __init__(self, app: App) -> None:
        self._app = app

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
        packed = gzip.compress(b"".join(body), 6, mtime=0)
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


def _worth_it(status: str, fields: dict[str, str]) -> bool:
    return (
        status[:3] in ("200", "404")
        and fields.get("content-type", "").startswith(_TEXT)
        and "content-encoding" not in fields
        and int(fields.get("content-length", _SMALLEST)) >= _SMALLEST
    )


def _weak(header: tuple[str, str]) -> tuple[str, str]:
    return (header[0], "W/" + header[1]) if header[0] == "ETag" else header
