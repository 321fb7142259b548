"""Which pages a change touches: articles themselves, and those that pull in or show a file that changed."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from workshop.site.languages.locales import FIRST, LOCALES, Locale, others
from workshop.site.pages.page import Page, read_pages
from workshop.site.system.pages import system_pages

SAMPLE = ("index.md", "contact.md", "getting-help/index.md", "sign-in/cannot-sign-in.md")
EVERYWHERE = re.compile(
    r"overrides/|company/|mkdocs[.\w]*\.yml$|scripts/workshop/site/|intake/chalicelib/(?:company|policy)/"
)


@dataclass(frozen=True, order=True)
class Changed:
    """A page of the built site, and why it is in the list."""

    address: str  # below the site's: no/sign-in/
    title: str
    why: str  # new, changed, stand-in, table, picture, theme

    def row(self) -> dict[str, str]:
        return asdict(self)


def changed_files(root: Path, base: str) -> dict[str, str]:
    """Path -> A, M or D: since the commit where this branch left `base`, and what is not committed yet."""
    fork = _git(root, "merge-base", base, "HEAD").strip()
    listing = _git(root, "diff", "--name-status", "--no-renames", "-z", fork).split("\0")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return dict(zip(listing[1::2], listing[::2], strict=False)) | {path: "A" for path in new if path}


def changed_pages(root: Path, files: dict[str, str]) -> Sequence[Changed]:
    """In the order of the languages and addresses; each page once, with its best reason."""
    found: dict[str, Changed] = {}
    pages = {
        locale: system_pages(root, locale) | read_pages(root / "docs" / locale.id, f"docs/{locale.id}")
        for locale in LOCALES
    }
    for one in (*_own(pages, files), *_pulled_in(pages, files), *_sample(pages, files)):
        found.setdefault(one.address, one)
    return sorted(found.values(), key=_place)


def _place(one: Changed) -> tuple[int, str]:
    """Languages in their order."""
    prefixes = [locale.prefix for locale in others(FIRST)]
    return next((n for n, prefix in enumerate(prefixes, 1) if one.address.startswith(prefix)), 0), one.address


def _own(pages: dict[Locale, dict[str, Page]], files: dict[str, str]) -> Iterator[Changed]:
    for locale in LOCALES:
        for path, page in pages[locale].items():
            if state := files.get(page.file):
                yield Changed(locale.prefix + page.address, page.title, "new" if state == "A" else "changed")
                for other in others(FIRST) if locale is FIRST else ():
                    if path not in pages[other]:
                        yield Changed(other.prefix + page.address, page.title, "stand-in")


def _pulled_in(pages: dict[Locale, dict[str, Page]], files: dict[str, str]) -> Iterator[Changed]:
    for file in map(PurePosixPath, files):
        if (
            len(file.parts) < 3
            or file.parts[0] not in ("includes", "docs")
            or (file.parts[0], file.suffix) == ("docs", ".md")
        ):
            continue
        why = "table" if file.parts[0] == "includes" else "picture"
        name = re.compile(rf'[("/]{re.escape(file.name)}["#) ]')
        for locale in LOCALES:
            for page in pages[locale].values() if locale.id == file.parts[1] else ():
                if name.search(page.body):
                    yield Changed(locale.prefix + page.address, page.title, why)


def _sample(pages: dict[Locale, dict[str, Page]], files: dict[str, str]) -> Iterator[Changed]:
    """When what every page is made with has changed, a few of different kinds."""
    if any(EVERYWHERE.match(file) for file in files):
        for locale in LOCALES:
            for path in SAMPLE:
                if page := pages[locale].get(path):
                    yield Changed(locale.prefix + page.address, page.title, "theme")


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), "-c", "core.quotePath=false", *words],
                          capture_output=True, text=True, check=True, timeout=60).stdout  # fmt: skip
