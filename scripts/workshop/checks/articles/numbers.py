"""
Numbers, dates and times as languages write them, brought to one form so that they can be compared.

`10,000` in English is `10 000` in Norwegian, `1.5` is `1,5`, `5 March 2024` is `5. mars 2024`, `5 pm` is `17.00`.
Words count too where the other language has digits: "five minutes" is as good as «5 minutter». How a language writes is
in languages/.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from workshop.checks.articles.languages import NAMES, Rules, rules
from workshop.site.languages.locales import LOCALES

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Quantity:
    value: str  # in one form for all languages: 10000, 1.5, 2024-03-05, --03-05 (without a year), 17:00
    written: str  # as written in the text


def rules_of(locale: str) -> Rules | None:
    """How a locale writes numbers, as company.toml names it; None where there are no rules."""
    name = next((one.numbers for one in LOCALES if one.id == locale), None)
    return rules(name) if name in NAMES else None


def quantities(text: str, locale: str) -> list[Quantity]:
    """Every number, date and time of a text; nothing in a locale without rules."""
    language = rules_of(locale)
    if language is None or not _DIGIT.search(text):
        return []
    found = []
    for pattern in language.patterns:
        for match in pattern.finditer(text):
            found.append(Quantity(_value(match, language), match[0].strip()))
            # Blanked out: a day of a date is not also a number. Same length, so that other positions stay right.
            text = text[: match.start()] + "\N{WHITE SQUARE}" * (match.end() - match.start()) + text[match.end() :]
    return found


def spelled(text: str, locale: str) -> tuple[set[str], set[str]]:
    """Numbers written as words, and as ordinals; nothing in a locale without rules."""
    language = rules_of(locale)
    if language is None:
        return set(), set()
    found = set(_WORD.findall(text.lower()))
    words = {str(number) for word, number in language.words.items() if word in found}
    return words, {str(number) for number, word in enumerate(language.ordinals, 3) if word in found}


def _value(match: re.Match[str], language: Rules) -> str:
    part = match.groupdict()
    if "version" in part:
        return str(part["version"])
    if "n" in part:
        return _plain(part["n"], language)
    if "d" in part:
        month = language.months.index(part["name"].lower()) + 1 if "name" in part else int(part["m"])
        return f"{part['y'] or '-'}-{month:02}-{int(part['d']):02}"
    hour, minute = int(part["h"] or part["h2"]), int(part["min"] or part.get("min2") or 0)
    if half := part.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _plain(written: str, language: Rules) -> str:
    if language.names and language.names.fullmatch(written):
        return f"{Decimal(written).normalize():f}"
    plain = "".join(letter for letter in written if letter not in language.groups).replace(language.point, ".")
    return f"{Decimal(plain).normalize():f}"
