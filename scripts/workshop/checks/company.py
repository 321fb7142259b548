"""The company's files agree with each other, and its locales name rules that the product has."""

from collections.abc import Iterator, Sequence

from chalicelib.policy import shipped as shipped_policy
from workshop.checks.articles.numbers import MONTHS
from workshop.site.locales import COMPANY, LOCALES
from workshop.site.synonyms import ENDINGS

FILE = "company/company.toml"
RULES = {
    "stemmer": frozenset(ENDINGS),
    "word_parts": frozenset({"norwegian"}),  # word_parts.py
    "numbers": frozenset(MONTHS),
}


def findings() -> Sequence[str]:
    """Each contradiction, with the file to change."""
    return [*_agreement(), *_rules()]


def _agreement() -> Iterator[str]:
    vendor = shipped_policy().vendor
    for field, ours in (("support_address", [COMPANY.support_address]), ("name", [COMPANY.name, COMPANY.product])):
        if vendor[field] not in ours:
            yield f"company/policy.toml: vendor: {field} is {vendor[field]!r}, but {FILE} says {' or '.join(ours)}"


def _rules() -> Iterator[str]:
    for locale in LOCALES:
        for field, known in RULES.items():
            rule = getattr(locale, field)
            if rule is not None and rule not in known:
                names = ", ".join(sorted(known))
                yield f"{FILE}: locale {locale.id}: there is no {field} {rule!r}; there are {names}, or leave it out"
