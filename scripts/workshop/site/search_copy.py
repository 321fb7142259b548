"""
What the index reads in place of a page: the article, and words that only the search should see.

Each such word is worth what its place is worth: a word of the title more than one of a keyword, a word of a short
phrase more than one of a long one ("best practice" is not about what is best). They stand at the end of the section
they belong to, each behind a sign, so that the results page can cut them out of an excerpt.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.site.page import Page
from workshop.site.stage import Staged
from workshop.site.synonyms import Synonyms
from workshop.site.word_parts import folded, hyphened, parts_in, vocabulary, words_of

if TYPE_CHECKING:
    from workshop.site.search_index import Record

MARK = "‖"
# In an excerpt the cells and rows of a table are not one sentence; excerpt.js knows the sign of a row.
CELL, ROW = " ·", " |"
BETWEEN_CELLS = re.compile(r"(</t[dh]>)(?=\s*<t[dh][ >])")
BETWEEN_ROWS = re.compile(r"(</t[dh]>)(?=\s*</tr>)")
AFTER_CAPTION = re.compile(r"(</caption>)")
BODY = re.compile(r"<div[^>]*data-pagefind-body[^>]*>.*(?=</div><!-- article -->)", re.DOTALL)
SECTION = re.compile(r"(?=<h[2-6][ >])")
HEADING = re.compile(r"<(h[2-6])(?=[ >])([^>]*)>(.*?)</\1>", re.DOTALL)
ID = re.compile(r'id="?([\w-]+)')
# What a word is worth: in the text it is 1.
TITLE, KEYWORD, QUESTION, HEADINGS, DESCRIPTION = 9.0, 7.0, 7.0, 4.0, 2.0
FOLDED, PART = 0.7, 0.3
# Of the worth of a word, for another that means the same.
SYNONYM = 0.4
# The overview of a topic names what its articles answer.
OVERVIEW = 0.6
# A word in more than this share of the articles says nothing about one of them.
COMMON = 0.3

# A phrase, what its field is worth, and whether the page does not show it itself.
Phrase = tuple[str, float, bool]


@dataclass(frozen=True)
class Lexicon:
    """What the articles of a language say as a whole."""

    common: frozenset[str]  # words of so many articles that they do not make a phrase longer
    compounds: frozenset[str] | None  # what a compound may be made of; None where compounds are written apart
    synonyms: Synonyms

    @classmethod
    def of(cls, articles: list[set[str]], compounds: bool, synonyms: Synonyms) -> "Lexicon":
        """From the words of each article."""
        counted = Counter(word for words in articles for word in words)
        common = frozenset(word for word, count in counted.items() if count > COMMON * len(articles))
        return cls(common, vocabulary(counted) if compounds else None, synonyms)


def own_part(page: str) -> str | None:
    """The article of a built page, still open at its end."""
    found = BODY.search(page)
    return found[0] if found else None


def phrases(page: Page) -> list[str]:
    """What its writer says the article is about."""
    asked = [str(one.get("ask", "")) for one in _questions(page)]
    return [page.title, *map(str, page.meta.get("keywords") or []), *asked]


def copy_of_article(article: str, one: Staged, lexicon: Lexicon) -> str:
    """The article for the index."""
    page = one.page
    share = OVERVIEW if page.path.endswith("/index.md") else 1
    top = [(page.title, TITLE * share, False), (str(page.meta.get("description") or ""), DESCRIPTION * share, True)]
    top += [(str(keyword), KEYWORD * share, True) for keyword in page.meta.get("keywords") or []]
    asked: dict[str, list[Phrase]] = {}
    for question in _questions(page):
        asked.setdefault(str(question.get("at") or ""), []).append((str(question.get("ask", "")), QUESTION, True))
    copied = []
    for place, section in enumerate(SECTION.split(article)):
        if place == 0:
            its = top + asked.pop("", [])
            section = section.replace(
                "<h1", f'<h1 data-pagefind-weight="{_worth(TITLE * share, page.title, lexicon):.2f}"', 1
            )
        else:
            heading = HEADING.match(section)
            found = ID.search(heading[2]) if heading else None
            its = asked.pop(found[1], []) if found else []
            if heading:
                worth = _worth(HEADINGS, heading[3], lexicon)
                section = section.replace(f"<{heading[1]}", f'<{heading[1]} data-pagefind-weight="{worth:.2f}"', 1)
                its.append((heading[3], HEADINGS, False))
        section = BETWEEN_CELLS.sub(rf"{CELL}\1", BETWEEN_ROWS.sub(rf"{ROW}\1", section))
        section = AFTER_CAPTION.sub(rf"{ROW}\1", section)
        copied.append(section + _hidden_phrases(its, lexicon) + _hidden_body(section, lexicon))
    topic = page.path.split("/")[0] if "/" in page.path else ""
    about = f' data-pagefind-filter="topic:{html.escape(topic)}"' if topic else ""
    lost = [phrase for some in asked.values() for phrase in some]  # the heading is gone; the question is still good
    return f"{''.join(copied).replace('<div', f'<div{about}', 1)}{_hidden_phrases(lost, lexicon)}</div>"


def copy_of_record(record: "Record", lexicon: Lexicon) -> str:
    """A page elsewhere for the index; its address is the one there."""
    title, url, kind = (html.escape(value) for value in (record.title, record.url, record.kind))
    text = f"<p>{html.escape(record.text)}</p>"
    return (
        f'<div data-pagefind-body data-pagefind-filter="kind:{kind}">'
        f'<i hidden data-pagefind-meta="url:{url}"></i><i hidden data-pagefind-meta="kind:{kind}"></i>'
        f'<h1 data-pagefind-weight="{_worth(TITLE, record.title, lexicon):.2f}">{title}</h1>{text}'
        f"{_hidden_phrases([(record.title, TITLE, False)], lexicon)}{_hidden_body(text, lexicon)}</div>"
    )


def _questions(page: Page) -> list[dict[str, object]]:
    return [one for one in page.meta.get("questions") or [] if isinstance(one, dict)]


def _worth(field: float, phrase: str, lexicon: Lexicon) -> float:
    """A word of a phrase shares its worth with the others."""
    count = len(words_of(phrase) - lexicon.common)
    return float(field / max(1, count) ** 0.5)


def _hidden_phrases(its: list[Phrase], lexicon: Lexicon) -> str:
    """The phrases that the page does not show itself, and in Norwegian the parts and foldings of all of them."""
    found = ""
    for phrase, field, whole in its:
        worth = _worth(field, phrase, lexicon)
        if whole:
            found += _hidden([phrase], worth)
        if lexicon.compounds is not None:
            words = words_of(phrase)
            parts = parts_in(words, lexicon.compounds)
            found += _hidden(folded(words | hyphened(phrase)), worth) + _hidden(parts | folded(parts), worth / 2)
    return found + _hidden_synonyms(its, lexicon)


def _hidden_synonyms(its: list[Phrase], lexicon: Lexicon) -> str:
    """What else people type for these phrases: each once, for the most that one of them gives it."""
    worths: dict[str, float] = {}
    for phrase, field, _ in its:
        worth = SYNONYM * _worth(field, phrase, lexicon)
        for other in lexicon.synonyms.for_phrase(phrase):
            worths[other] = max(worths.get(other, 0), worth / len(other.split()) ** 0.5)
    said = " ".join(phrase.lower() for phrase, _, _ in its)
    found = ""
    for worth in sorted(set(worths.values())):
        others = {other for other, its_worth in worths.items() if its_worth == worth and other not in said}
        found += _hidden(others | (folded(others) if lexicon.compounds is not None else set()), worth)
    return found


def _hidden_body(section: str, lexicon: Lexicon) -> str:
    if lexicon.compounds is None:
        return ""
    words = words_of(section)
    parts = parts_in(words, lexicon.compounds)
    return _hidden(folded(words | hyphened(section)) - words, FOLDED) + _hidden((parts | folded(parts)) - words, PART)


def _hidden(words: Iterable[str], weight: float) -> str:
    text = html.escape("".join(f" {MARK} {word}" for word in sorted(words) if word))
    return f'<p hidden data-pagefind-weight="{weight:.2f}">{text}</p>' if text else ""
