"""Types of text, such as an address or a link, each with a limit. `chalicelib.pasted` reads what people paste."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct

from chalicelib.pasted import LONGEST_LINK, address, code, language, letters

# From the root, with no dot segment, no second slash and no escape: it can lead nowhere but into this site.
_ARTICLE = re.compile(r"(?:/[a-z0-9]+(?:[-_.][a-z0-9]+)*){1,8}/")
_PAGE = re.compile(rf"/|{_ARTICLE.pattern}")
_SECTION = re.compile(r"\w[\w.:-]*")  # the id of a heading
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_EVENT = re.compile(r"[0-9]{1,8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CASE_NUMBER = re.compile(r"V-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}")
_AROUND = "#.,:;()[]<>*\"'\u00ab\u00bb\u2018\u2019\u201c\u201d\u201e\u300c\u300d "
_BETWEEN = re.compile(r"[ \u2010-\u2015\u2212]")  # what a mail, a document or a phone makes of a hyphen


class Kind(Struct, frozen=True):
    """
    A type of text.

    Attributes:
        code: of the mistake, when it has another form.
        read: makes the value of a bounded text, or None; may raise NotUnderstood with a better code. A list means
            that one text may hold several values.
        reserved: `read` also takes the keyword `reserved`, see `pasted.address`.
    """

    code: str
    read: Callable[..., str | list[str] | None]
    reserved: bool = False


def _formed(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


def _moment(text: str) -> str | None:
    """An instant with an offset, as UTC."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC).isoformat() if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def case_number(text: str) -> str | None:
    """The number of a case as it is stored; people also type it in small letters, and paste the text around it."""
    given = _BETWEEN.sub("-", letters.plain(text[:40]).strip(_AROUND)).upper()
    return given if CASE_NUMBER.fullmatch(given) else None


# Their patterns and libraries take time to load, and few requests contain a link or a number.
def _links(text: str) -> list[str]:
    from chalicelib.pasted.link import links

    return links(text)


def _phone(text: str) -> str:
    from chalicelib.pasted.phone import phone

    return phone(text).written


LINE = Kind("line", letters.line)
PARAGRAPH = Kind("paragraph", letters.paragraph)
ADDRESS = Kind("not_an_email", address.address, reserved=True)
LINK = Kind("not_a_link", _links)
PHONE = Kind("not_a_phone_number", _phone)
CODE = Kind("missing", code.code)
ARTICLE = Kind("not_an_article", _formed(_ARTICLE))
PAGE = Kind("not_a_page", _formed(_PAGE))
SECTION = Kind("not_a_section", _formed(_SECTION))
COMMIT = Kind("not_a_commit", _formed(_COMMIT))
EVENT = Kind("wrong_type", _formed(_EVENT))
MOMENT = Kind("wrong_type", _moment)
DAY = Kind("wrong_type", _formed(_DAY))
LANGUAGE = Kind("not_a_language", language.language)
NUMBER = Kind("unknown_value", case_number)

# `Line` and `Paragraph` get their bound where they are used, in a Meta of their own.
Line = Annotated[str, LINE]
Paragraph = Annotated[str, PARAGRAPH]
Address = Annotated[str, ADDRESS, Meta(max_length=address.LONGEST, extra_json_schema={"format": "email"})]
Link = Annotated[str, LINK, Meta(max_length=LONGEST_LINK, extra_json_schema={"format": "uri"})]
Phone = Annotated[str, PHONE, Meta(max_length=40, description="with country code; stored as E.164, ;ext= behind it")]
Code = Annotated[str, CODE, Meta(min_length=1, max_length=20)]
ArticlePath = Annotated[str, ARTICLE, Meta(min_length=1, max_length=200, description="such as /no/sign-in/")]
PagePath = Annotated[str, PAGE, Meta(min_length=1, max_length=200, description="a page of this site, such as /no/")]
Section = Annotated[str, SECTION, Meta(max_length=200, description="the id of a heading")]
Commit = Annotated[str, COMMIT, Meta(max_length=64, description="hexadecimal digits, at least 7")]
EventId = Annotated[str, EVENT, Meta(min_length=1, max_length=8, description="id of the last event that was seen")]
Day = Annotated[str, DAY, Meta(min_length=10, max_length=10, description="a calendar day, 2024-03-05")]
Moment = Annotated[str, MOMENT, Meta(min_length=1, max_length=40, extra_json_schema={"format": "date-time"})]
Language = Annotated[str, LANGUAGE, Meta(min_length=2, max_length=language.LONGEST, description="BCP 47 language tag")]
CaseNumber = Annotated[str, NUMBER, Meta(max_length=20, description="such as V-7F3K-9Q2M")]
