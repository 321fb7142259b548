"""The ways from a page to the other languages."""

from typing import Any

from workshop.site.languages.locales import FIRST, others
from workshop.site.pages.staged import Staged


def switches(one: Staged, base: str) -> list[dict[str, Any]]:
    """
    A way to each other language, by its id; `real` says whether it leads to a text in that language.

    Each language has a page for every one of the first; from what the first has not, the way leads to the home page.

    Args:
        base: the path of the site, with a slash at its end.
    """
    return [
        {
            "id": to.id,
            "href": base + to.prefix + (one.page.address if to in one.written_in or FIRST in one.written_in else ""),
            "real": to in one.written_in,
        }
        for to in others(one.locale)
    ]
