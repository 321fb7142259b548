"""The text of a built article for the index: what is read, in as little markup as Pagefind needs."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.site.search.word_parts import TAG

# In an excerpt the cells and rows of a table are not one sentence; excerpt.js knows the sign of a row.
CELL, ROW = " ·", " |"
BETWEEN_CELLS = re.compile(r"(</t[dh]>)(?=\s*<t[dh][ >])")
BETWEEN_ROWS = re.compile(r"(</t[dh]>)(?=\s*</tr>)")
AFTER_CAPTION = re.compile(r"(</caption>)")
OWN, OWN_ENDS = "data-pagefind-body", "</div><!-- article -->"  # see overrides/main.html
SECTION = re.compile(r"(?=<h[2-6][ >])")
HEADING = re.compile(r"<(h[2-6])(?=[ >])([^>]*)>(.*?)</\1>", re.DOTALL)
ID = re.compile(r'id="?([\w-]+)')
HEADERLINK = re.compile(r'<a class="?headerlink\b.*?</a>', re.DOTALL)
# Without tags that neither name a section nor carry a word to Pagefind, it takes an eighth less time.
WITHIN = "a|abbr|b|code|em|i|img|kbd|mark|small|span|strong|sub|sup"
AROUND = (
    "blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|hr|li|ol|p|pre|section|summary|table|tbody"
    "|td|tfoot|th|thead|tr|ul"
)
INLINE = re.compile(rf"</?(?:{WITHIN})(?: [^>]*)?>")
BLOCK = re.compile(rf"</?(?:{AROUND})(?: [^>]*)?>")
# Where a block ends, a sentence ends: Pagefind does the same with the tags it sees.
SENTENCE = re.compile(r"</(?<=\w</)(?:dd|dt|figcaption|li|p|summary|td|th)>")
# The summary below the title; see overrides/main.html. Its tag says what its words are worth.
LEAD, SUMMARY = re.compile(r'<p class="?lead"?>(.*?)</p>', re.DOTALL), "hgroup"
# What is not indexed is named by an attribute; its tag must then stay, and with it the others, or they do not match.
NO_INDEX = "data-no-index"


@dataclass(frozen=True)
class Section:
    """A part of an article: the text before the first heading below the title, or a heading and the text after it."""

    markup: str
    level: str = ""  # "h2" … "h6"; none above the first heading
    id: str | None = None
    heading: str = ""  # without markup


def own_part(page: str) -> str | None:
    """The article of a built page, still open at its end."""
    named, end = page.find(OWN), page.rfind(OWN_ENDS)
    return page[page.rfind("<div", 0, named) : end] if 0 <= named < end else None


def sections(article: str) -> list[Section]:
    """The parts of an article, in order; their markup together is the article's."""
    return list(_sections(_lean(article)))


def _sections(article: str) -> Iterator[Section]:
    for markup in SECTION.split(article):
        heading = HEADING.match(markup)
        if not heading:
            yield Section(markup)
            continue
        named = ID.search(heading[2])
        text = " ".join(html.unescape(TAG.sub(" ", heading[3])).split())
        yield Section(markup, heading[1], named[1] if named else None, text)


def _lean(article: str) -> str:
    article = LEAD.sub(rf"<{SUMMARY}>\1</{SUMMARY}>", HEADERLINK.sub("", article), count=1)
    if "<table" in article:
        article = BETWEEN_CELLS.sub(rf"{CELL}\1", BETWEEN_ROWS.sub(rf"{ROW}\1", article))
        article = AFTER_CAPTION.sub(rf"{ROW}\1", article)
    if NO_INDEX in article:
        return article
    own = article.find(">") + 1
    return article[:own] + BLOCK.sub(" ", SENTENCE.sub(". ", INLINE.sub("", article[own:])))
