"""The text of a built article for the index: what is read, in as little markup as Pagefind needs."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.site.word_parts import TAG

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
# Tags that neither separate words nor name a section; without them there is less to read.
WITHIN = "a|abbr|b|code|em|i|img|kbd|mark|small|span|strong|sub|sup"
INLINE = re.compile(rf"</?(?:{WITHIN})(?: [^>]*)?>")
# What is not indexed is named by an attribute, which must then stay.
NO_INDEX = "data-no-index"
LEFT_OUT = re.compile(rf"<(?:{WITHIN}) [^>]*{NO_INDEX}")


@dataclass(frozen=True)
class Section:
    """A part of an article: what stands above the first heading below the title, or a heading and what follows it."""

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
    article = HEADERLINK.sub("", article)
    if NO_INDEX not in article or not LEFT_OUT.search(article):
        article = INLINE.sub("", article)
    if "<table" in article:
        article = BETWEEN_CELLS.sub(rf"{CELL}\1", BETWEEN_ROWS.sub(rf"{ROW}\1", article))
        article = AFTER_CAPTION.sub(rf"{ROW}\1", article)
    return article
