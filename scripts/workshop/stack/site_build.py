"""Is the built site older than what it is made of?"""

from collections.abc import Iterator
from pathlib import Path

_SOURCES = ("docs", "overrides", "includes", "mkdocs*.yml", "intake/chalicelib/policy/*.toml")
_STAMP = "_headers.json"  # the build writes it after the pages


def stale(root: Path, site: Path) -> bool | None:
    """True when a source is newer than the site, None when there is no site at all."""
    built = next((path for path in (site / _STAMP, site / "index.html") if path.exists()), None)
    if built is None:
        return None
    made = built.stat().st_mtime
    return any(path.stat().st_mtime > made for path in _sources(root))


def _sources(root: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        for top in root.glob(pattern):
            yield top  # a folder too: its time changes when something in it is deleted
            if top.is_dir():
                yield from top.rglob("*")
