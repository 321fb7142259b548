"""Pages that no writer wrote: built by the generator like the others, in no navigation, index or sitemap."""

import json
from typing import Any

from workshop.site.languages.locales import Locale

# What the templates know of a page, for one that says nothing of itself.
PLAIN: dict[str, Any] = {
    "alternates": [], "default": None, "switches": [], "stands_in": None, "article": False, "indexed": False,
    "copied": False, "private": True, "changed": None, "commit": None, "summary": None, "behind": None,
}  # fmt: skip


def add_page(to: dict[str, str], locale: Locale, address: str, front: dict[str, Any], facts: dict[str, Any]) -> None:
    """Add a page at an address below its language to the staged texts; `facts` are its own, the rest is plain."""
    whole = {"hide": ["navigation", "toc"], **front, "staged": {**PLAIN, **facts}}
    to[f"{locale.id}/{address.rstrip('/')}.md"] = f"---\n{json.dumps(whole, ensure_ascii=False)}\n---\n"
