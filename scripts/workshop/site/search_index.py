"""
The search index: articles, each in the language it is written in, and pages elsewhere that belong to the answers.

Pagefind reads a copy of them (search_copy.py), not the site itself. Each language has an index of its own folder,
`site/pagefind/<tag>/`: so a page can search the other language as well, with that language's own engine.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from workshop.site.locales import LOCALES, NORWEGIAN
from workshop.site.search_copy import Lexicon, copy_of_article, copy_of_record, own_part, phrases
from workshop.site.search_words import words_file
from workshop.site.stage import Staged
from workshop.site.trouble import SiteTrouble
from workshop.site.word_parts import words_of

LIMIT_SECONDS = 600
# What Pagefind writes for a user interface that is not ours, and for languages it does not know.
NOT_OURS = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")


@dataclass(frozen=True)
class Record:
    """A page elsewhere that the search finds too, such as a topic of the community; `kind` is its filter."""

    language: str  # the tag: "en", "nb"
    title: str
    url: str  # absolute
    text: str
    kind: str  # "community"


def write_index(
    site: Path, staged: list[Staged], scratch: Path, elsewhere: Iterable[Record] = (), to: Path | None = None
) -> int:
    """Index the articles of `site` and what is `elsewhere` into `to` (`site/pagefind`); return how many there are."""
    records = list(elsewhere)
    folders = {}
    for locale in LOCALES:
        files = [(one, site / one.address / "index.html") for one in staged if one.indexed and one.locale is locale]
        articles = [(one, _article(file, one)) for one, file in files if file.is_file()]
        words = [words_of(article) for _, article in articles]
        lexicon = Lexicon.of(words, compounds=locale is NORWEGIAN)
        folder = scratch / locale.tag
        for one, article in articles:
            _write(folder / one.address / "index.html", locale.tag, copy_of_article(article, one, lexicon))
        own = [record for record in records if record.language == locale.tag]
        for place, record in enumerate(own):
            _write(folder / "elsewhere" / f"{place}.html", locale.tag, copy_of_record(record, lexicon))
        if articles or own:
            fields = [word for one, _ in articles for phrase in phrases(one.page) for word in words_of(phrase)]
            folders[locale.tag] = (folder, len(articles) + len(own), words_file(words, fields))
    try:
        counted = asyncio.run(asyncio.wait_for(_index_all(folders, to or site / "pagefind"), LIMIT_SECONDS))
    except TimeoutError:
        raise SiteTrouble(f"search: Pagefind took more than {LIMIT_SECONDS // 60} minutes") from None
    except (OSError, RuntimeError, AssertionError) as error:
        raise SiteTrouble(f"search: Pagefind could not index the site ({error})") from error
    wanted = sum(count for _, count, _ in folders.values())
    if counted != wanted:
        raise SiteTrouble(f"search: Pagefind indexed {counted} of {wanted} pages")
    return counted


def _article(file: Path, one: Staged) -> str:
    article = own_part(file.read_text(encoding="utf-8"))
    if article is None:
        name = f"docs/{one.source.name}/{one.page.path}"
        raise SiteTrouble(f"{name}: its template shows no article; see overrides/main.html")
    return article


def _write(file: Path, tag: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<!doctype html><html lang="{tag}"><body>{body}</body></html>', encoding="utf-8")


async def _index_all(folders: dict[str, tuple[Path, int, str]], to: Path) -> int:
    counts = await asyncio.gather(*(_index(folder, to / tag) for tag, (folder, _, _) in folders.items()))
    for tag, (_, _, words) in folders.items():
        for pattern in NOT_OURS:
            for file in (to / tag).glob(pattern):
                file.unlink()
        (to / tag / "words.txt").write_text(words, encoding="utf-8")
    return sum(counts)


async def _index(folder: Path, to: Path) -> int:
    # Leaving the block writes the index to output_path.
    config = IndexConfig(exclude_selectors=[".headerlink", "[data-no-index]"], output_path=str(to))
    async with PagefindIndex(config=config) as index:
        # One call for all: adding files one by one costs a tenth of a second each.
        answer = await index.add_directory(str(folder))
    return int(answer["page_count"])
