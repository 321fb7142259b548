"""
The sentences of our mails: one data file per language in `words/`, read once.

What a company says otherwise, or in a language that the product has no words for, is in its own folder:
`words/mails.<tag>.toml`. Such a file replaces sentences one by one.

A sentence has named placeholders in braces. A table of sentences holds plural forms (`one`, `other`),
chosen by Babel with CLDR's rules for the language; `one` may spell the number as a word, because in our
languages it is used for 1 only (a test says so).
"""

import string
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.company import folder, shipped, toml_of

_PRODUCT = Path(__file__).parent / "words"
_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_READ_AS = {"no": "nb", "nn": "nb"}  # tags of languages, not of pages: Norwegian in general, and Nynorsk, read Bokmål


class Sentences:
    """The sentences of one language, asked for by dotted name."""

    def __init__(self, tag: str, data: dict[str, Any]) -> None:
        self.tag = tag
        self.data = data

    def say(self, name: str, /, **values: str) -> str:
        """The sentence with its placeholders filled. The values are text, never templates."""
        sentence = self._find(name)
        if not isinstance(sentence, str):
            raise KeyError(f"{self.tag}: {name} is not one sentence")
        return string.Formatter().vformat(sentence, (), values)

    def count(self, name: str, amount: int, /) -> str:
        """The plural form that fits the amount; `{amount}` is the number as digits."""
        from babel import Locale  # late: it is only needed when a mail is composed

        form = Locale.parse(self.tag, sep="-").plural_form(amount)
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
        found: Any = self.data
        for part in name.split("."):
            if not isinstance(found, dict) or part not in found:
                raise KeyError(f"{self.tag}: no words for {name}")
            found = found[part]
        return found


def languages() -> tuple[str, ...]:
    """Language tags we have words for: the product's, and the company's own."""
    return tuple(sorted(_files()))


def problems(tags: Iterable[str]) -> Iterator[str]:
    """
    What is missing for mails in these languages, such as those of support: a file, or sentences that others have.

    Files of a tag that CLDR does not know are named, too: their language has no plural forms.
    """
    from babel import Locale, UnknownLocaleError  # late, as in `count`

    for tag in _files():
        try:
            Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            yield f"words/mails.{tag}.toml: {tag!r} is no language of CLDR, which says how it counts, such as 'pt-BR'"
    full = {name for tag in _files() for name in _names(_load(tag).data)}
    for tag in tags:
        ours = _spelled(tag)
        if ours is None:
            yield f"words/mails.{tag}.toml: is missing in the company's folder; mails in {tag} have no words"
            continue
        lacking = sorted(full - _names(_load(ours).data))
        yield from (f"words/mails.{ours}.toml: {name} is missing" for name in lacking)


def sentences(language: str) -> Sentences:
    """
    The words for a language tag: of this tag, or of its language in any region (`pt-BR` has those of `pt`).

    A language of no words of ours, as a profile may have, gets those of the site's first locale.
    """
    return _load(_spelled(language) or _spelled(shipped().first.tag) or languages()[0])


def _spelled(language: str) -> str | None:
    """The tag of our words for a language."""
    ours = {tag.lower(): tag for tag in _files()}
    asked = language.lower().replace("_", "-")
    base = asked.split("-")[0]
    return next((ours[tag] for tag in (asked, base, _READ_AS.get(base)) if tag in ours), None)


@cache
def _files() -> dict[str, tuple[Path, ...]]:
    """Language tag -> its files, the product's first."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(_PRODUCT.glob("*.toml")):
        found[path.stem] = (path,)
    for path in sorted((folder() / "words").glob("mails.*.toml")):
        tag = path.name.split(".")[1]
        found[tag] = (*found.get(tag, ()), path)
    return found


@cache
def _load(tag: str) -> Sentences:
    data: dict[str, Any] = {}
    for path in _files()[tag]:
        _merge(data, toml_of(path, f"words/{path.name}"))
    return Sentences(tag, data)


def _merge(into: dict[str, Any], other: dict[str, Any]) -> None:
    for name, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value


def _names(data: Mapping[str, Any], before: str = "") -> set[str]:
    """The dotted names of sentences; a table of plural forms is one."""
    found: set[str] = set()
    for name, value in data.items():
        if isinstance(value, dict) and not value.keys() <= _PLURALS:
            found |= _names(value, f"{before}{name}.")
        else:
            found.add(f"{before}{name}")
    return found
