"""When each file was last changed, asked of git once for all of them."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def last_changes(root: Path, folder: str) -> dict[str, date]:
    """
    The day of the newest commit of each file below `folder`, by path from `root`.

    Empty without git, outside a repository, and in a shallow clone, where every file would seem to be new:
    a page without a date is better than a page with a wrong one.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    changes: dict[str, date] = {}
    day = date.min
    listing = _git(root, "log", "--format=%x00%ct", "--name-only", "--relative", "-z", "--", folder)
    for part in listing.replace("\n", "\0").split("\0"):
        if part.isdigit():
            day = datetime.fromtimestamp(int(part), tz=UTC).date()
        elif part:
            changes.setdefault(part, day)
    return changes


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), "-c", "core.quotePath=false", *words],
                              capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
