"""
The words of the pages: every language of the product has the same, with the same places for names and numbers.

A company's language may lack words: its readers get those of the first language, and `lacking` lists them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workshop.site.languages.locales import LOCALES as SITE_LOCALES
from workshop.site.languages.words import WRITTEN_IN, Words, flat, missing, own_words, product_words, unknown, words_of

__all__ = ["LOCALES", "findings", "flat", "lacking", "read"]

LOCALES = tuple(locale.id for locale in SITE_LOCALES)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def findings(root: Path) -> Sequence[str]:
    """Keys that only one language has, empty words, placeholders that differ, words that nothing reads."""
    return [*_product(root), *_company(root)]


def lacking(root: Path) -> Mapping[str, Sequence[str]]:
    """Locale -> the words that its readers see in the first language."""
    found = {locale.id: missing(root, locale) for locale in SITE_LOCALES}
    return {locale: paths for locale, paths in found.items() if paths}


def read(root: Path, locale: str) -> Words:
    """The words of a locale, by section."""
    return words_of(root, next(one for one in SITE_LOCALES if one.id == locale))


def _product(root: Path) -> Iterator[str]:
    names = sorted(file.stem for file in (root / "overrides" / "words").glob("*.html"))
    texts = {name: dict(flat(product_words(root, name))) for name in names}
    for other in names:
        if other == WRITTEN_IN:
            continue
        yield from (
            f"overrides/words/{other}.html: {key} is empty" for key, text in texts[other].items() if not text.strip()
        )
        for key in sorted(set(texts[WRITTEN_IN]) ^ set(texts[other])):
            if not _plural_form(key):
                yield f"overrides/words/{other if key in texts[WRITTEN_IN] else WRITTEN_IN}.html: {key} is missing"
        yield from _places(f"overrides/words/{other}.html", texts[other], texts[WRITTEN_IN])


def _company(root: Path) -> Iterator[str]:
    theirs = dict(flat(product_words(root, WRITTEN_IN)))
    for locale in SITE_LOCALES:
        file = f"company/words/{locale.id}.toml"
        yield from (f"{file}: nothing reads {key}" for key in unknown(root, locale))
        yield from _places(file, dict(flat(own_words(locale))), theirs)


def _places(file: str, texts: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[str]:
    for key in sorted(set(texts) & set(theirs)):
        if set(_PLACEHOLDER.findall(texts[key])) != set(_PLACEHOLDER.findall(theirs[key])):
            yield f"{file}: {key} has other placeholders than {WRITTEN_IN}"


def _plural_form(key: str) -> bool:
    """Languages have different plural forms (CLDR), so those keys may differ."""
    return key.rpartition(".")[2] in ("zero", "one", "two", "few", "many")
