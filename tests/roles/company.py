"""The company's names, addresses and locales, as its file says them."""

from collections.abc import Iterator, Mapping
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


def pages_in(locale: str) -> None:
    """Skip a test of a language's words where the company has no pages in it."""
    if locale not in {row["id"] for row in LOCALES}:
        pytest.skip(f"{NAME} does not have pages of the locale {locale}")


@role
def second_locale() -> Iterator[Mapping[str, Any]]:
    """a second locale"""
    yield from LOCALES[1:]
