"""The company's names, addresses and locales, as its file says them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.company.gate import given
from tests.roles.finding import role

_OWN = given.COMPANY["company"]
NAME: str = _OWN["name"]
PRODUCT: str = _OWN["product"]
SITE_ADDRESS: str = _OWN["site_address"]
SENDER: str = _OWN["sender"]
SUPPORT_ADDRESS: str = _OWN["support_address"]
# Rows of company.toml, with id, tag and name. The first is at the root of the site.
LOCALES: list[Mapping[str, Any]] = given.COMPANY["locale"]
FIRST = LOCALES[0]
# Locale id -> name, short_name, description and copyright of the site in it.
SITES: Mapping[str, Mapping[str, str]] = given.COMPANY["site"]
# Name -> path of the articles that pages and the API link to; `False` where there is none.
ARTICLES: Mapping[str, str | bool] = given.COMPANY["articles"]


@dataclass(frozen=True)
class Article:
    """An article in the first locale: its address below the site's (`help/seats/`), and its title."""

    path: str
    title: str


def pages_in(locale: str) -> None:
    """Skip a test of a language's words where the company has no pages in it."""
    if locale not in {row["id"] for row in LOCALES}:
        pytest.skip(f"{NAME} does not have pages of the locale {locale}")


@role
def article(place: int) -> Iterator[Article]:
    """as many articles"""
    yield from _articles()[place:]


@role
def article_of_a_short_title() -> Iterator[Article]:
    """an article whose title is of several words and fits into a field of the smallest screen"""
    yield from (one for one in _articles() if " " in one.title and 12 <= len(one.title) <= 20)


@role
def second_locale() -> Iterator[Mapping[str, Any]]:
    """a second locale"""
    yield from LOCALES[1:]


def _articles() -> list[Article]:
    docs = given.FOLDER.parent / "docs" / FIRST["id"]
    texts = [one for one in sorted(docs.rglob("*.md")) if one.name != "index.md"]
    return [Article(f"{one.relative_to(docs).with_suffix('')}/", _title(one)) for one in texts]


def _title(article: Path) -> str:
    title = re.search(r"^title: (.+)$", article.read_text("utf-8"), re.MULTILINE)
    assert title, article
    return title[1].strip("\"'")
