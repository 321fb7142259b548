"""Problem documents for what never reaches the product: unknown paths, wrong methods, too much, chalice's own."""

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from pathlib import Path

from workshop.stack.front.wsgi import Environ, Headers, StartResponse, send

_TEXTS = Path(__file__).resolve().parents[4] / "intake" / "chalicelib" / "http" / "codes" / "codes.toml"
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
    problem = {"type": kind, "title": _titles()[code], "status": status, "code": code, "errors": []}
    return json.dumps(problem).encode()


def answer(environ: Environ, start: StartResponse, status: int, headers: Headers | None = None) -> Iterable[bytes]:
    """Answer with the problem document for a status."""
    line = f"{status} {HTTPStatus(status).phrase}"
    sent = [("Content-Type", CONTENT_TYPE), ("Cache-Control", "no-store"), *(headers or [])]
    return send(environ, start, line, sent, document(status, environ.get("SCRIPT_NAME", "")))


@cache
def _titles() -> dict[str, str]:
    """The product's titles of problem documents by code."""
    read = tomllib.loads(_TEXTS.read_text("utf-8"))
    language = next(iter(read["languages"]))
    return {problem["code"]: problem["title"][language] for problem in read["problem"]}
