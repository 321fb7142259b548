"""
Words that mean the same to somebody who searches: `vocabulary/synonyms.<locale>.txt` and the
company's own in `company/vocabulary/`, a group on each line.

A line has base forms; endings are added by rule. The rule makes a few forms that do not exist, and nobody types them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.company import folder
from workshop.site.languages.locales import Locale
from workshop.site.pages.page import Unreadable, decoded
from workshop.site.trouble import SiteTrouble

FOLDER = Path(__file__).parents[4] / "vocabulary"
TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Possible endings of a word, and those that can replace an `e` at its end.
ENDINGS = {
    "norwegian": (
        ("s", "n", "t", "r", "a", "e", "en", "et", "er", "ne", "ene", "te", "de"),
        ("a", "t", "te", "ede", "ing"),
    ),
    "english": (("s", "es", "d", "ed", "ing"), ("ing",)),
}
# A short word with an ending is often another word.
SHORTEST = 3
LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Synonyms:
    """The groups of a language, by each form of each of their members."""

    groups: dict[str, frozenset[str]]
    begins: frozenset[str]  # the first words of all forms

    @classmethod
    def of(cls, lines: Iterable[str], locale: Locale, name: str = "synonyms") -> "Synonyms":
        """From the lines of a file; `name` is said when one of them is wrong."""
        groups: dict[str, set[str]] = defaultdict(set)
        for number, line in enumerate(lines, 1):
            members = [" ".join(TOKEN.findall(one.lower())) for one in line.split("#")[0].split(",")]
            if members == [""]:
                continue
            if len(set(members)) < 2 or "" in members or len(set(members)) < len(members):
                raise SiteTrouble(f"{name}:{number}: a line needs two different words or more, with commas between")
            for member in members:
                for form in _forms(member, locale):
                    groups[form].update(members)
        return cls.from_groups(groups)

    @classmethod
    def from_groups(cls, groups: Mapping[str, Iterable[str]]) -> "Synonyms":
        """From forms with the members of their groups."""
        begins = frozenset(form.partition(" ")[0] for form in groups)
        return cls({form: frozenset(members) for form, members in groups.items()}, begins)

    def for_phrase(self, phrase: str) -> set[str]:
        """Other words that people type for the words of a phrase, without the phrase's own."""
        said = set(_runs(TOKEN.findall(phrase.lower()), self.begins))
        return set().union(*(self.groups[form] for form in said if form in self.groups)) - said


@cache
def synonyms(locale: Locale) -> Synonyms:
    """Those of a language."""
    name = f"synonyms.{locale.id}.txt"
    groups: dict[str, set[str]] = defaultdict(set)
    for shown, place in (("vocabulary", FOLDER), ("company/vocabulary", folder() / "vocabulary")):
        if not (place / name).is_file():
            continue
        try:
            lines = decoded((place / name).read_bytes()).split("\n")
        except Unreadable as error:
            raise SiteTrouble(f"{shown}/{name}:{error.line}: {error}") from None
        for form, members in Synonyms.of(lines, locale, f"{shown}/{name}").groups.items():
            groups[form] |= members
    return Synonyms.from_groups(groups)


def _runs(words: list[str], begins: frozenset[str]) -> Iterator[str]:
    """Adjacent words of the list that can be a form of a group's phrase."""
    for start, word in enumerate(words):
        if word not in begins:
            continue
        for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
            yield " ".join(words[start:end])


def _forms(member: str, locale: Locale) -> set[str]:
    """The member, and with endings on its first or its last word: `logger inn`, `ny ansatte`."""
    first, *rest = member.split(" ")
    if not rest:
        return forms(first, locale)
    *begin, last = member.split(" ")
    return {" ".join([form, *rest]) for form in forms(first, locale)} | {
        " ".join([*begin, form]) for form in forms(last, locale)
    }


def forms(word: str, locale: Locale) -> set[str]:
    """A word in its base form and with its possible endings."""
    if len(word) < SHORTEST or word[-1].isdigit() or locale.stemmer not in ENDINGS:
        return {word}
    after, instead = ENDINGS[locale.stemmer]
    forms = {word} | {word + ending for ending in after}
    if word.endswith("e"):
        forms |= {word[:-1] + ending for ending in instead}
    if locale.stemmer == "english":
        if word.endswith("y"):
            forms |= {word[:-1] + "ies", word[:-1] + "ied"}
        forms |= {word + word[-1] + "ing", word + word[-1] + "ed"}  # stop, stopping
    return forms
