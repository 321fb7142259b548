"""Files that editors and systems leave beside the one that is meant: no mistake of the writer, and never built."""

from pathlib import Path

_BESIDE = (".swp", ".swx", ".tmp", ".bak", ".part", ".crswap", ".orig", ".rej")
_SYSTEMS = ("Thumbs.db", "desktop.ini")


def is_left_over(name: str) -> bool:
    """Whether a file of this name is one: `.page.md.swp`, `page.md~`, the `4913` of vim."""
    return name[0] in ".#" or name[-1] == "~" or name.endswith(_BESIDE) or name.isdecimal() or name in _SYSTEMS


def is_kept(path: Path) -> bool:
    """Whether it is a file of the help centre."""
    return path.is_file() and not is_left_over(path.name)
