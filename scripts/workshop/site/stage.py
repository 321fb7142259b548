"""
The tree that is really built: docs/, plus an English fallback page for each article that is not translated.

Each staged page carries what the templates need to know about its translations in one front matter key, `staged`,
so that the generator needs no plugin and no hook of ours.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.site.content.published import dead_cards, published
from workshop.site.drift import behind, is_behind
from workshop.site.history import last_changes
from workshop.site.left_overs import is_kept
from workshop.site.locales import ENGLISH, LOCALES, NORWEGIAN, day_in_words
from workshop.site.staged import Staged
from workshop.site.trouble import SiteTrouble

__all__ = ["Staged", "describe", "stage"]

SNIPPET = re.compile(r'^(\s*-{1,2}8<-{1,2}\s+")(?=[^"]*"\s*$)', re.MULTILINE)


def stage(root: Path, to: Path, site_url: str) -> list[Staged]:
    """Write the tree to `to` and return its pages, language by language."""
    staged = gather(root)
    for locale in LOCALES:
        copy_files(root / "docs" / locale.name, to / locale.name)
    copy_files(root / "docs" / ENGLISH.name, to / NORWEGIAN.name, only_missing=True)
    write_texts(texts(root, staged, site_url), to)
    return staged


def write_texts(tree: dict[str, str], to: Path) -> None:
    """Write pages to their places in the staged tree."""
    for path, text in tree.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_text(text, encoding="utf-8")


def gather(root: Path) -> list[Staged]:
    """The pages of both languages, including fallback pages."""
    for locale in LOCALES:
        if not (root / "docs" / locale.name / "index.md").is_file():
            raise SiteTrouble(f"docs/{locale.name}/index.md: the home page is missing")
    written = published(root)
    changes = last_changes(root, "docs")
    staged = []
    for locale in LOCALES:
        for path, page in written[locale].items():
            other = written[NORWEGIAN if locale is ENGLISH else ENGLISH].get(path)
            changed = changes.get(f"docs/{locale.name}/{path}")
            source = written[ENGLISH].get(path, page)
            searched = not (page.is_unsearched or source.is_unsearched)
            staged.append(Staged(page, locale, locale, changed, other is not None, searched))
    staged += [
        Staged(page, NORWEGIAN, ENGLISH, changes.get(f"docs/{ENGLISH.name}/{path}"), translated=False,
               searched=not page.is_unsearched)
        for path, page in written[ENGLISH].items()
        if path not in written[NORWEGIAN]
    ]  # fmt: skip
    if lost := list(dead_cards(staged)):
        raise SiteTrouble(*lost)
    return staged


def texts(root: Path, staged: list[Staged], site_url: str) -> dict[str, str]:
    """What each page is for the generator, by its path in the staged tree: `no/sign-in/index.md`."""
    english = {one.page.path: one for one in staged if one.locale is ENGLISH}
    tree: dict[str, str] = {}
    for one in staged:
        facts = describe(one, site_url)
        original = english.get(one.page.path)
        if original and is_behind(one, original.page):
            facts["behind"] = behind(root, tree, one, original, facts)
        tree[f"{one.locale.name}/{one.page.path}"] = _text(one, facts)
    return tree


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
        # The generator takes away the empty lines before the text.
        "begins": one.page.begins + len(one.page.body) - len(one.page.body.lstrip("\n")),
        "copied": one.is_original,
        "changed": day_in_words(one.changed.day, one.locale) if one.changed else None,
        "commit": one.changed.commit if one.changed else None,
        "summary": one.page.summary,
        "behind": None,
    }


def copy_files(folder: Path, to: Path, only_missing: bool = False) -> None:
    """Pictures and other files; pages are written by themselves."""
    for file in folder.rglob("*"):
        target = to / file.relative_to(folder)
        if is_kept(file) and file.suffix != ".md" and not (only_missing and target.exists()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def _text(one: Staged, facts: dict[str, Any]) -> str:
    body = one.page.body
    if one.stands_in:
        # Its tables stay English, too: the text around them is.
        body = SNIPPET.sub(rf"\g<1>{one.source.name}/", body)
    front = json.dumps({**one.page.meta, "staged": facts}, ensure_ascii=False, default=str)
    return f"---\n{front}\n---\n{body}"
