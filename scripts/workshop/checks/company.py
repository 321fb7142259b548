"""The locales of company.toml name rules that the product has."""

from collections.abc import Iterator, Sequence

from workshop.checks.articles import languages
from workshop.site.languages.locales import LOCALES
from workshop.site.search.synonyms import ENDINGS

FILE = "company/company.toml"
RULES = {
    "stemmer": frozenset(ENDINGS),
    "word_parts": frozenset({"norwegian"}),  # word_parts.py
    "numbers": languages.NAMES,
}


def findings() -> Sequence[str]:
    """Each rule that is not there, with the file to change."""
    return list(_rules())


def _rules() -> Iterator[str]:
    for locale in LOCALES:
        for field, known in RULES.items():
            rule = getattr(locale, field)
            if rule is not None and rule not in known:
                names = ", ".join(sorted(known))
                yield f"{FILE}: locale {locale.id}: there is no {field} {rule!r}; there are {names}, or leave it out"
