"""What a translation that is behind says of itself, and the page that shows what changed in the English article."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.site.languages.difference import difference
from workshop.site.languages.locales import FIRST, day_in_words, language_in_words, others
from workshop.site.pages.added import add_page
from workshop.site.pages.page import Page
from workshop.site.pages.staged import Staged

# Where the differences are, below the language.
FOLDER = "difference/"


def is_behind(one: Staged, original: Page) -> bool:
    """Whether the article in the first language is another one than this translation was made from."""
    held = str(one.page.meta.get("source_hash") or "").lower()
    return bool(held) and one.source is not FIRST and not original.body_hash.startswith(held)


def behind(root: Path, to: dict[str, str], one: Staged, original: Staged, facts: dict[str, Any]) -> dict[str, Any]:
    """What the banner says; adds the page of the difference to the staged texts when git still has the old text."""
    article, change = original.page, original.changed
    site = facts["canonical"].removesuffix(one.address)
    base = urlsplit(site).path
    day = day_in_words(change.day, one.locale) if change else None
    said: dict[str, Any] = {
        "day": day, "original": base + article.address, "difference": None, "tag": FIRST.tag,
        "language": language_in_words(FIRST, one.locale),
    }  # fmt: skip
    found = difference(root, article, str(one.page.meta["source_hash"]))
    if found is None:
        return said
    # The home page has no address to put behind the folder's.
    address = FOLDER + (one.page.address or "home/")
    said["difference"] = base + one.locale.prefix + address
    shown = {
        "translation": base + one.address, "original": said["original"], "lines": found.lines,
        "tag": said["tag"], "language": said["language"], "old": day_in_words(found.day, one.locale), "new": day,
    }  # fmt: skip
    own = {"canonical": site + one.locale.prefix + address, "difference": shown, "source": facts["source"],
           "switches": [{"id": to.id, "href": base + to.prefix + article.address, "real": to is FIRST}
                        for to in others(one.locale)]}  # fmt: skip
    add_page(to, one.locale, address, {"title": article.title, "template": "difference.html"}, own)
    return said
