"""The content of a request, each part within its limit."""

from collections.abc import Mapping
from typing import Any

from chalice.app import Request

from chalicelib.errors import FieldError, Invalid, NotFound, TooLarge, UnsupportedMediaType
from chalicelib.http.door.parameters import HEADERS, LONGEST_TOKEN, PATH, QUERY
from chalicelib.http.parsing import (
    MOST_BYTES,
    Check,
    Reading,
    T,
    ascii_address,
    case_number,
    decode,
    decode_form,
    parse,
)

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Content:
    """The query, the body and the headers about the content; not who sends it."""

    def __init__(self, request: Request, *, reserved: bool) -> None:
        """`reserved`: take addresses at `.test` (a stack on one machine)."""
        self._request = request
        self._reading = Reading(reserved=reserved)

    def query(self, name: str, default: str | None = None) -> str | None:
        """
        A query parameter of the table in `parameters`.

        Raises:
            Invalid: it is longer than that, or has another form.
        """
        given: Mapping[str, str] = self._request.query_params or {}
        value = given.get(name, default)
        if value is not None and value != default and not QUERY[name].takes(value):
            raise Invalid(FieldError(name, QUERY[name].code, {"max": QUERY[name].most}))
        return value

    @property
    def accept_language(self) -> str:
        """The languages that the browser prefers, as it sends them."""
        return str(self._request.headers.get("accept-language") or "")

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """
        A query parameter that is one of a few words.

        Raises:
            Invalid: not one of `allowed`.
        """
        given: Mapping[str, str] = self._request.query_params or {}
        value = given.get(name) or default
        if value not in allowed:
            raise Invalid(FieldError(name, "unknown_value", {"allowed": list(allowed)}))
        return value

    @property
    def has_body(self) -> bool:
        return bool(self._request.raw_body)

    def body(self, shape: type[T]) -> T:
        """
        The body, parsed.

        Raises:
            TooLarge, UnsupportedMediaType, Malformed, Invalid.
        """
        return self.parsed(shape, decode(self.raw()))

    def parsed(self, shape: type[T], raw: dict[str, Any], checks: Mapping[str, Check] | None = None) -> T:
        """What was decoded, parsed as this stack reads. Raises Invalid; `left_out` then says what was left out."""
        return parse(shape, raw, checks, self._reading)

    def address(self, text: str) -> str | None:
        """An email address from outside the body, such as a path; None when it is not one."""
        return ascii_address(text, reserved=self._reading.reserved)

    @property
    def left_out(self) -> list[FieldError]:
        """Entries that were left out of what `parsed` gave, and why."""
        return self._reading.left_out

    def raw(self, media: str = JSON) -> bytes:
        given = self._request.raw_body or b""
        body = given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")
        if len(body) > MOST_BYTES:
            raise TooLarge
        if self._media != media:
            raise UnsupportedMediaType
        return body

    @property
    def is_form(self) -> bool:
        """Whether a page's plain form sends this, without our script."""
        return self._media == FORM

    def form(self) -> dict[str, str]:
        """
        The fields of a plain form.

        Raises:
            TooLarge, UnsupportedMediaType, Malformed.
        """
        return decode_form(self.raw(FORM))

    @property
    def _media(self) -> str:
        return str(self._request.headers.get("content-type") or "")[:LONGEST_TOKEN].partition(";")[0].strip().lower()

    @staticmethod
    def number(given: str) -> str:
        """
        The number of a case in the address, as cases have it.

        Raises:
            NotFound: no case can have it; the store is not asked.
        """
        if len(given) > PATH["number"].most or (number := case_number(given)) is None:
            raise NotFound
        return number

    def idempotency_key(self, *, required: bool) -> str | None:
        """
        The `Idempotency-Key`, 8 to 128 visible ASCII characters.

        Raises:
            Invalid: it is missing though required, or has another form.
        """
        key = self._request.headers.get("idempotency-key")
        if key is None and not required:
            return None
        if key is None:
            raise Invalid(FieldError("Idempotency-Key", "missing"))
        if not HEADERS["Idempotency-Key"].takes(key):
            raise Invalid(FieldError("Idempotency-Key", "wrong_type", {"min": 8, "max": 128}))
        return str(key)
