"""
The words of the pages in a language: the product's, the company's in their place, and the first language's where a word
is missing.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from chalicelib.company import folder, toml_of
from chalicelib.errors import CompanyBroken
from workshop.policy.cldr import names_of
from workshop.site.languages.locales import COMPANY, FIRST, Locale
from workshop.site.trouble import SiteTrouble

WRITTEN_IN = "en"  # the language the product is written in, which has every word
NAMES = {"company": "name", "product": "product", "support_address": "support_address"}  # places that a build fills
_PLURALS = frozenset({"zero", "one", "two", "few", "many"})  # forms that not every language has (CLDR)

Words = Mapping[str, Any]


def words_of(root: Path, locale: Locale) -> Words:
    """
    Every word of a language, by section.

    Raises:
        SiteTrouble: the company's own words cannot be read.
    """
    whole = product_words(root, WRITTEN_IN)
    for one in dict.fromkeys((FIRST, locale)):
        whole = _merged(_merged(whole, translated(root, one)), own_words(one))
    filled: Words = _filled(whole)
    return filled


def _filled(words: Any) -> Any:
    """With the names of the company in their places."""
    if isinstance(words, Mapping):
        return {key: _filled(value) for key, value in words.items()}
    if isinstance(words, list | tuple):
        return [_filled(one) for one in words]
    if isinstance(words, str):
        for name in NAMES:
            words = words.replace(f"{{{name}}}", getattr(COMPANY, NAMES[name]))
    return words


def translated(root: Path, locale: Locale) -> Words:
    """The product's words in the language of a locale; nothing when it has none."""
    return next((product_words(root, name) for name in names_of(locale) if _file(root, name).is_file()), {})


def own_words(locale: Locale) -> Words:
    """The company's words in the place of the product's: `company/words/<locale>.toml`."""
    file = folder() / "words" / f"{locale.id}.toml"
    try:
        return toml_of(file, f"company/words/{file.name}") if file.is_file() else {}
    except CompanyBroken as error:
        raise SiteTrouble(*error.problems) from error


def product_words(root: Path, name: str) -> Words:
    """The words of one file of overrides/words."""
    file = _file(root, name)
    return _read(file, file.stat().st_mtime_ns)


def missing(root: Path, locale: Locale) -> list[str]:
    """The words that a language has neither of the product nor of the company, by their path."""
    has = dict(flat(_merged(translated(root, locale), own_words(locale))))
    plurals = {path.rpartition(".")[0] for path in has if path.rpartition(".")[2] in {*_PLURALS, "other"}}
    return [
        path
        for path, text in flat(product_words(root, WRITTEN_IN))
        if path not in has and text and not (path.rpartition(".")[2] in _PLURALS and path.rpartition(".")[0] in plurals)
    ]


def unknown(root: Path, locale: Locale) -> list[str]:
    """What the company's file says that no page asks for: most likely a typing mistake."""
    known = {path for path, _ in flat(product_words(root, WRITTEN_IN))}
    return [
        path for path, _ in flat(own_words(locale)) if path not in known and path.rpartition(".")[2] not in _PLURALS
    ]


def flat(words: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each sentence with its path: `inbox.reply.send`."""
    if isinstance(words, Mapping):
        for key, value in words.items():
            yield from flat(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(words, list | tuple):
        for number, value in enumerate(words):
            yield from flat(value, f"{prefix}[{number}]")
    else:
        yield prefix, str(words)


def _merged(under: Words, over: Words) -> Words:
    both = dict(under)
    for key, value in over.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return both


def _file(root: Path, name: str) -> Path:
    return root / "overrides" / "words" / f"{name}.html"


@cache
def _read(file: Path, _changed: int) -> Words:
    module: Any = Environment(autoescape=True).from_string(file.read_text("utf-8")).module
    words: Words = module.words
    return words
