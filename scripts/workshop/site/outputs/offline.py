"""The service worker at the root of the site, with what it fetches ahead and the version of that."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import LOCALES

SOURCE = "assets/offline/worker.js"
FILE = "sw.js"
DIGITS = 12
HASH = 8
# The offline page, the empty search page, and the page that says how one reaches us.
PAGES = {"503.html": "503.html", "search/": "search/index.html", "contact/": "contact/index.html"}
# What these pages and the help dialog load when they are used: modules, styles, words, the policy.
ROOMS = ("help", "shared", "search", "feedback", "case-form")
KINDS = (".js", ".css", ".json")


def write_worker(built: Built) -> str:
    """Write it; its text changes when a script, a style or a page fetched ahead changes, and browsers then renew it."""
    digest = hashlib.sha256()
    for file in _ahead(built.site):
        digest.update(file.read_bytes())
    version = digest.hexdigest()[:DIGITS]
    kit = {built.path + locale.prefix: kit_of(built.site, locale.prefix, built.path) for locale in LOCALES}
    source = (built.site / SOURCE).read_text(encoding="utf-8")
    put(built.site / FILE, f'const BUILD = "{version}"\nconst KIT = {json.dumps(kit)}\n{source}')
    return f"service worker {version}, {sum(len(one['files']) for one in kit.values())} files fetched ahead"


def kit_of(site: Path, prefix: str, path: str) -> dict[str, list[str] | dict[str, str]]:
    """
    What a reader of one language is given ahead: pages below their prefix, and files by path with their hashes.

    `path` is the site's own.
    """
    half = site / prefix
    files = [file for room in ROOMS for file in _files(half / "assets" / room) if file.suffix in KINDS]
    return {
        "pages": [page for page, file in PAGES.items() if (half / file).is_file()],
        "files": {path + file.relative_to(site).as_posix(): _hash(file) for file in files},
    }


def _ahead(site: Path) -> Iterable[Path]:
    for locale in LOCALES:
        half = site / locale.prefix
        yield from _files(half / "assets")
        yield from (file for name in PAGES.values() if (file := half / name).is_file())


def _hash(file: Path) -> str:
    """The first digits: enough to recognise a file of another build, a truncated one, or somebody else's page."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:HASH]


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())
