"""Problem documents for what never reaches the product: unknown paths, wrong methods, too much, chalice's own."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from workshop.stack.front.wsgi import Environ, Headers, StartResponse, send

# The product's words for them (chalicelib/http/codes/codes.toml); a test compares the two.
TITLES = {
    "malformed": "The body is not a JSON object",
    "forbidden": "You don't have access",
    "not_found": "Not found",
    "method_not_allowed": "This address does not accept that method",
    "too_large": "The body is too large",
    "unsupported_media_type": "Send application/json",
    "slow_down": "Too many requests",
    "broken": "Something went wrong on our side",
    "unavailable": "Try the same request again",
}
_CODES = {
    400: "malformed",
    401: "forbidden",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "slow_down",
    503: "unavailable",
}
CONTENT_TYPE = "application/problem+json"


def document(status: int, path: str = "") -> bytes:
    """The problem document for a status; `path` is the site's."""
    code = _CODES.get(status, "malformed" if status < 500 else "broken")
    kind = f"{path}/api/problems#{code}"
    problem = {"type": kind, "title": TITLES[code], "status": status, "code": code, "errors": []}
    return json.dumps(problem).encode()


def answer(environ: Environ, start: StartResponse, status: int, headers: Headers | None = None) -> Iterable[bytes]:
    """Answer with the problem document for a status."""
    line = f"{status} {HTTPStatus(status).phrase}"
    sent = [("Content-Type", CONTENT_TYPE), ("Cache-Control", "no-store"), *(headers or [])]
    return send(environ, start, line, sent, document(status, environ.get("SCRIPT_NAME", "")))
