"""
Parse at the door: a body becomes a struct, or every mistake in it is named at once.

msgspec checks one field at a time, so that the second mistake is reported too; our own types (address, link, phone
number) carry a check of their own.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct

from chalicelib.errors import FieldError, Invalid, Malformed

MOST_BYTES = 200_000
MOST_FIELDS = 20

# Single lines lose control characters and direction tricks; paragraphs keep their line breaks and tabs.
_TRICKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_LINE = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_TRICKS}]+")
_PARAGRAPH = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TRICKS}]+")
_LINK = re.compile(r"https?://[^\s<>\"\\^`{|}]{1,2000}", re.IGNORECASE)
# From the root, with no dot segment, no second slash and no escape: it can lead nowhere but into this site.
_ARTICLE = re.compile(r"(?:/[a-z0-9]+(?:[-_.][a-z0-9]+)*){1,8}/")
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_PHONE = re.compile(r"\+[1-9](?:[ .()/-]?[0-9]){6,14}")


class Kind(Struct, frozen=True):
    """A text with a meaning of its own; its name is the code of the error."""

    code: str
    format: str


LINE = Kind("line", "line")
PARAGRAPH = Kind("paragraph", "paragraph")
ADDRESS = Kind("not_an_email", "email")
LINK = Kind("not_a_link", "uri")
PHONE = Kind("not_a_phone_number", "phone")
ARTICLE = Kind("not_an_article", "article")
COMMIT = Kind("not_a_commit", "commit")

Line = Annotated[str, LINE]
Paragraph = Annotated[str, PARAGRAPH]
Address = Annotated[str, ADDRESS, Meta(max_length=254, extra_json_schema={"format": "email"})]
Link = Annotated[str, LINK, Meta(max_length=2000, extra_json_schema={"format": "uri"})]
Phone = Annotated[str, PHONE, Meta(max_length=40)]
ArticlePath = Annotated[str, ARTICLE, Meta(min_length=1, max_length=200, description="such as /no/sign-in/")]
Commit = Annotated[str, COMMIT, Meta(max_length=64, description="hexadecimal digits, at least 7")]

T = TypeVar("T", bound=Struct)


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


# What is wrong with a value that has its form: a code and its parameters, or None.
Check = Callable[[Any], tuple[str, dict[str, Any]] | None]


def parse(shape: type[T], raw: dict[str, Any], checks: Mapping[str, Check] | None = None) -> T:
    """
    Read the fields of `shape` out of `raw`; what else is there is ignored.

    Args:
        checks: more to ask of fields that have their form, by name.

    Raises:
        Invalid: with one error per field or list item that cannot be accepted.
    """
    hints = get_type_hints(shape, include_extras=True)
    values: dict[str, Any] = {}
    mistakes: list[FieldError] = []
    for info in msgspec.structs.fields(shape):
        value = raw.get(info.encode_name, UNSET)
        if value is UNSET or (value is None and info.required):
            if info.required:
                mistakes.append(FieldError(info.encode_name, "missing"))
            continue
        try:
            values[info.name] = _read(info.encode_name, value, hints[info.name])
        except Invalid as invalid:
            mistakes += invalid.errors
            continue
        check = (checks or {}).get(info.name)
        if check and (wrong := check(values[info.name])):
            mistakes.append(FieldError(info.encode_name, *wrong))
    if mistakes:
        raise Invalid(*mistakes)
    return shape(**values)


def _read(name: str, value: Any, kind: Any) -> Any:
    """One value of a declared type."""
    base, notes = _unwrapped(kind)
    if value is None:
        return msgspec.convert(value, kind) if _takes_none(kind) else _fail(name, "wrong_type")
    if get_origin(base) is list:
        return _read_list(name, value, get_args(base)[0], notes)
    if isinstance(base, type) and issubclass(base, Struct):
        if not isinstance(value, dict):
            _fail(name, "wrong_type")
        try:
            return parse(base, value)
        except Invalid as inner:
            raise Invalid(*(FieldError(f"{name}.{e.field}", e.code, e.params) for e in inner.errors)) from None
    if base is str:
        return _read_text(name, value, notes)
    try:
        return msgspec.convert(value, base)
    except msgspec.ValidationError:
        allowed = [option for option in get_args(base) if isinstance(option, str)]
        if allowed and isinstance(value, str):
            _fail(name, "unknown_value", allowed=allowed)
        bounds = {word: getattr(note, at) for note in notes if isinstance(note, Meta) for word, at in _BOUNDS.items()}
        _fail(name, "wrong_type", **{word: at for word, at in bounds.items() if at is not None})


_BOUNDS = {"min": "ge", "max": "le"}


def _read_list(name: str, value: Any, item: Any, notes: tuple[Any, ...]) -> list[Any]:
    if not isinstance(value, list):
        _fail(name, "wrong_type")
    most = next((note.max_length for note in notes if isinstance(note, Meta)), None)
    if most is not None and len(value) > most:
        _fail(name, "too_many", max=most)
    found: list[Any] = []
    mistakes: list[FieldError] = []
    for place, each in enumerate(value):
        try:
            found.append(_read(f"{name}[{place}]", each, item))
        except Invalid as invalid:
            mistakes += invalid.errors
    if mistakes:
        raise Invalid(*mistakes)
    return found


def _read_text(name: str, value: Any, notes: tuple[Any, ...]) -> str:
    if not isinstance(value, str):
        _fail(name, "wrong_type")
    text = unicodedata.normalize("NFC", value)
    kind = next((note for note in notes if isinstance(note, Kind)), LINE)
    text = (
        _PARAGRAPH.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if kind is PARAGRAPH
        else _LINE.sub(" ", text)
    ).strip()
    meta = next((note for note in notes if isinstance(note, Meta)), Meta())
    if not text and (meta.min_length or 0) > 0:
        _fail(name, "missing")
    if len(text) < (meta.min_length or 0):
        _fail(name, "too_short", min=meta.min_length)
    if meta.max_length is not None and len(text) > meta.max_length:
        _fail(name, "too_long", max=meta.max_length)
    if kind is ADDRESS:
        return ascii_address(text) or _fail(name, kind.code)
    if kind in CHECKS and not CHECKS[kind](text):
        _fail(name, kind.code)
    return text


def ascii_address(text: object) -> str | None:
    """
    The address as mail servers take it, an international domain in its ASCII form.

    None for what nobody can have: quoted local parts, comments, bare host names (email-validator).
    """
    from email_validator import EmailNotValidError, validate_email

    if not isinstance(text, str):
        return None
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.ascii_email if "." in found.domain else None


CHECKS: dict[Kind, Callable[[str], Any]] = {
    LINK: _LINK.fullmatch,
    PHONE: _PHONE.fullmatch,
    ARTICLE: _ARTICLE.fullmatch,
    COMMIT: _COMMIT.fullmatch,
}


def _unwrapped(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type and its notes, of `Annotated[...]` and `... | None`."""
    if get_origin(kind) is Annotated:
        inner, *notes = get_args(kind)
        base, more = _unwrapped(inner)
        return base, (*more, *notes)
    options = [option for option in get_args(kind) if option is not type(None)]
    if _takes_none(kind) and len(options) == 1:
        return _unwrapped(options[0])
    return kind, ()


def _takes_none(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _fail(name: str, code: str, **params: Any) -> NoReturn:
    raise Invalid(FieldError(name, code, params))


def compact(value: Any) -> bytes:
    """JSON bytes that are the same for the same value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
