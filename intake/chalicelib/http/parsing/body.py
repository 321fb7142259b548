"""Bytes of a request: a JSON object, or the fields of a plain form."""

from typing import Any

import msgspec

from chalicelib.errors import Malformed

MOST_BYTES = 200_000
MOST_FIELDS = 20


def decode(body: bytes) -> dict[str, Any]:
    """
    The JSON object in a body.

    Raises:
        Malformed: it is not UTF-8, not JSON, or not an object.
    """
    try:
        raw = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Malformed from None
    if not isinstance(raw, dict):
        raise Malformed
    return raw


def decode_form(body: bytes) -> dict[str, str]:
    """
    The fields of a plain form; those left empty are left out.

    Raises:
        Malformed: it is not UTF-8, or holds more fields than any form of ours.
    """
    from urllib.parse import parse_qsl

    try:
        return dict(parse_qsl(body.decode(), max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError:  # UnicodeDecodeError is one
        raise Malformed from None
