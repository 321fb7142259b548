"""
Help for Norwegian words that Pagefind cannot split or fold.

`støtte` should find `kundestøtte`, and `stotte` should find `støtte`. A first version without a dictionary: a long word
is split where it begins with another word of this site. A wrong cut adds a word that nobody searches for.
"""

import html
import re
from collections.abc import Iterable
from functools import cache, lru_cache

WORD = re.compile(r"[^\W\d_]{3,}")
HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
TAG = re.compile(r"<[^>]+>")
ENDINGS = ("ene", "er", "en", "et", "e", "s")
SHORTEST_PART = 4
# A rest that is no word of this site must be longer than the endings of Norwegian.
SHORTEST_UNKNOWN = 6
# Letters that can join two parts: arbeid-s-dag, barn-e-hage.
LINKS = "se"
FOLDS = (str.maketrans("æøå", "eoa"), str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))


@lru_cache(maxsize=256)
def _text(markup: str) -> str:
    # Kept for a moment: the same piece is asked for its words, then for those with a hyphen.
    return html.unescape(TAG.sub(" ", markup)).lower()


@lru_cache(maxsize=100_000)
def words_of(markup: str) -> frozenset[str]:
    """The words of a piece of HTML, in lower case. Kept: an index asks for those of each section twice."""
    return frozenset(WORD.findall(_text(markup)))


def hyphened(markup: str) -> set[str]:
    """Those that are written with a hyphen: `api-nøkkel`."""
    if "-" not in markup:
        return set()
    # The pattern starts at every letter, so it only gets text that can match.
    return set(HYPHENED.findall(" ".join(word for word in _text(markup).split() if "-" in word)))


def stems(words: Iterable[str]) -> frozenset[str]:
    """The words, and the words without their endings; what a part must be one of."""
    found = set(words)
    found |= {word[: -len(ending)] for word in found for ending in ENDINGS if word.endswith(ending)}
    return frozenset(word for word in found if len(word) >= SHORTEST_PART)


@cache
def parts(word: str, known: frozenset[str]) -> set[str]:
    """The words a compound is made of: `kundestøtte` gives `kunde` and `støtte`."""
    cuts = [(word[:cut], word[cut:]) for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    begun = [(first, last) for first, last in cuts if first in known or (first[-1] in LINKS and first[:-1] in known)]
    # `kunde` and `behandler` are meant, so `kund` and `ebehandler` are not.
    whole = [(first, last) for first, last in begun if last in known]
    found = set()
    for first, last in whole or [(first, last) for first, last in begun if len(last) >= SHORTEST_UNKNOWN]:
        found |= {first, last} | parts(last, known)
    return found


def vocabulary(words: Iterable[str]) -> frozenset[str]:
    """The stems a compound may be made of, including those that occur only inside compounds."""
    words = set(words)
    known = stems(words)
    return known | stems(part for word in words for part in parts(word, known))


@cache
def folds(word: str) -> frozenset[str]:
    """How people write the word without æ, ø and å: `stotte`, `stoette`. That `å` is `a` Pagefind knows itself."""
    return frozenset(word.translate(fold) for fold in FOLDS) - {word, word.replace("å", "a")}


def folded(words: Iterable[str]) -> set[str]:
    """All foldings of some words."""
    return set().union(*(folds(word) for word in words if not word.isascii()))


def parts_in(words: Iterable[str], known: frozenset[str]) -> set[str]:
    """The parts of the compounds among some words."""
    words = set(words)
    return {part for word in words if len(word) >= 2 * SHORTEST_PART for part in parts(word, known)} - words
