"""
Numbers, dates and times as two languages write them, brought to one form so that they can be compared.

`10,000` in English is `10 000` in Norwegian, `1.5` is `1,5`, `5 March 2024` is `5. mars 2024`, `5 pm` is `17.00`.
Words count too where the other language has digits: "five minutes" is as good as «5 minutter».
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from workshop.site.languages.locales import LOCALES

MONTHS = {
    "english": ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"),
    "norwegian": ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
           "november", "desember"),
}  # fmt: skip
WORDS = {
    "english": {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
           "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
    "norwegian": {"en": 1, "én": 1, "ett": 1, "ei": 1, "to": 2, "begge": 2, "tre": 3, "fire": 4, "fem": 5,
           "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12},
}  # fmt: skip
# "Every ten minutes" is «hvert tiende minutt»; alone they can be part of a name ("third-party").
ORDINALS = {
    "english": ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "norwegian": ("tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende"),
}
_MONTH = {rule: "|".join(names) for rule, names in MONTHS.items()}
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = {
    "english": (
        re.compile(r"\b(?P<version>\d+(?:\.\d+){2,})\b"),
        re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
        re.compile(rf"\b{_DAY} (?P<name>{_MONTH['english']})\b(?:,? (?P<y>\d{{4}}))?", re.IGNORECASE),
        re.compile(rf"\b(?P<name>{_MONTH['english']}) {_DAY}\b(?:, (?P<y>\d{{4}}))?", re.IGNORECASE),
        re.compile(r"\b(?P<h>\d{1,2})(?:[:.](?P<min>\d{2}))? ?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE),
        re.compile(r"\b(?P<h>\d{1,2}):(?P<min>\d{2})\b"),
        re.compile(r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"),
    ),
    "norwegian": (
        re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
        re.compile(rf"\b(?P<d>\d{{1,2}})\. ?(?P<name>{_MONTH['norwegian']})\b(?: (?P<y>\d{{4}}))?", re.IGNORECASE),
        re.compile(r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b"),
        re.compile(r"\b(?P<version>\d+(?:\.\d{1,2}){2,})\b(?!\d)"),
        re.compile(r"\b(?:kl\.?|klokken|klokka) ?(?P<h>\d{1,2})(?:[:.](?P<min>\d{2}))?\b", re.IGNORECASE),
        re.compile(r"\b(?P<h>\d{1,2}):(?P<min>\d{2})\b|\b(?P<h2>\d{2})\.(?P<min2>\d{2})\b(?!\.?\d)"),
        re.compile(r"(?P<n>\d{1,3}(?:[ \u00a0\u2009\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.]\d+)?)"),
    ),
}  # fmt: skip
_NAME = re.compile(r"\d+\.\d{1,2}")  # SAML 2.0 is called so in Norwegian, too
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Quantity:
    value: str  # in one form for all languages: 10000, 1.5, 2024-03-05, --03-05 (without a year), 17:00
    written: str  # as written in the text


def rule_of(locale: str) -> str | None:
    """The rules by which a locale writes numbers, as company.toml names them; None where there are none."""
    rule = next((one.numbers for one in LOCALES if one.id == locale), None)
    return rule if rule in _PATTERNS else None


def quantities(text: str, locale: str) -> list[Quantity]:
    """Every number, date and time of a text; nothing in a locale without rules."""
    rule = rule_of(locale)
    if rule is None or not _DIGIT.search(text):
        return []
    found = []
    for pattern in _PATTERNS[rule]:
        for match in pattern.finditer(text):
            found.append(Quantity(_value(match, rule), match[0].strip()))
            # Blanked out: a day of a date is not also a number. Same length, so that other positions stay right.
            text = text[: match.start()] + "\N{WHITE SQUARE}" * (match.end() - match.start()) + text[match.end() :]
    return found


def spelled(text: str, locale: str) -> tuple[set[str], set[str]]:
    """Numbers written as words, and as ordinals; nothing in a locale without rules."""
    rule = rule_of(locale)
    if rule is None:
        return set(), set()
    found = set(_WORD.findall(text.lower()))
    words = {str(number) for word, number in WORDS[rule].items() if word in found}
    return words, {str(number) for number, word in enumerate(ORDINALS[rule], 3) if word in found}


def _value(match: re.Match[str], rule: str) -> str:
    part = match.groupdict()
    if "version" in part:
        return str(part["version"])
    if "n" in part:
        return _plain(part["n"], rule)
    if "d" in part:
        month = MONTHS[rule].index(part["name"].lower()) + 1 if "name" in part else int(part["m"])
        return f"{part['y'] or '-'}-{month:02}-{int(part['d']):02}"
    hour, minute = int(part["h"] or part["h2"]), int(part["min"] or part.get("min2") or 0)
    if half := part.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _plain(written: str, rule: str) -> str:
    if rule == "norwegian" and _NAME.fullmatch(written):
        rule = "english"
    groups, point = (",", ".") if rule == "english" else (" \u00a0\u2009\u202f.", ",")
    plain = "".join(letter for letter in written if letter not in groups).replace(point, ".")
    return f"{Decimal(plain).normalize():f}"
