"""
`_articles.json`: the articles that readers can say something about, for the API, which takes feedback on no others.

A stack on one machine reads it in the built site; scripts/package puts the same list beside the code of the Lambda.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import LOCALES
from workshop.site.outputs.moved import moves
from workshop.site.pages.staged import Staged
from workshop.site.trouble import SiteTrouble

FILE = "_articles.json"


def write_known(built: Built) -> str:
    """Write the list of both languages, also when one of them was built."""
    put(built.site / FILE, listing(built.staged))
    return f"{sum(one.page.is_article for one in built.staged)} articles that readers can answer about"


def write_list_of(staged: Iterable[Staged], site: Path) -> None:
    """The same for pages that are shown before a whole build."""
    if not site.is_dir():
        return
    try:
        put(site / FILE, listing(staged))
    except SiteTrouble:
        return  # two articles claim an address; the whole build that follows says so


def listing(staged: Iterable[Staged]) -> str:
    """Addresses from the root of the site. An English article that replaces a missing Norwegian one belongs to both."""
    articles = [one for one in staged if one.page.is_article]
    known: dict[str, Any] = {
        "addresses": {
            locale.id: sorted(f"/{one.address}" for one in articles if one.locale is locale) for locale in LOCALES
        },
        "moved": {f"/{locale.prefix}{old}": f"/{one.address}" for (locale, old), one in moves(articles).items()},
    }
    return json.dumps(known, indent=1) + "\n"
