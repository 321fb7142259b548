"""The service worker at the root of the site, with the version of what it fetches ahead."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from workshop.site.built import Built, put
from workshop.site.locales import LOCALES

SOURCE = "assets/offline/worker.js"
FILE = "sw.js"
DIGITS = 12


def write_worker(built: Built) -> str:
    """Write it; its text changes when a script, a style or a page fetched ahead changes, and browsers then renew it."""
    digest = hashlib.sha256()
    for file in _ahead(built.site):
        digest.update(file.read_bytes())
    version = digest.hexdigest()[:DIGITS]
    source = (built.site / SOURCE).read_text(encoding="utf-8")
    put(built.site / FILE, f'const BUILD = "{version}"\n{source}')
    return f"service worker {version}"


def _ahead(site: Path) -> Iterable[Path]:
    for locale in LOCALES:
        half = site / locale.prefix
        yield from sorted(file for file in (half / "assets").rglob("*") if file.is_file())
        yield from (file for name in ("503.html", "search/index.html") if (file := half / name).is_file())
