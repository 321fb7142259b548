"""A phone number that somebody can be called at: from a letterhead, a contact list, a spreadsheet or a `tel:` link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from chalicelib.pasted import NotUnderstood
from chalicelib.pasted.letters import plain, with_digits, without_markup

LONGEST = 200  # characters before reading, with names and remarks around the number

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u207b\u30fc\u2500\ufe58\ufe63~\u301c_", "-"),
        **dict.fromkeys("\u207a\u2795\ufe62\ufb29", "+"),
        **dict.fromkeys("\u00b7\u2022\u2027\u30fb\u2219\u22c5", "."),
        **dict.fromkeys("\u2044\u2215", "/"),
        **dict.fromkeys("\uff0c\u3001", ","),
        **dict.fromkeys("[{\u3010\u3014", "("),
        **dict.fromkeys("]}\u3011\u3015", ")"),
    }
)
_SCHEME = re.compile(r"(?:tel|callto|sms|phone)\s*:\s*(?://)?", re.IGNORECASE)
_CONTEXT = re.compile(r";\s*phone-context=(\+\d{1,3})(?=;|$)", re.IGNORECASE)
_PARAMETER = re.compile(r";\s*(?!ext=)[a-z-]+=[^;]*", re.IGNORECASE)
_WHATSAPP = re.compile(r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com/send\?phone=)/?\+?(?=\d)", re.IGNORECASE)
_LINE = (  # words for an extension
    r"(?:ext(?:ension|n)?|x|int(?:ern)?(?:nr)?|linje|lokal|lok|ankn|durchwahl|dw|poste|anexo|ramal|toestel)\b"
)
_EXTENSION = re.compile(
    rf"[ ();.:,-]*(?:;ext=|,+|#|\b{_LINE}|доб|内線|내선|分机|转)[ .:#=]*(\d{{1,10}})\b#?", re.IGNORECASE
)
# Opening hours behind a number: (09:00-16:00), (Mo-Fr 9-17 Uhr), man-fre 8.30-16. Without a word they may be digits.
_DAYS, _HOUR = rf"\b(?!{_LINE})[^\W\d_]{{2,}}\.?(?:-[^\W\d_]{{2,}}\.?)?,? ?", r"(?:[01]?\d|2[0-4])(?:[.:]\d\d)?"
_HOURS = re.compile(rf"\([^()]*\d:\d\d[^()]*\)|\(?{_DAYS}{_HOUR} ?- ?{_HOUR}(?: [^\W\d_]+\.?)?\)?$")
_PLUS, _FIRST = re.compile(r"\+[ ().-]*\d"), re.compile(r"\(? ?\d")
_NUMBER = re.compile(r"\+?[\d ()./-]*\d")
_JOINED = re.compile(r"(?<=[\d )(])(x|ext|#)(?=[ .:]*\d{1,10}\D*$)", re.IGNORECASE)  # 55x12, 55 x12
_WORD = re.compile(r"[ -]?[A-Za-z][A-Za-z-]*")  # 1-800-FLOWERS
_LEADING_ZERO = re.compile(r"\( *0 *\)")

# What is dialled before a country code where there is no plus: most of the world, North America, Japan and Korea,
# Australia, Russia. All but 00 also begin numbers inside some country, so those are believed only before a whole
# number of at least ten digits that exists.
_EVERYWHERE, _ELSEWHERE = "00", ("011", "010", "0011", "810")
_SURE = 10


@dataclass(frozen=True)
class Number:
    """
    Attributes:
        written: E.164, and `;ext=12` behind it (RFC 3966) when there is an extension: what a `tel:` link takes.
        country: ISO 3166 code, `001` for numbers of no country, such as those of satellites.
        kind: what calling it costs: `premium_rate`, `shared_cost`, or `other`.
    """

    written: str
    country: str
    kind: str


def phone(text: str) -> Number:
    """
    The one number in a text.

    Raises:
        NotUnderstood: `not_a_phone_number`; `phone_without_country` when it does not say in which country it is, which
            nobody guesses: a wrong guess calls a stranger; `several_phone_numbers`.
    """
    if len(text) > LONGEST:
        raise NotUnderstood("not_a_phone_number")
    clean = _HOURS.sub(" ", _WHATSAPP.sub("+", with_digits(plain(without_markup(text))).translate(_SIGNS)))
    try:
        return _read(clean)
    except NotUnderstood as refusal:
        if refusal.code == "several_phone_numbers" and (same := _repeated(clean)):
            return same
        raise


def _repeated(text: str) -> Number | None:
    """The number, when it appears twice, as in a contact list or a signature; None when the two differ."""
    pieces = [piece for piece in re.split(r"(?=\+)", text) if any(c.isdigit() for c in piece)]
    try:
        found = {_read(piece) for piece in pieces}
    except NotUnderstood:
        return None
    return found.pop() if len(found) == 1 else None


def _read(text: str) -> Number:
    number, extension, word = _parts(text)
    import phonenumbers as library  # here: a request without a number does not pay for it

    found = _dialable(library, number, word)
    written = library.format_number(found, library.PhoneNumberFormat.E164)
    country = library.region_code_for_number(found) or library.region_code_for_country_code(found.country_code)
    dear = {library.PhoneNumberType.PREMIUM_RATE: "premium_rate", library.PhoneNumberType.SHARED_COST: "shared_cost"}
    kind = dear.get(library.number_type(found), "other")
    return Number(written + (f";ext={extension}" if extension else ""), country, kind)


def _parts(text: str) -> tuple[str, str, str]:
    """The number as it is written, its extension, and the word in place of its last digits."""
    if scheme := _SCHEME.match(text):
        text = unquote(text[scheme.end() :])
    if context := _CONTEXT.search(text):
        text = f"{context[1]} {text}"
    text = _JOINED.sub(lambda found: f" {found[1]} ", _PARAMETER.sub("", text))
    begin = _PLUS.search(text) or _FIRST.search(text)
    if not begin:
        raise NotUnderstood("not_a_phone_number")
    if sum(c.isdigit() for c in text[: begin.start()]) > 2:  # "Mobile 2: +47 …" is a label
        raise NotUnderstood("several_phone_numbers")
    rest = text[begin.start() :]
    number = _NUMBER.match(rest)
    if not number:
        raise NotUnderstood("not_a_phone_number")
    after, extension, word = rest[number.end() :], "", ""
    if ext := _EXTENSION.match(after):
        extension, after = ext[1], after[ext.end() :]
    elif (letters := _WORD.fullmatch(after)) and len(re.sub(r"\D", "", number[0])) <= 7:
        word = letters[0]
    if any(c.isdigit() for c in after):
        raise NotUnderstood("several_phone_numbers" if "+" in after else "not_a_phone_number")
    return number[0], extension, word


def _dialable(library: Any, number: str, word: str) -> Any:
    """The candidate that exists, or else the first that could."""
    possible = None
    for digits, unsure in _candidates(number):
        try:
            found = library.parse(f"+{digits}{word}", None)
        except library.NumberParseException:
            continue
        if library.is_valid_number(found):
            return found
        fits = library.is_possible_number_with_reason(found) == library.ValidationResult.IS_POSSIBLE
        possible = possible or (found if fits and not unsure else None)
    if possible is None:
        begins = number.lstrip(" (").startswith(("+", _EVERYWHERE))
        enough = sum(c.isdigit() for c in number) >= 5
        raise NotUnderstood("phone_without_country" if enough and not begins else "not_a_phone_number")
    return possible


def _candidates(number: str) -> Iterator[tuple[str, bool]]:
    """Digits from the country code on, likeliest first, and whether only an existing number will do."""
    for written in dict.fromkeys((_LEADING_ZERO.sub("", number), number)):
        digits = re.sub(r"\D", "", written)
        if "+" in written:
            yield digits.removeprefix(_EVERYWHERE), False
            continue
        if digits.startswith(_EVERYWHERE):
            yield digits.removeprefix(_EVERYWHERE), False
        for prefix in _ELSEWHERE:
            if digits.startswith(prefix) and len(digits) - len(prefix) >= _SURE:
                yield digits.removeprefix(prefix), True
