"""All of docs/, read once: the articles of both languages, and which other files there are."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workshop.checks.articles.source import Article, read
from workshop.site.languages.locales import FIRST, LOCALES
from workshop.site.pages.left_overs import is_kept
from workshop.site.pages.page import OF_PRODUCT
from workshop.site.system.pages import folder_of, rendered


@dataclass(frozen=True)
class Tree:
    root: Path
    articles: Mapping[str, Article]  # by path from the root; with the pages of the product that none replaces
    files: Set[str]  # everything in docs/ that is not an article: pictures, files to take home

    def article(self, locale: str, name: str) -> Article | None:
        return self.articles.get(f"docs/{locale}/{name}") or self.articles.get(f"{OF_PRODUCT}/{locale}/{name}")

    def source(self, article: Article) -> Article | None:
        """The article in the first language that this one translates; None for that one itself."""
        return None if article.locale == FIRST.id else self.article(FIRST.id, article.name)

    def is_draft(self, locale: str, name: str) -> bool:
        """Whether readers have no page of it: the English article is a draft, or the only one there is."""
        source, own = self.article(FIRST.id, name), self.article(locale, name)
        return bool(source and source.is_draft) or bool(own and own.is_draft and not (source and locale != FIRST.id))

    @cached_property
    def moved(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Which articles say that they were at an old address, by locale and address."""
        found: dict[tuple[str, str], list[str]] = {}
        for article in self.articles.values():
            old = article.front.get("moved_from")
            for address in old if isinstance(old, list) else ():
                found.setdefault((article.locale, str(address)), []).append(article.path)
        return found


def read_tree(root: Path) -> Tree:
    articles: dict[str, Article] = {}
    files: set[str] = set()
    for locale in LOCALES:
        for file in sorted((root / "docs" / locale.id).rglob("*")):
            path = file.relative_to(root).as_posix()
            if not is_kept(file):
                continue
            if file.suffix == ".md":
                articles[path] = read(path, file.read_bytes())
            else:
                files.add(path)
        for file in sorted((root / folder_of(root, locale)).glob("*.md")):
            if f"docs/{locale.id}/{file.name}" not in articles:
                path = f"{OF_PRODUCT}/{locale.id}/{file.name}"  # several languages may share a folder of pages
                articles[path] = read(path, rendered(root, file).encode())
    return Tree(root, articles, files)
