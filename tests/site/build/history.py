"""A help centre in git, for what the build asks of its history."""

import subprocess
from pathlib import Path

from tests.site.centre import write
from workshop.site.pages.page import parse

OLD = (
    "---\ntitle: Seats\ndescription: Who sits where.\n---\n\n"
    "First line.\n\nA seat costs 10 dollars a month.\n\nGone soon.\n\n"
    + "\n".join(f"Line {number} stays.\n" for number in range(9))
)
NEW = OLD.replace("10 dollars", "12 dollars").replace("Gone soon.\n\n", "") + "\nA <b>new</b> line.\n"


def git(root: Path, *words: str, day: str = "2024-03-05") -> str:
    """Run git in a repository of the test's own."""
    done = subprocess.run(
        ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True, capture_output=True,
        text=True, env={"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "PATH": "/usr/bin:/bin"})  # fmt: skip
    return done.stdout


def commit(root: Path, day: str) -> None:
    """Keep docs/ as it is now, on this day."""
    git(root, "add", "docs")
    git(root, "commit", "-qm", "a change", day=day)


def drifted(root: Path) -> None:
    """An English article that was moved and then changed after its translation was made."""
    git(root, "init", "-q")
    write(root, "en/seats.md", OLD)
    commit(root, "2024-03-05")
    (root / "docs/en/seats.md").rename(root / "docs/en/topic/seats.md")
    held = parse("topic/seats.md", OLD).body_hash[:16]
    write(root, "no/topic/seats.md", f'---\ntitle: Seter\nsource_hash: "{held}"\n---\n\nEt sete koster 10 dollar.\n')
    commit(root, "2024-04-01")
    write(root, "en/topic/seats.md", NEW)
    commit(root, "2024-05-17")
