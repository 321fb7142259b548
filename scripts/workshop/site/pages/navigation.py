"""
The navigation, in the order the writers already chose.

Topics come in the order of the cards on the home page, articles in the order in which their topic's index links to
them; what neither names comes last, by title. A new article is in the navigation as soon as its file exists.
"""

import re
from typing import Any

from workshop.site.pages.page import Page

LINK = re.compile(r"\]\(([\w./-]+\.md)")


def navigation(pages: dict[str, Page]) -> list[Any]:
    """The `nav` of one language, as MkDocs wants it, from its articles by path."""
    home = pages["index.md"]
    articles = {path: page for path, page in pages.items() if page.is_article}
    topics: dict[str, list[str]] = {}
    for path in articles:
        folder = path.split("/")[0] if "/" in path else ""
        topics.setdefault(folder, []).append(path)
    loose = [{articles[path].title: path} for path in _sorted(topics.pop("", []), articles, [])]
    order = [str(card.get("link", "")).strip("/").split("/")[0] for card in home.meta.get("cards") or []]
    names = sorted(topics, key=lambda name: (order.index(name) if name in order else len(order), name))
    sections = [{_topic_title(name, articles): _articles(name, topics[name], articles)} for name in names]
    return [{home.title: "index.md"}, *sections, *loose]


def _topic_title(name: str, articles: dict[str, Page]) -> str:
    index = articles.get(f"{name}/index.md")
    return index.title if index else name.replace("-", " ").capitalize()


def _articles(name: str, paths: list[str], articles: dict[str, Page]) -> list[Any]:
    index = f"{name}/index.md"
    linked = (
        [f"{name}/{link.removeprefix('./')}" for link in LINK.findall(articles[index].body)]
        if index in articles
        else []
    )
    rest = _sorted([path for path in paths if path != index], articles, linked)
    return [*([index] if index in articles else []), *({articles[path].title: path} for path in rest)]


def _sorted(paths: list[str], articles: dict[str, Page], first: list[str]) -> list[str]:
    def place(path: str) -> tuple[int, str]:
        return (first.index(path) if path in first else len(first), articles[path].title.casefold())

    return sorted(paths, key=place)
