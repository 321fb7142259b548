"""The two languages: the locale names folders and addresses, the tag names the language to browsers."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date


@dataclass(frozen=True)
class Locale:
    """One language of the site."""

    name: str  # folder under docs/ and includes/: "en", "no"
    tag: str  # html[lang], hreflang, Pagefind: "en", "nb"
    prefix: str  # what its addresses begin with: "", "no/"


ENGLISH = Locale("en", "en", "")
NORWEGIAN = Locale("no", "nb", "no/")
LOCALES = (ENGLISH, NORWEGIAN)

# As in the policy's tables: dates of the English pages are European, like the vendor.
_DATES = {"en": "en_GB", "no": "nb"}


def day_in_words(day: date, locale: Locale) -> dict[str, str]:
    """A day for machines and for readers."""
    return {"iso": day.isoformat(), "words": format_date(day, "long", locale=_DATES[locale.name])}
