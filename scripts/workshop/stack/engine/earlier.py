"""
The files of an earlier version (format 1): no mark, no seal, and a CRC-32 before each group.

They are read once and rewritten in the present format. Format 1 cannot show all damage: a journal that was cut
between two lines looks complete.
"""

import json
import zlib
from pathlib import Path
from typing import Any

from workshop.stack.engine import pages
from workshop.stack.engine.trouble import JournalDamaged


def generation(files: dict[int, set[str]], directory: Path) -> int | None:
    """The newest generation that an earlier version wrote, None when it wrote nothing here."""
    found = [
        number
        for number, kinds in files.items()
        for kind in kinds
        if not _ours((directory / f"{kind}-{number}").with_suffix(".log" if kind == "journal" else ".json"), kind)
    ]
    return max(found, default=None)


def _ours(path: Path, kind: str) -> bool:
    content = path.read_bytes()
    return pages.is_ours(content) if kind == "journal" else pages.is_sealed(content)


def read(directory: Path, number: int, files: dict[int, set[str]]) -> tuple[bytes | None, list[list[Any]], int]:
    """
    Snapshot, groups, and the bytes of a torn end.

    Raises:
        JournalDamaged: what can be known to be damaged or missing is.
    """
    snapshot, log = directory / f"snapshot-{number}.json", directory / f"journal-{number}.log"
    if number and "snapshot" not in files[number]:
        raise JournalDamaged(snapshot, "is missing")
    # A rotation that was killed left the generation before it, and no journal yet.
    if "journal" not in files[number] and number - 1 not in files:
        raise JournalDamaged(log, "is missing")
    content = log.read_bytes() if log.exists() else b""
    groups, good = _groups(content, log)
    return _state(snapshot) if number else None, groups, len(content) - good


def _state(path: Path) -> bytes:
    content = path.read_bytes()
    try:
        state = json.loads(content)
        right = state["format"] == 1 and isinstance(state["tables"], dict) and isinstance(state["tokens"], list)
    except (ValueError, TypeError, LookupError):
        right = False
    if not right:
        raise JournalDamaged(path, "is damaged" if content else "is empty")
    return content


def _groups(content: bytes, log: Path) -> tuple[list[list[Any]], int]:
    groups: list[list[Any]] = []
    position = 0
    while position < len(content):
        end = content.find(b"\n", position)
        if end < 0 or not _whole(content[position:end]):
            if 0 <= end < len(content) - 1:
                raise JournalDamaged(log, f"is damaged at line {len(groups) + 1} (byte {position})")
            break
        groups.append(json.loads(content[position + 9 : end]))
        position = end + 1
    return groups, position


def _whole(line: bytes) -> bool:
    try:
        return line[8:9] == b" " and int(line[:8], 16) == zlib.crc32(line[9:])
    except ValueError:
        return False
