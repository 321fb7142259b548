"""
The search index: articles only, each in the language it is written in.

Pagefind reads a copy of the articles, not the site itself: the copy holds words that only the search should see
(keywords of the writer, parts and foldings of Norwegian words), and nothing that must not be found.
"""

import asyncio
import re
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from workshop.site.locales import NORWEGIAN
from workshop.site.stage import Staged
from workshop.site.trouble import SiteTrouble
from workshop.site.word_parts import hidden, vocabulary, with_extra_words, words_of

LIMIT_SECONDS = 600
BODY = re.compile(r"<div[^>]*data-pagefind-body[^>]*>.*(?=</div><!-- article -->)", re.DOTALL)


def write_index(site: Path, staged: list[Staged], scratch: Path) -> int:
    """Index the articles of `site` into `site/pagefind` and return how many there are."""
    files = [(one, site / one.address / "index.html") for one in staged if one.indexed]
    articles = [(one, _article(file, one)) for one, file in files if file.is_file()]
    known = vocabulary(word for one, text in articles if one.locale is NORWEGIAN for word in words_of(text))
    for one, article in articles:
        text = with_extra_words(article, known) if one.locale is NORWEGIAN else article
        copy = scratch / one.address / "index.html"
        copy.parent.mkdir(parents=True, exist_ok=True)
        html = f'<!doctype html><html lang="{one.locale.tag}"><body>{text}</div></body></html>'
        copy.write_text(html, encoding="utf-8")
    try:
        indexed = asyncio.run(asyncio.wait_for(_index(scratch, site / "pagefind"), LIMIT_SECONDS))
    except TimeoutError:
        raise SiteTrouble(f"search: Pagefind took more than {LIMIT_SECONDS // 60} minutes") from None
    except (OSError, RuntimeError, AssertionError) as error:
        raise SiteTrouble(f"search: Pagefind could not index the site ({error})") from error
    if indexed != len(articles):
        raise SiteTrouble(f"search: Pagefind indexed {indexed} of {len(articles)} articles")
    return indexed


def _article(file: Path, one: Staged) -> str:
    """The article of a built page, still open at its end, with the writer's keywords behind its title."""
    found = BODY.search(file.read_text(encoding="utf-8"))
    if not found:
        name = f"docs/{one.source.name}/{one.page.path}"
        raise SiteTrouble(f"{name}: its template shows no article; see overrides/main.html")
    keywords = hidden(map(str, one.page.meta.get("keywords") or []), weight=3)
    # There, they belong to the article and not to its last section.
    return found[0].replace("</h1>", "</h1>" + keywords, 1)


async def _index(folder: Path, to: Path) -> int:
    # Leaving the block writes the index to output_path.
    config = IndexConfig(exclude_selectors=[".headerlink", "[data-no-index]"], output_path=str(to))
    async with PagefindIndex(config=config) as index:
        # One call for all: adding files one by one costs a tenth of a second each.
        answer = await index.add_directory(str(folder))
    return int(answer["page_count"])
