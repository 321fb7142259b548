"""A table as a spreadsheet saves it: in its own encoding, with its own separator, and its own idea of a date."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.pasted import NotUnderstood
from chalicelib.pasted.letters import line, plain, seen, with_digits

_SEPARATORS = ",;\t|"
_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u201f"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")  # where a day has dots, it comes first
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def text_of(data: bytes) -> str:
    """
    The letters of a file: UTF-8 or UTF-16 with or without its mark, else what Windows writes in Western Europe.

    Raises:
        NotUnderstood: `not_text`.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\x00" in data[:2000]:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotUnderstood("not_text") from None


def rows(text: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[tuple[int, Mapping[str, str]]]:
    """
    The rows below the headings, with the number of their last line; empty rows are left out.

    Args:
        columns: names of headings, to tell the separator by: the one that finds most of them. In a heading, letter
            case, spaces and what is invisible do not count. Columns of other names are left alone.
        optional: names of headings that may be missing; their cells are then empty.

    Raises:
        NotUnderstood: `columns_missing`, with `missing`; `bad_row`, with `line` and `why`, when a row holds more than
            any cell may, or its quotes do not close.
    """
    start = 0
    if sep := re.match(r"\ufeff?\"?sep=(.)\"?\r?\n", text, re.IGNORECASE):  # Excel's note to itself
        start = sep.end()
    head = text[start : start + 10_000].lstrip("\ufeff\r\n").split("\n", 1)[0]
    best = max(_SEPARATORS, key=lambda separator: len(set(_headings(head, separator)) & set(columns)))
    names = _headings(head, best)
    if missing := [name for name in columns if name not in names]:
        raise NotUnderstood("columns_missing", {"missing": missing})
    before = text[:start].count("\n")
    reader = csv.reader(io.StringIO(text[start:].lstrip("\ufeff"), newline=""), delimiter=best, strict=True)
    headed = False
    while (cells := _next(reader, before)) is not None:
        if not any(map(seen, cells)):
            continue
        if not headed:
            headed = True
            continue
        if any(map(seen, cells[len(names) :])):
            why = f"there are more cells than headings; put quotes around a text that holds {best!r}"
            raise NotUnderstood("bad_row", {"line": before + reader.line_num, "why": why})
        values = {name: cell(value) for name, value in zip(names, cells, strict=False)}
        yield before + reader.line_num, {name: values.get(name, "") for name in (*columns, *optional)}


def _next(reader: Any, before: int) -> list[str] | None:
    begins = before + reader.line_num + 1
    try:
        return next(reader, None)
    except csv.Error as error:
        raise NotUnderstood("bad_row", {"line": begins, "why": str(error)}) from None


def _headings(head: str, separator: str) -> list[str]:
    try:
        cells = next(csv.reader([head], delimiter=separator), [])
    except csv.Error:
        return []
    names = [re.sub(r"[ -]+", "_", plain(name).strip(_QUOTES + "'\" ").lower()) for name in cells]
    return [name.replace("e_mail", "email") for name in names]


def cell(value: str) -> str:
    """What a cell says: on one line, without the quotes that a word processor put around it."""
    found = line(value)
    if len(found) > 1 and found[0] in _QUOTES and found[-1] in _QUOTES:
        found = found[1:-1].strip()
    if formula := re.fullmatch(r'="([^"]*)"', found):  # how a spreadsheet is kept from reading a number
        return formula[1]
    return found.removeprefix("'") if re.fullmatch(r"'[\d+=-].*", found) else found


def day(value: str) -> date | None:
    """
    A calendar day, where only one can be meant: 2024-03-05, 2024/3/5, 5.3.2024, 25/3/2024.

    None for all else. 03/05/2024 is the 3rd of May in London and the 5th of March in New York, and nobody guesses.
    """
    text = with_digits(plain(value[:60]))
    if found := _ISO.fullmatch(text):
        parts = found[1], found[3], found[4]
    elif found := _DOTTED.fullmatch(text):
        parts = found[3], found[2], found[1]
    elif found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first == second or second > 12:
            parts = found[3], found[1], found[2]
        elif first > 12:
            parts = found[3], found[2], found[1]
        else:
            return None
    else:
        return None
    return _date(*parts)


def either_day(value: str) -> tuple[date, date] | None:
    """The two days that a text may mean, when it may mean two."""
    found = _SLASHED.fullmatch(with_digits(plain(value[:60])))
    if not found or day(value):
        return None
    first, second = _date(found[3], found[2], found[1]), _date(found[3], found[1], found[2])
    return (first, second) if first and second else None


def _date(*parts: str) -> date | None:
    try:
        year, month, of_month = map(int, parts)
        return date(year, month, of_month)
    except ValueError:
        return None
