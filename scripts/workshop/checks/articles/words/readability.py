"""How hard a page is to read: LIX, the Nordic measure, and sentences that are too long. Hints only."""

import re
from collections.abc import Iterator

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article

LIX = 50  # from 50 on "hard", as in official reports; a newspaper has about 45
WORDS_A_SENTENCE = 30
ENOUGH = 80  # words; LIX says nothing about a page of a few lines
LONG = 6  # letters; a word with more counts as long
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.!?:](?:\s|$)")


def findings(article: Article) -> Iterator[Finding]:
    words = sentences = long = 0
    for line in article.lines:
        if line.is_table or line.raw.startswith("#") or not line.prose.strip():
            continue
        for sentence in _END.split(line.prose):
            found = _WORD.findall(sentence)
            words += len(found)
            sentences += bool(found)
            long += sum(len(word) > LONG for word in found)
            if len(found) > WORDS_A_SENTENCE:
                yield Finding(article.path, line.number, Level.HINT, f"a sentence of {len(found)} words; divide it")
    if words >= ENOUGH and (lix := words / sentences + 100 * long / words) >= LIX:
        advice = f"hard to read (LIX {lix:.0f}; a newspaper has 45): shorter sentences and words help"
        yield Finding(article.path, 1, Level.HINT, advice)
