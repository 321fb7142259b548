"""
The tree that is really built: docs/, plus an English stand-in for each article that is not translated.

Each staged page carries what the templates need to know about its translations in one front matter key, `staged`,
so that the generator needs no plugin and no hook of ours.
"""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date

from workshop.site.difference import Difference, difference
from workshop.site.history import Change, last_changes
from workshop.site.locales import ENGLISH, LOCALES, NORWEGIAN, Locale
from workshop.site.page import Page, read_pages
from workshop.site.trouble import SiteTrouble

# Below the language: where the differences of English articles are shown. No article may be called so.
DIFFERENCES = "difference"
SNIPPET = re.compile(r'^(\s*-{1,2}8<-{1,2}\s+")(?=[^"]*"\s*$)', re.MULTILINE)


@dataclass(frozen=True)
class Staged:
    """A page of one language, ready to be built."""

    page: Page
    locale: Locale
    source: Locale  # the language it is written in; another one than `locale` is a stand-in
    changed: Change | None
    translated: bool  # whether the same article exists in the other language, too

    @property
    def stands_in(self) -> bool:
        return self.source != self.locale

    @property
    def indexed(self) -> bool:
        """Whether our own search finds it."""
        return self.page.is_article and not self.stands_in

    @property
    def address(self) -> str:
        """Its address below the site's: `no/sign-in/`."""
        return self.locale.prefix + self.page.address


def stage(root: Path, to: Path, site_url: str) -> list[Staged]:
    """Write the tree to `to` and return its pages, language by language."""
    for locale in LOCALES:
        if not (root / "docs" / locale.name / "index.md").is_file():
            raise SiteTrouble(f"docs/{locale.name}/index.md: the home page is missing")
    written = {locale: read_pages(root / "docs" / locale.name, f"docs/{locale.name}") for locale in LOCALES}
    changes = last_changes(root, "docs")
    staged = []
    for locale in LOCALES:
        _copy_files(root / "docs" / locale.name, to / locale.name)
        for path, page in written[locale].items():
            other = written[NORWEGIAN if locale is ENGLISH else ENGLISH].get(path)
            changed = changes.get(f"docs/{locale.name}/{path}")
            staged.append(Staged(page, locale, locale, changed, other is not None))
    _copy_files(root / "docs" / ENGLISH.name, to / NORWEGIAN.name, only_missing=True)
    staged += [
        Staged(page, NORWEGIAN, ENGLISH, changes.get(f"docs/{ENGLISH.name}/{path}"), translated=False)
        for path, page in written[ENGLISH].items()
        if path not in written[NORWEGIAN]
    ]
    base = urlsplit(site_url.rstrip("/") + "/").path
    for one in staged:
        facts = describe(one, site_url)
        english = written[ENGLISH].get(one.page.path)
        if english and is_behind(one, english):
            change = changes.get(f"docs/{ENGLISH.name}/{one.page.path}")
            found = difference(root, english, str(one.page.meta["source_hash"]))
            facts["behind"] = {
                "day": _day(change.day, one.locale) if change else None,
                "english": base + english.address,
                "difference": base + _difference_address(one) if found else None,
            }
            if found:
                _write_difference(to, one, english, found, facts)
        _write(to / one.locale.name / one.page.path, one, facts)
    return staged


def is_behind(one: Staged, english: Page) -> bool:
    """Whether the English article is another one than this translation was made from."""
    held = str(one.page.meta.get("source_hash") or "").lower()
    return bool(held) and one.source is not ENGLISH and not english.body_hash.startswith(held)


def _difference_address(one: Staged) -> str:
    # The home page has no address of its own to put behind the word.
    return f"{one.locale.prefix}{DIFFERENCES}/{one.page.address or 'index-of-help/'}"


def _write_difference(to: Path, one: Staged, english: Page, found: Difference, behind: dict[str, Any]) -> None:
    """A page that shows what changed in the English article; built by the generator, known to nothing else."""
    address = _difference_address(one)
    site = behind["canonical"].removesuffix(one.address)
    base = urlsplit(site).path
    facts = {
        **behind, "canonical": site + address, "alternates": [], "default": None, "switch": base + english.address,
        "article": False, "indexed": False, "private": True, "summary": None, "behind": None,
        "difference": {
            "translation": base + one.address, "english": base + english.address, "lines": found.lines,
            "old": _day(found.day, one.locale), "new": behind["behind"]["day"],
        },
    }
    file = to / (address.rstrip("/") + ".md")
    file.parent.mkdir(parents=True, exist_ok=True)
    front = {"title": english.title, "template": "difference.html", "hide": ["navigation", "toc"], "staged": facts}
    file.write_text(f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n", encoding="utf-8")


def describe(one: Staged, site_url: str) -> dict[str, Any]:
    """What the templates read as `page.meta.staged`; addresses in it are absolute or from the root."""
    site = site_url.rstrip("/") + "/"
    base = urlsplit(site).path
    here = one.page.address
    alternates = [{"tag": to.tag, "href": site + to.prefix + here} for to in LOCALES] if one.translated else []
    other = NORWEGIAN if one.locale is ENGLISH else ENGLISH
    # Norwegian has a page for every English one; an article only in Norwegian leads to the English home.
    lost = one.locale is NORWEGIAN and not one.translated and not one.stands_in
    return {
        "canonical": site + (one.source.prefix if one.stands_in else one.locale.prefix) + here,
        "alternates": alternates,
        "default": site + here if alternates else None,
        "switch": base + other.prefix + ("" if lost else here),
        "switch_is_real": one.translated or one.stands_in,  # whether it leads to a text in that language
        "stands_in": one.source.tag if one.stands_in else None,
        "article": one.page.is_article,
        "indexed": one.indexed,
        "private": one.page.is_private,
        "source": f"{one.source.name}/{one.page.path}",
        "changed": _day(one.changed.day, one.locale) if one.changed else None,
        "commit": one.changed.commit if one.changed else None,
        "summary": one.page.summary,
        "behind": None,
    }


# As in the policy's tables: dates of the English pages are European, like the vendor.
TAGS = {"en": "en_GB", "no": "nb"}


def _day(changed: date, locale: Locale) -> dict[str, str]:
    return {"iso": changed.isoformat(), "words": format_date(changed, "long", locale=TAGS[locale.name])}


def _copy_files(folder: Path, to: Path, only_missing: bool = False) -> None:
    """Pictures and other files; pages are written by themselves."""
    for file in folder.rglob("*"):
        target = to / file.relative_to(folder)
        if file.is_file() and file.suffix != ".md" and not (only_missing and target.exists()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def _write(file: Path, one: Staged, facts: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    body = one.page.body
    if one.stands_in:
        # Its tables stay English, too: the text around them is.
        body = SNIPPET.sub(rf"\g<1>{one.source.name}/", body)
    front = json.dumps({**one.page.meta, "staged": facts}, ensure_ascii=False, default=str)
    file.write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")



