"""Responses of the API, and the headers that all of them have."""

from typing import Any

import msgspec
from chalice.app import Response

# An answer about a person must not stay in any cache, and no browser may guess its type.
SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def answer(body: Any, status: int = 200, **headers: str | list[str]) -> Response:
    """A JSON answer; structs become objects. Underscores in header names become hyphens."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(written(body), status_code=status, headers={**SAFE, "Content-Type": "application/json", **given})


def written(body: Any) -> str:
    """The JSON of a body. Chalice would write letters beyond ASCII as `\\uXXXX`: three times the bytes of an emoji."""
    return msgspec.json.encode(body).decode()
