"""Spelling, offline; our own words are in vocabulary/, the company's in company/vocabulary/."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unicodedata import name

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article
from workshop.checks.articles.tree import Tree
from workshop.checks.articles.words.own_files import text_of
from workshop.checks.articles.words.speller import DICTIONARIES, Speller

# Not: names in capitals (HAR), with a digit (NC-4001), and with a capital inside (JavaScript).
_TOKEN = re.compile(r"[\w'’-]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def findings(tree: Tree) -> Iterator[Finding]:
    """
    Unknown words, with suggestions.

    Raises:
        NoSpeller: the program or a dictionary is not installed.
    """
    with ThreadPoolExecutor(len(DICTIONARIES) or 1) as pool:  # a process each, side by side
        for found in pool.map(lambda locale: _language(tree, locale), DICTIONARIES):
            yield from found


def own_words(root: Path, locale: str) -> frozenset[str]:
    """The words of vocabulary/ and company/vocabulary/: those of a language and of all. `#` begins a comment."""
    folders = (root / "vocabulary", root / "company" / "vocabulary")
    files = (folder / f"words.{name}.txt" for folder in folders for name in (locale, "both"))
    lines = (line for file in files if file.is_file() for line in text_of(root, file).split("\n"))
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _language(tree: Tree, locale: str) -> Sequence[Finding]:
    places: dict[str, list[tuple[Article, int]]] = {}
    for article in tree.articles.values():
        if article.locale == locale:
            for number, text in article.prose:
                for word in set(_words(text)):
                    places.setdefault(word, []).append((article, number))
    speller = Speller(locale, own_words(tree.root, locale))
    unknown = speller.unknown(places)
    meant = speller.suggestions(unknown, places) if unknown else {}
    return [
        Finding(article.path, number, Level.ERROR, f"is {word} spelled right?" + _hint(meant.get(word), locale))
        for word in unknown for article, number in places[word] if not article.allows(number, "spelling")
    ]  # fmt: skip


def _words(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        if any(letter.isdigit() for letter in token):
            continue
        for word in _WORD.findall(token):
            if len(word) > 1 and word[1:] == word[1:].lower() and _latin(word):
                yield word.replace("’", "'")


def _latin(word: str) -> bool:
    """Whether a dictionary of ours can know it: a word in Japanese or Arabic is a quotation."""
    return word.isascii() or all(name(letter, "").startswith("LATIN") for letter in word if letter not in "'’")


def _hint(meant: str | None, locale: str) -> str:
    return f" Perhaps {meant}." if meant else f" If it is, add it to company/vocabulary/words.{locale}.txt."
