"""The words of the pages: the same keys and the same placeholders in every locale."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment

from workshop.site.locales import LOCALES as SITE_LOCALES

LOCALES = tuple(locale.name for locale in SITE_LOCALES)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def findings(root: Path) -> Sequence[str]:
    """Keys that only one locale has, empty words, and placeholders that differ."""
    texts = {locale: dict(flat(read(root, locale))) for locale in LOCALES}
    first, *others = LOCALES
    found: list[str] = []
    for other in others:
        # A sentence can be unused in the first locale (it has no fallback pages), but not in another.
        found += [
            f"overrides/words/{other}.html: {key} is empty" for key, text in texts[other].items() if not text.strip()
        ]
        for key in sorted(set(texts[first]) ^ set(texts[other])):
            missing = other if key in texts[first] else first
            if not _plural_form(key):
                found.append(f"overrides/words/{missing}.html: {key} is missing")
        for key in sorted(set(texts[first]) & set(texts[other])):
            if set(_PLACEHOLDER.findall(texts[first][key])) != set(_PLACEHOLDER.findall(texts[other][key])):
                found.append(f"overrides/words/{other}.html: {key} has other placeholders than {first}")
    return found


def read(root: Path, locale: str) -> Mapping[str, Any]:
    """The words of a locale, by section."""
    source = (root / "overrides" / "words" / f"{locale}.html").read_text("utf-8")
    module: Any = Environment(autoescape=True).from_string(source).module
    words: Mapping[str, Any] = module.words
    return words


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


def _plural_form(key: str) -> bool:
    """Languages have different plural forms (CLDR), so those keys may differ."""
    return key.rpartition(".")[2] in ("zero", "one", "two", "few", "many")
