"""
The tree that is really built: docs/, plus an English fallback page for each article that is not translated.

Each staged page carries what the templates need to know about its translations in one front matter key, `staged`,
so that the generator needs no plugin and no hook of ours.
"""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.site.content.published import dead_cards, published
from workshop.site.languages.drift import behind, is_behind
from workshop.site.languages.locales import FIRST, LOCALES, Locale, day_in_words, others
from workshop.site.languages.switches import switches
from workshop.site.pages.history import last_changes
from workshop.site.pages.left_overs import is_kept
from workshop.site.pages.named_articles import lost_articles
from workshop.site.pages.page import Page
from workshop.site.pages.staged import Staged
from workshop.site.trouble import SiteTrouble

__all__ = ["Staged", "describe", "stage"]

SNIPPET = re.compile(r'^(\s*-{1,2}8<-{1,2}\s+")(?=[^"]*"\s*$)', re.MULTILINE)


def stage(root: Path, to: Path, site_url: str) -> list[Staged]:
    """Write the tree to `to` and return its pages, language by language."""
    staged = gather(root)
    for locale in LOCALES:
        copy_files(root / "docs" / locale.id, to / locale.id)
    for locale in others(FIRST):
        copy_files(root / "docs" / FIRST.id, to / locale.id, only_missing=True)
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
        if not (root / "docs" / locale.id / "index.md").is_file():
            raise SiteTrouble(f"docs/{locale.id}/index.md: the home page is missing")
    written = published(root)
    changes = last_changes(root, "docs")
    staged = []
    for locale in LOCALES:
        for path, page in written[locale].items():
            changed = changes.get(f"docs/{locale.id}/{path}")
            source = written[FIRST].get(path, page)
            searched = not (page.is_unsearched or source.is_unsearched)
            staged.append(Staged(page, locale, locale, changed, _written_in(written, path), searched))
    staged += [
        Staged(page, locale, FIRST, changes.get(f"docs/{FIRST.id}/{path}"), _written_in(written, path),
               searched=not page.is_unsearched)
        for locale in others(FIRST)
        for path, page in written[FIRST].items()
        if path not in written[locale]
    ]  # fmt: skip
    if lost := [*dead_cards(staged), *lost_articles(root, written[FIRST].__contains__)]:
        raise SiteTrouble(*lost)
    return staged


def _written_in(written: Mapping[Locale, Mapping[str, Page]], path: str) -> tuple[Locale, ...]:
    return tuple(locale for locale in LOCALES if path in written[locale])


def texts(root: Path, staged: list[Staged], site_url: str) -> dict[str, str]:
    """What each page is for the generator, by its path in the staged tree: `no/sign-in/index.md`."""
    originals = {one.page.path: one for one in staged if one.locale is FIRST}
    tree: dict[str, str] = {}
    for one in staged:
        facts = describe(one, site_url)
        original = originals.get(one.page.path)
        if original and is_behind(one, original.page):
            facts["behind"] = behind(root, tree, one, original, facts)
        tree[f"{one.locale.id}/{one.page.path}"] = _text(one, facts)
    return tree


def describe(one: Staged, site_url: str) -> dict[str, Any]:
    """What the templates read as `page.meta.staged`; addresses in it are absolute or from the root."""
    site = site_url.rstrip("/") + "/"
    base = urlsplit(site).path
    here = one.page.address
    real = one.written_in if one.translated and not one.stands_in else ()
    alternates = [{"tag": to.tag, "href": site + to.prefix + here} for to in real]
    return {
        "canonical": site + (one.source.prefix if one.stands_in else one.locale.prefix) + here,
        "alternates": alternates,
        "default": alternates[0]["href"] if alternates else None,
        "switches": switches(one, base),
        "stands_in": one.source.tag if one.stands_in else None,
        "article": one.page.is_article,
        "of_product": one.page.of_product,
        "indexed": one.indexed,
        "private": one.page.is_private,
        "source": f"{one.source.id}/{one.page.path}",
        "file": one.page.file,
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
        # Its tables stay in its own language, as the text around them is.
        body = SNIPPET.sub(rf"\g<1>{one.source.id}/", body)
    front = json.dumps({**one.page.meta, "staged": facts}, ensure_ascii=False, default=str)
    return f"---\n{front}\n---\n{body}"
