"""When each file was last changed, asked of git once for all of them."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

COMMIT = re.compile(r"([0-9a-f]{12})[0-9a-f]{28,52} (\d+)")


@dataclass(frozen=True)
class Change:
    """The newest commit of a file: its day, and the first twelve digits of its name."""

    day: date
    commit: str


def last_changes(root: Path, folder: str) -> dict[str, Change]:
    """
    The newest commit of each file below `folder`, by path from `root`.

    Empty without git, outside a repository, and in a shallow clone, where every file would seem to be new:
    a page without a date is better than a page with a wrong one.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    changes: dict[str, Change] = {}
    newest = Change(date.min, "")
    listing = _git(root, "log", "--format=%x00%H %ct", "--name-only", "--relative", "-z", "--", folder)
    for part in listing.replace("\n", "\0").split("\0"):
        if head := COMMIT.fullmatch(part):
            newest = Change(datetime.fromtimestamp(int(head[2]), tz=UTC).date(), head[1])
        elif part:
            changes.setdefault(part, newest)
    return changes


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotePath=false", *words],
            capture_output=True,
            encoding="utf-8",
            errors="replace",  # an old version can be anything
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def versions(root: Path, path: str) -> Iterator[tuple[date, str]]:
    """Each committed version of one file with its day, newest first, under the names it has had."""
    listing = _git(root, "log", "--follow", "--format=%x00%H %ct", "--name-only", "--relative", "-z", "--", path)
    newest = ("", date.min)
    for part in listing.replace("\n", "\0").split("\0"):
        if re.fullmatch(r"[0-9a-f]{40,64} \d+", part):
            commit, stamp = part.split()
            newest = (commit, datetime.fromtimestamp(int(stamp), tz=UTC).date())
        elif part:
            yield newest[1], _git(root, "show", f"{newest[0]}:./{part}")
