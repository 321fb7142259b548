"""
What the index reads in place of a page: the article, and words that only the search should see.

Each such word has the weight of its place: a word of the title more than one of a keyword, a word of a short
phrase more than one of a long one ("best practice" is not about what is best). They are at the end of their section,
each after a marker, so that the results page can remove them from an excerpt.
"""

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from workshop.site.pages.page import Page
from workshop.site.pages.stage import Staged
from workshop.site.search.synonyms import TOKEN, Synonyms
from workshop.site.search.text import SUMMARY, Section
from workshop.site.search.word_parts import folded, folds, hyphened, parts_in, vocabulary, words_of

if TYPE_CHECKING:
    from workshop.site.search.index import Record

MARK = "‖"
# What a word is worth: in the text it is 1.
TITLE, KEYWORD, QUESTION, HEADINGS, DESCRIPTION = 9.0, 7.0, 7.0, 4.0, 2.0
FOLDED, PART = 0.7, 0.3
# Of the worth of a word, for another that means the same.
SYNONYM = 0.4
# The overview of a topic names what its articles answer: all but its title is worth less.
OVERVIEW = 0.6
# A word in more than this share of the articles says nothing about one of them.
COMMON = 0.3

# A phrase, what its field is worth, and whether the page does not show it itself.
Phrase = tuple[str, float, bool]


@dataclass(frozen=True)
class Lexicon:
    """What the articles of a language say as a whole."""

    counted: Mapping[str, int]  # in how many articles each word is
    common: frozenset[str]  # words of so many articles that they do not make a phrase longer
    compounds: frozenset[str] | None  # what a compound can be made of; None where compounds are written apart
    synonyms: Synonyms

    @classmethod
    def of(cls, articles: list[set[str]], compounds: bool, synonyms: Synonyms) -> "Lexicon":
        """From the words of each article."""
        counted = Counter(chain.from_iterable(articles))
        common = frozenset(word for word, count in counted.items() if count > COMMON * len(articles))
        return cls(counted, common, vocabulary(counted) if compounds else None, synonyms)


class Hidden:
    """Words for the search alone, each with the most that it is worth."""

    def __init__(self) -> None:
        self._worth: dict[str, float] = {}

    def add(self, words: Iterable[str], worth: float) -> None:
        for word in words:
            if self._worth.get(word, 0) < worth:
                self._worth[word] = worth

    def markup(self) -> str:
        """A paragraph for each worth: Pagefind takes longer over paragraphs than over words."""
        by_worth: dict[str, list[str]] = defaultdict(list)
        for word in sorted(filter(None, self._worth)):
            by_worth[f"{self._worth[word]:.2f}"].append(word)
        sign = f"{MARK} "  # only before the first: all that follows in the section is for the search
        paragraphs = []
        for worth, words in sorted(by_worth.items()):
            paragraphs.append(f'<p hidden data-pagefind-weight="{worth}">{sign}{html.escape(" ".join(words))}</p>')
            sign = ""
        return "".join(paragraphs)


def phrases(page: Page) -> list[str]:
    """What its writer says the article is about."""
    return [page.title, *map(str, page.meta.get("keywords") or []), *questions(page)]


def questions(page: Page) -> list[str]:
    """The questions that its writer says the article answers."""
    return [str(one.get("ask", "")) for one in _questions(page)]


