"""How old things are, according to git: all files at once where possible, and only when there is a finding."""

import re
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from workshop.site.pages.history import versions
from workshop.site.pages.page import parse

_HEAD = re.compile(r"([0-9a-f]{40}) (\d{4}-\d{2}-\d{2})")


class Ages:
    """The days of a repository's history. Without git, or in a shallow clone, nothing is known."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def added(self, path: str) -> date | None:
        """The day since which the file exists."""
        return self._added.get(path)

    def left(self, path: str, held: str) -> date | None:
        """The day on which the article's text stopped being the one with the hash `held`."""
        later: date | None = None
        for day, text in versions(self.root, path) if self._knows else ():
            if _hash(path, text).startswith(held.lower()):
                return later
            later = day
        return None

    @cached_property
    def _added(self) -> Mapping[str, date]:
        found: dict[str, date] = {}
        day = date.min
        listing = self._git("log", "--diff-filter=A", "--format=%H %cs", "--name-only", "--relative", "--", "docs/en")
        for line in listing.splitlines():
            if head := _HEAD.fullmatch(line):
                day = date.fromisoformat(head[2])
            elif line:
                found[line] = day
        return found

    def _git(self, *words: str) -> str:
        if not self._knows:
            return ""
        return self._run(*words)

    @cached_property
    def _knows(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").strip() == "false"

    def _run(self, *words: str) -> str:
        try:
            done = subprocess.run(["git", "-C", str(self.root), "-c", "core.quotePath=false", *words],
                                  capture_output=True, encoding="utf-8", errors="replace", timeout=60,
                                  check=True)  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return ""
        return done.stdout


def _hash(path: str, text: str) -> str:
    try:
        return parse(path, text).body_hash
    except ValueError:
        return ""  # an old version that could not be built; nothing was translated from it
