"""
An object becomes a struct, or every mistake in it is named.

msgspec checks one field at a time, so that the second mistake is reported too; our own kinds of text (address, link,
phone number) read what people paste.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct

from chalicelib.errors import FieldError, Invalid
from chalicelib.http.parsing.kinds import LINE, LINK, Kind
from chalicelib.pasted import NotUnderstood
from chalicelib.pasted.letters import seen

T = TypeVar("T", bound=Struct)

# The mistake in a well-formed value: a code and its parameters, or None.
Check = Callable[[Any], tuple[str, dict[str, Any]] | None]


class LeftOut:
    """
    On a list that a page fills by itself: an entry that cannot be read is left out and named, and refuses nothing.

    Nobody typed it and nobody could correct it: it comes from a page that was open before its article moved, or from
    an older version of our script.
    """


LEFT_OUT = LeftOut()


@dataclass(frozen=True)
class Reading:
    """
    How to read, and what was left out.

    Attributes:
        reserved: take addresses at `.test` (a stack on one machine).
        left_out: a mistake for each entry, or part of one, that was left out (`LeftOut`).
    """

    reserved: bool = False
    left_out: list[FieldError] = field(default_factory=list)


def parse(
    shape: type[T], raw: dict[str, Any], checks: Mapping[str, Check] | None = None, reading: Reading | None = None
) -> T:
    """
    Read the fields of `shape` out of `raw`; what else is there is ignored, except a field that has another name now
    (`RENAMED` of the shape: old name -> new).

    Args:
        checks: more to ask of fields that have their form, by name.

    Raises:
        Invalid: with one error per field or list item that cannot be accepted.
        TypeError: a field of `shape` has no bound; a mistake of ours, never of the request.
    """
    reading = reading or Reading()
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
            values[info.name] = _read(info.encode_name, value, hints[info.name], reading)
        except Invalid as invalid:
            mistakes += invalid.errors
            continue
        check = (checks or {}).get(info.name)
        if check and (wrong := check(values[info.name])):
            mistakes.append(FieldError(info.encode_name, *wrong))
    for old, new in getattr(shape, "RENAMED", {}).items():
        if old in raw:
            mistakes.append(FieldError(old, "renamed", {"to": new}))
    if mistakes:
        raise Invalid(*mistakes)
    return shape(**values)


def _read(name: str, value: Any, kind: Any, reading: Reading) -> Any:
    """One value of a declared type."""
    base, notes = _unwrapped(kind)
    if value is None:
        return msgspec.convert(value, kind) if _takes_none(kind) else _fail(name, "wrong_type")
    if get_origin(base) is list:
        return _read_list(name, value, get_args(base)[0], notes, reading)
    if isinstance(base, type) and issubclass(base, Struct):
        if not isinstance(value, dict):
            _fail(name, "wrong_type")
        try:
            return parse(base, value, reading=reading)
        except Invalid as inner:
            raise Invalid(*(FieldError(f"{name}.{e.field}", e.code, e.params) for e in inner.errors)) from None
    if base is str:
        read = _read_text(name, value, notes, reading)
        return None if read == "" and _takes_none(kind) else read
    try:
        return msgspec.convert(value, base)
    except msgspec.ValidationError:
        allowed = [option for option in get_args(base) if isinstance(option, str)]
        if allowed and isinstance(value, str):
            _fail(name, "unknown_value", allowed=allowed)
        _fail(name, "wrong_type")


def _read_list(name: str, value: Any, item: Any, notes: tuple[Any, ...], reading: Reading) -> list[Any]:
    if not isinstance(value, list):
        _fail(name, "wrong_type")
    most, forgiving = _most(name, notes), LEFT_OUT in notes
    first = 0
    if len(value) > most:
        if not forgiving:
            _fail(name, "too_many", max=most)
        first = len(value) - most  # the newest are last
        reading.left_out.append(FieldError(name, "too_many", {"max": most}))
    found: list[Any] = []
    mistakes: list[FieldError] = []
    for place in range(first, len(value)):
        try:
            one = _read(f"{name}[{place}]", value[place], item, reading)
        except Invalid as invalid:
            mistakes += invalid.errors
            if not forgiving or (one := _without(value[place], invalid, item)) is None:
                continue
        found += one if isinstance(one, list) else [one]
    if forgiving:
        reading.left_out.extend(mistakes)
    elif mistakes:
        raise Invalid(*mistakes)
    return found


def _without(value: Any, invalid: Invalid, item: Any) -> Any:
    """The entry without its parts that cannot be read; None when one of them is needed."""
    base, _ = _unwrapped(item)
    if not (isinstance(value, dict) and isinstance(base, type) and issubclass(base, Struct)):
        return None
    spoiled = {error.field.rpartition(".")[2] for error in invalid.errors}
    try:
        return parse(base, {name: part for name, part in value.items() if name not in spoiled})
    except Invalid:
        return None


def _read_text(name: str, value: Any, notes: tuple[Any, ...], reading: Reading) -> str | list[str]:
    if not isinstance(value, str):
        _fail(name, "wrong_type")
    meta = next((note for note in notes if isinstance(note, Meta)), Meta())
    most, least = _most(name, notes), meta.min_length or 0
    # Space for what reading removes again: decomposed letters, two-character line ends, invisible characters.
    if len(value) > 4 * most + 200:
        _fail(name, "too_long", max=most)
    kind = next((note for note in notes if isinstance(note, Kind)), LINE)
    if not seen(value):
        return _fail(name, "missing") if least else [] if kind is LINK else ""
    try:
        read = kind.read(value, reserved=reading.reserved) if kind.reserved else kind.read(value)
    except NotUnderstood as wrong:
        _fail(name, wrong.code, **wrong.params)
    if isinstance(read, list):
        return read
    if not read:
        if len(value) > most:
            _fail(name, "too_long", max=most)
        if len(value) < least:
            _fail(name, "too_short", min=least)
        _fail(name, kind.code)
    if len(read) < least:
        _fail(name, "too_short", min=least)
    if len(read) > most:
        _fail(name, "too_long", max=most)
    return read


def _most(name: str, notes: tuple[Any, ...]) -> int:
    most = next((note.max_length for note in notes if isinstance(note, Meta) and note.max_length is not None), None)
    if most is None:
        raise TypeError(f"{name} has no bound")
    return most


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