def copy_of_article(parts: list[Section], one: Staged, lexicon: Lexicon) -> str:
    """The article for the index."""
    page = one.page
    share = OVERVIEW if page.path.endswith("/index.md") else 1
    description = str(page.meta.get("description") or "")
    shown = f"<{SUMMARY}>" in parts[0].markup
    top = [(page.title, TITLE, False), (description, DESCRIPTION * share, not shown)]
    top += [(str(keyword), KEYWORD * share, True) for keyword in page.meta.get("keywords") or []]
    asked: dict[str, list[Phrase]] = defaultdict(list)
    for question in _questions(page):
        asked[str(question.get("at") or "")].append((str(question.get("ask", "")), QUESTION, True))
    asked[""] = top + asked[""]
    here = {part.id or "" for part in parts}
    # The heading may no longer exist; a question about it is still useful.
    lost = [phrase for heading, some in asked.items() if heading not in here for phrase in some]
    copied, said = [], set[str]()
    for part in parts:
        its = asked.pop(part.id or "", [])
        if part.level:
            its.append((part.heading, HEADINGS, False))
            weighed = _weighed(part.markup, part.level, _worth(HEADINGS, part.heading, lexicon))
        else:
            weighed = _weighed(part.markup, "h1", _worth(TITLE, page.title, lexicon))
            weighed = _weighed(weighed, SUMMARY, _worth(DESCRIPTION * share, description, lexicon))
        copied.append(weighed + _hidden(its, part.markup, said, lexicon))
    copied.append(_hidden(lost, "", said, lexicon))
    topic = page.path.split("/")[0] if "/" in page.path else ""
    about = f' data-pagefind-filter="topic:{html.escape(topic)}"' if topic else ""
    return f"{''.join(copied).replace('<div', f'<div{about}', 1)}</div>"


def copy_of_record(record: "Record", lexicon: Lexicon) -> str:
    """A page elsewhere for the index; its address is the one there."""
    title, url, kind = (html.escape(value) for value in (record.title, record.url, record.kind))
    text = f"<p>{html.escape(record.text)}</p>"
    return (
        f'<div data-pagefind-body data-pagefind-filter="kind:{kind}">'
        f'<i hidden data-pagefind-meta="url:{url}"></i><i hidden data-pagefind-meta="kind:{kind}"></i>'
        f'<h1 data-pagefind-weight="{_worth(TITLE, record.title, lexicon):.2f}">{title}</h1>{text}'
        f"{_hidden([(record.title, TITLE, False)], text, set(), lexicon)}</div>"
    )


def _questions(page: Page) -> list[dict[str, object]]:
    return [one for one in page.meta.get("questions") or [] if isinstance(one, dict)]


def _weighed(markup: str, level: str, worth: float) -> str:
    return markup.replace(f"<{level}", f'<{level} data-pagefind-weight="{worth:.2f}"', 1)


def _worth(field: float, phrase: str, lexicon: Lexicon) -> float:
    """A word of a phrase shares its worth with the others."""
    count = len(words_of(phrase) - lexicon.common)
    return float(field / max(1, count) ** 0.5)


def _hidden(its: list[Phrase], section: str, said: set[str], lexicon: Lexicon) -> str:
    """
    The phrases that the page does not show itself, other words for them, and help for Norwegian words.

    A word gets help only where it first appears in the article: `said` collects those that already had it.
    """
    hidden = Hidden()
    for phrase, field, whole in its:
        worth = _worth(field, phrase, lexicon)
        if whole:
            hidden.add([phrase], worth)
        if lexicon.compounds is not None:
            its_words = words_of(phrase)
            parts = parts_in(its_words, lexicon.compounds)
            hidden.add(folded(its_words | hyphened(phrase)), worth)
            hidden.add(parts | folded(parts), worth / 2)
    _hide_synonyms(hidden, its, lexicon)
    if lexicon.compounds is not None:
        words = words_of(section)
        new = words - said
        said |= words
        parts = parts_in(new, lexicon.compounds)
        for others, worth in ((folded(new | hyphened(section)), FOLDED), (parts | folded(parts), PART)):
            hidden.add(others - said, worth)
            said |= others
    return hidden.markup()


def _hide_synonyms(hidden: Hidden, its: list[Phrase], lexicon: Lexicon) -> None:
    """What else people type for these phrases: each once, for the most that one of them gives it."""
    worths: dict[str, float] = {}
    for phrase, field, _ in its:
        worth = SYNONYM * _worth(field, phrase, lexicon)
        for other in lexicon.synonyms.for_phrase(phrase):
            worths[other] = max(worths.get(other, 0), worth / len(other.split()) ** 0.5)
    said = f" {' '.join(TOKEN.findall(' '.join(phrase.lower() for phrase, _, _ in its)))} "
    for other, worth in worths.items():
        if f" {other} " not in said:
            hidden.add([other], worth)
            if not (lexicon.compounds is None or other.isascii()):
                hidden.add(folds(other), worth)
