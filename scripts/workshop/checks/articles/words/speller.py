"""Hunspell, asked once per language for all words of all articles."""

import subprocess
from collections.abc import Collection, Iterable, Mapping, Set
from shutil import which

from workshop.checks.articles.words.word_forms import near, parts
from workshop.site.languages.locales import LOCALES

PROGRAM = "hunspell"
DICTIONARIES = {locale.id: locale.dictionary for locale in LOCALES if locale.dictionary}
_PACKAGES = {"en_GB": "hunspell-en-gb", "nb_NO": "hunspell-no"}  # of Debian
SUGGEST_FOR = 40  # words; a writer fixes a few at a time


class NoSpeller(Exception):
    """There is no hunspell here, or not the dictionary; the message says what to do."""


class Speller:
    """One language. Words go in by the thousand: starting the program costs more than asking it."""

    def __init__(self, locale: str, own: Set[str]) -> None:
        self.locale, self.own = locale, own
        self.dictionary = DICTIONARIES[locale]
        self.compounds = any(one.word_parts for one in LOCALES if one.id == locale)

    def unknown(self, words: Collection[str]) -> set[str]:
        """Those words that neither the dictionary nor our own list knows."""
        asked = {word for word in words if word not in self.own and word.lower() not in self.own}
        left = self._refused(asked)
        return self._without_compounds(left) if self.compounds else left

    def suggestions(self, words: Collection[str], used: Collection[str]) -> Mapping[str, str]:
        """
        Suggestions for the first words: known words one typing error away, preferably those that our articles use.

        Hunspell's own suggestions take a second each in Norwegian, with its 330,000 words.
        """
        slips = {word: near(word) for word in sorted(words)[:SUGGEST_FOR]}
        every = {slip for near_ones in slips.values() for slip in near_ones}
        known = every - self._refused(every)
        found = {}
        for word, near_ones in slips.items():
            good = [slip for slip in near_ones if slip in known]
            if good := sorted(good, key=lambda slip: slip not in used and slip.lower() not in used)[:3]:
                found[word] = " or ".join(good)
        return found

    def _refused(self, words: Iterable[str]) -> set[str]:
        asked = set(words)
        # It takes some words apart before it answers (です of 文章です); what we did not ask about is no answer.
        return asked & set(self._run(asked).split())

    def _without_compounds(self, words: set[str]) -> set[str]:
        """Norwegian writes words together, ours too (`webhookadressen`): known parts make a known word."""
        ways = {word: list(parts(word, frozenset(self.own))) for word in words}
        every = {part for some in ways.values() for way in some for part in way}
        known = every - self._refused(part for part in every if part not in self.own)
        return {word for word in words if not any(known.issuperset(way) for way in ways[word])}

    def _run(self, words: Iterable[str]) -> str:
        if not which(PROGRAM):
            raise NoSpeller("hunspell is missing; on Debian: apt-get install hunspell hunspell-en-gb hunspell-no")
        done = subprocess.run([PROGRAM, "-l", "-d", self.dictionary, "-i", "utf-8"], text=True, encoding="utf-8",
                              input="\n".join(words) + "\n", capture_output=True, timeout=120, check=False)  # fmt: skip
        if done.returncode:
            package = _PACKAGES.get(self.dictionary, "the one of this dictionary")
            raise NoSpeller(f"hunspell has no {self.dictionary}; on Debian: apt-get install {package}")
        return done.stdout
