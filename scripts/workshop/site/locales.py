"""The two languages: the locale names folders and addresses, the tag names the language to browsers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """One language of the site."""

    name: str  # folder under docs/ and includes/: "en", "no"
    tag: str  # html[lang], hreflang, Pagefind: "en", "nb"
    prefix: str  # what its addresses begin with: "", "no/"


ENGLISH = Locale("en", "en", "")
NORWEGIAN = Locale("no", "nb", "no/")
LOCALES = (ENGLISH, NORWEGIAN)
