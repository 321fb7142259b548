"""
The sentences of our mails: one data file per language in `words/`, read once.

A sentence has named placeholders in braces. A table of sentences holds plural forms (`one`, `other`),
chosen by Babel with CLDR's rules for the language; `one` may spell the number as a word, because in our
languages it is used for 1 only (a test says so).
"""

import string
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"
_ALSO = {"no": "nb", "nn": "nb"}


class Sentences:
    """The sentences of one language, asked for by dotted name."""

    def __init__(self, tag: str, data: dict[str, Any]) -> None:
        self.tag = tag
        self._data = data

    def say(self, name: str, /, **values: str) -> str:
        """The sentence with its placeholders filled. The values are text, never templates."""
        sentence = self._find(name)
        if not isinstance(sentence, str):
            raise KeyError(f"{self.tag}: {name} is not one sentence")
        return string.Formatter().vformat(sentence, (), values)

    def count(self, name: str, amount: int, /) -> str:
        """The plural form that fits the amount; `{amount}` is the number as digits."""
        from babel import Locale  # late: it is only needed when a mail is composed

        form = Locale.parse(self.tag).plural_form(amount)
        forms = self._find(name)
        form = form if form in forms else "other"
        return self.say(f"{name}.{form}", amount=str(amount))

    def has(self, name: str) -> bool:
        """Whether there is such a sentence or table."""
        try:
            self._find(name)
        except KeyError:
            return False
        return True

    def _find(self, name: str) -> Any:
        found: Any = self._data
        for part in name.split("."):
            if not isinstance(found, dict) or part not in found:
                raise KeyError(f"{self.tag}: no words for {name}")
            found = found[part]
        return found


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Language tags we have words for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def sentences(language: str) -> Sentences:
    """The words for a language tag, `pt-BR` and the locale `no` too; English when we have none."""
    base = language.lower().replace("_", "-").split("-")[0]
    base = _ALSO.get(base, base)
    return _load(base if base in languages() else FALLBACK)


@cache
def _load(tag: str) -> Sentences:
    return Sentences(tag, tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8")))
