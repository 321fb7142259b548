"""The pages for readers: those that can be built, under a name that can be served, without drafts."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from workshop.site.content.fields import mistakes
from workshop.site.content.names import refused
from workshop.site.languages.locales import FIRST, LOCALES, Locale
from workshop.site.pages.page import Page, decoded, field_line, read_pages
from workshop.site.pages.staged import Staged
from workshop.site.system.pages import lacking, system_pages
from workshop.site.trouble import SiteTrouble


def published(root: Path) -> dict[Locale, dict[str, Page]]:
    """
    The pages of each language by their path: those of docs/, and those of the product that none of them replaces.

    The front matter of an English article applies to its translation: while it is a draft, both are. When only the
    translation is a draft, readers get the English article.

    Raises:
        SiteTrouble: with every file that cannot be read, cannot be where it is, or has front matter that cannot be
            followed.
    """
    troubles = [f"{path}:1: {words}" for path, words in refused(root)]
    pages: dict[Locale, dict[str, Page]] = {}
    for locale in LOCALES:
        try:
            written = read_pages(root / "docs" / locale.id, f"docs/{locale.id}")
        except SiteTrouble as trouble:
            troubles += trouble.lines
        else:
            troubles += _mistakes(root, locale, written.values())
            pages[locale] = system_pages(root, locale) | written
    if troubles:
        raise SiteTrouble(*troubles)
    drafts = {locale: {path for path, page in pages[locale].items() if page.is_draft} for locale in LOCALES}
    shown = {
        locale: {path: page for path, page in pages[locale].items() if path not in drafts[locale] | drafts[FIRST]}
        for locale in LOCALES
    }
    if hidden := [f"docs/{locale.id}/index.md:1: the home page cannot be a draft"
                  for locale in LOCALES if "index.md" not in shown[locale]]:  # fmt: skip
        raise SiteTrouble(*hidden)
    return shown


def _mistakes(root: Path, locale: Locale, pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        file = f"docs/{locale.id}/{page.path}"
        if found := [*mistakes(page.meta), *lacking(page.path, page.meta, page.body)]:
            text = decoded((root / file).read_bytes())
            yield from (f"{file}:{field_line(text, field)}: {words}" for field, words in found)


def dead_cards(staged: Iterable[Staged]) -> Iterator[str]:
    """The cards of a home page that lead to no page: perhaps one that is a draft."""
    pages = list(staged)
    for home in (one for one in pages if one.page.path == "index.md" and not one.stands_in):
        addresses = {one.page.address for one in pages if one.locale is home.locale}
        for card in home.page.meta.get("cards") or []:
            if (to := card["link"].partition("#")[0]) and to not in addresses:
                yield f"docs/{home.source.id}/index.md:1: a card leads to {to}, where there is no page, or only a draft"
