"""The languages of the site, from company.toml: the first is at /, and what others lack is taken from it."""

from datetime import date

from babel.dates import format_date

from chalicelib.company import Locale, shipped
from workshop.policy.cldr import cldr

__all__ = ["COMPANY", "FIRST", "LOCALES", "Locale", "cldr", "day_in_words", "language_in_words", "others"]

COMPANY = shipped()
LOCALES = COMPANY.locales
FIRST = COMPANY.first


def others(locale: Locale) -> tuple[Locale, ...]:
    """The other languages, in order."""
    return tuple(one for one in LOCALES if one is not locale)


def day_in_words(day: date, locale: Locale) -> dict[str, str]:
    """A day for machines and for readers."""
    return {"iso": day.isoformat(), "words": format_date(day, "long", locale=cldr(locale))}


def language_in_words(of: Locale, locale: Locale) -> str:
    """What readers of `locale` call the language of another locale: "engelsk"; its own name where CLDR has none."""
    return cldr(locale).languages.get(of.tag.replace("-", "_")) or cldr(locale).languages.get(of.tag[:2]) or of.name
