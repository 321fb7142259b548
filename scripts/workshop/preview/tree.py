"""The staged tree of the preview, kept on disk, and which of its pages a save has changed."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.site.languages.locales import FIRST, LOCALES, Locale, others
from workshop.site.pages.navigation import navigation
from workshop.site.pages.page import Page
from workshop.site.pages.stage import Staged, copy_files, gather, texts, write_texts

_ITS_OWN = ("source_hash", "keywords")  # front matter that no other page shows


@dataclass
class Changes:
    """What is different since the last look; pages by their path in the tree, `no/sign-in/index.md`."""

    pages: set[str] = field(default_factory=set)  # to be rendered: changed or new
    new: set[str] = field(default_factory=set)  # of those, the ones a writer has added
    gone: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)  # changed in more than their text: other pages can show it
    reread: set[Locale] = field(default_factory=set)  # languages with other files, or another navigation
    needs_all: bool = False  # pages that nobody touched have to be built, too


class Tree:
    """`refresh()` after each save; `staged` is what is there."""

    def __init__(self, root: Path, folder: Path, site_url: str) -> None:
        self._root, self.folder, self._site_url = root, folder, site_url
        self._texts: dict[str, str] = {}
        self.navigation: dict[Locale, list[Any]] = {}
        self.staged: dict[str, Staged] = {}
        shutil.rmtree(folder, ignore_errors=True)

    def refresh(self) -> Changes:
        """Bring the tree up to date. SiteTrouble, and nothing changed, when a page cannot be read."""
        pages = {f"{one.locale.id}/{one.page.path}": one for one in gather(self._root)}
        now, before = texts(self._root, list(pages.values()), self._site_url), self._texts
        turned = {locale: self._navigation(pages, locale) for locale in LOCALES}
        changes = Changes(
            pages={path for path, text in now.items() if before.get(path) != text},
            new=pages.keys() - self.staged.keys(),
            gone=self.staged.keys() - pages.keys(),
            reread={locale for locale in LOCALES if self.navigation.get(locale) != turned[locale]},
        )
        # A page that shows a difference to the English text comes and goes by itself, and no other page names it.
        changes.reread |= {locale for locale in LOCALES if _files(now, locale) != _files(before, locale)}
        changes.known = {
            path
            for path in changes.pages & pages.keys() & self.staged.keys()
            if _about(self.staged[path]) != _about(pages[path])
        }
        changes.needs_all = bool(changes.new or changes.gone or changes.known or turned != self.navigation)
        write_texts({path: now[path] for path in changes.pages}, self.folder)
        for path in before.keys() - now.keys():
            (self.folder / path).unlink(missing_ok=True)
        self._texts, self.navigation, self.staged = now, turned, pages
        return changes

    def locale(self, page: str) -> Locale:
        """The language of a page by its path."""
        return next(locale for locale in LOCALES if page.startswith(f"{locale.id}/"))

    def address(self, page: str) -> str:
        """The address of a page by its path, also of one that no writer wrote."""
        locale = self.locale(page)
        return locale.prefix + Page(page.removeprefix(f"{locale.id}/"), {}, "").address

    def source(self, page: str) -> str:
        """The file that its writer knows."""
        one = self.staged.get(page)
        return one.page.file if one else f"docs/{page}"

    def users(self, snippet: str) -> set[str]:
        """The pages whose text names an included file."""
        return {path for path, text in self._texts.items() if snippet in text and "8<-" in text}

    def __contains__(self, page: str) -> bool:
        return page in self._texts

    @staticmethod
    def _navigation(pages: dict[str, Staged], locale: Locale) -> list[Any]:
        return navigation({one.page.path: one.page for one in pages.values() if one.locale is locale})

    def copy_files(self) -> None:
        """Pictures and other files beside the pages."""
        for locale in LOCALES:
            copy_files(self._root / "docs" / locale.id, self.folder / locale.id)
        for locale in others(FIRST):
            copy_files(self._root / "docs" / FIRST.id, self.folder / locale.id, only_missing=True)


def _files(tree: dict[str, str], locale: Locale) -> set[str]:
    return {path for path in tree if path.startswith(f"{locale.id}/")}


def _about(one: Staged) -> dict[str, Any]:
    """What lists, navigation and suggestions can show of a page."""
    return {name: value for name, value in one.page.meta.items() if name not in _ITS_OWN}
