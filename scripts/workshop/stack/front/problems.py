"""Problem documents for what never reaches the product: unknown paths, wrong methods, too much, chalice's own."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from workshop.stack.front.wsgi import Environ, Headers, StartResponse, send

_CODES = {
    400: "malformed", 401: "sign_in_required", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    409: "conflict", 413: "too_large", 415: "unsupported_media_type", 422: "invalid", 429: "slow_down",
}
CONTENT_TYPE = "application/problem+json"


def document(status: int) -> bytes:
    """The problem document for a status."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status,
               "code": _CODES.get(status, "malformed" if status < 500 else "unavailable"), "errors": []}
    return json.dumps(problem).encode()


def answer(environ: Environ, start: StartResponse, status: int, headers: Headers | None = None) -> Iterable[bytes]:
    """Answer with the problem document for a status."""
    line = f"{status} {HTTPStatus(status).phrase}"
    sent = [("Content-Type", CONTENT_TYPE), ("Cache-Control", "no-store"), *(headers or [])]
    return send(environ, start, line, sent, document(status))
