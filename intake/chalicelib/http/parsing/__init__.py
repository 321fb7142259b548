"""
Parse at the door: bytes become an object, an object becomes a struct, or every mistake in it is named at once.

Bounds come before work. Nothing is normalised, matched or converted before its length is known to be what the type
allows, and a type without a bound is refused when it is first used (`kinds`).
"""

from chalicelib.http.parsing.body import MOST_BYTES, decode, decode_form
from chalicelib.http.parsing.kinds import (
    Address,
    ArticlePath,
    CaseNumber,
    Code,
    Commit,
    Day,
    EventId,
    Language,
    Line,
    Link,
    Moment,
    PagePath,
    Paragraph,
    Phone,
    Section,
    case_number,
)
from chalicelib.http.parsing.reading import LEFT_OUT, Check, Reading, T, parse
from chalicelib.pasted.address import address as ascii_address

__all__ = [
    "LEFT_OUT",
    "MOST_BYTES",
    "Address",
    "ArticlePath",
    "CaseNumber",
    "Check",
    "Code",
    "Commit",
    "Day",
    "EventId",
    "Language",
    "Line",
    "Link",
    "Moment",
    "PagePath",
    "Paragraph",
    "Phone",
    "Reading",
    "Section",
    "T",
    "ascii_address",
    "case_number",
    "decode",
    "decode_form",
    "parse",
]
