"""Builds the site when the server starts, unless it is as new as what it is made of."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_SOURCES = ("docs", "overrides", "includes", "mkdocs*.yml", "company")
_STAMP = "_headers.json"  # the build writes it after the pages

Say = Callable[[str], None]


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


class SiteBuild:
    """Runs scripts/build_site beside everything else; an old site is served meanwhile."""

    def __init__(self, root: Path, site: Path, say: Say) -> None:
        self._root, self._site, self._say = root, site, say
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0

    @property
    def running(self) -> bool:
        """Is a build under way? look() notices its end."""
        return self._process is not None

    def begin_if_stale(self) -> None:
        """Build when there is no site, or an old one; say which."""
        state = stale(self._root, self._site)
        if state is False:
            self._say("· Site: built and up to date")
            return
        self._say(f"· Site: building it, as {'there is none' if state is None else 'its sources changed'}")
        self.begin()

    def begin(self) -> None:
        """Start a build."""
        self._began = time.monotonic()
        self._process = subprocess.Popen([self._root / "scripts" / "build_site"], start_new_session=True)

    def look(self) -> None:
        """Notice the end of a build, and say how it went."""
        if self._process is None or self._process.poll() is None:
            return
        if self._process.returncode == 0:
            self._say(f"· Site: built in {time.monotonic() - self._began:.1f} s")
        elif (self._site / "index.html").exists():
            self._say("· Site: the build failed (its words are above); the site as it was before is served")
        else:
            self._say("· Site: the build failed (its words are above); there is no site to serve until it succeeds")
        self._process = None

    def stop(self) -> None:
        """End the build that runs, if any."""
        if self._process is not None:
            self._process.terminate()
