"""What a translation that is behind says of itself, and the page that shows what changed in the English article."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.site.added import add_page
from workshop.site.difference import difference
from workshop.site.locales import ENGLISH, day_in_words
from workshop.site.page import Page
from workshop.site.staged import Staged

# Where the differences are, below the language.
FOLDER = "difference/"


def is_behind(one: Staged, english: Page) -> bool:
    """Whether the English article is another one than this translation was made from."""
    held = str(one.page.meta.get("source_hash") or "").lower()
    return bool(held) and one.source is not ENGLISH and not english.body_hash.startswith(held)


def behind(root: Path, to: dict[str, str], one: Staged, original: Staged, facts: dict[str, Any]) -> dict[str, Any]:
    """What the banner says; adds the page of the difference to the staged texts when git still has the old text."""
    english, change = original.page, original.changed
    site = facts["canonical"].removesuffix(one.address)
    base = urlsplit(site).path
    day = day_in_words(change.day, one.locale) if change else None
    said: dict[str, Any] = {"day": day, "english": base + english.address, "difference": None}
    found = difference(root, english, str(one.page.meta["source_hash"]))
    if found is None:
        return said
    # The home page has no address to put behind the folder's.
    address = FOLDER + (one.page.address or "home/")
    said["difference"] = base + one.locale.prefix + address
    shown = {
        "translation": base + one.address, "english": said["english"], "lines": found.lines,
        "old": day_in_words(found.day, one.locale), "new": day,
    }  # fmt: skip
    own = {"canonical": site + one.locale.prefix + address, "switch": said["english"], "difference": shown,
           "source": facts["source"]}  # fmt: skip
    add_page(to, one.locale, address, {"title": english.title, "template": "difference.html"}, own)
    return said
