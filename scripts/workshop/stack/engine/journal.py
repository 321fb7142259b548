"""
Snapshots and journals on disk, one pair per generation.

`snapshot-7.json` is a whole state; `journal-7.log` holds what happened since,
one group of records per line: a CRC-32 in hex, a space, a JSON array. A group is
written with one write and one fsync, so only the last line can ever be torn, and
a torn group was never acknowledged.
"""

import fcntl
import json
import os
import re
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 5.0  # seconds; an engine that was just killed needs a moment to let go
_NAME = re.compile(r"(?:snapshot|journal)-(\d+)\.(?:json|log)")


class JournalTrouble(Exception):
    """The journal cannot be used; the message is one sentence for the person who started the engine."""


class JournalDamaged(JournalTrouble):
    """A line in the middle of the journal does not match its checksum; nothing is guessed."""


class JournalBusy(JournalTrouble):
    """Another engine is writing this journal."""


@dataclass(frozen=True)
class Past:
    """What a journal directory holds: a state, and the groups of records that follow it."""

    snapshot: bytes | None
    groups: list[list[Any]]
    torn: int  # bytes cut off the end: a group that was being written when the process died


class Journal:
    """The journal of one data directory; one process at a time, one caller at a time."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._directory = directory
        self._generation = max(
            (int(found[1]) for found in map(_NAME.fullmatch, os.listdir(directory)) if found), default=0
        )
        self._file: int | None = None
        self._lock = os.open(directory / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        self.size = 0

    def open(self) -> Past:
        """
        Read what is there and get ready to append.

        Raises:
            JournalDamaged: a line that is not the last one is broken.
            JournalBusy: another engine has it, and did not let go in time.
        """
        self._take()
        snapshot = self._snapshot().read_bytes() if self._snapshot().exists() else None
        log = self._log()
        content = log.read_bytes() if log.exists() else b""
        groups, good = _read(content, log)
        if good < len(content):
            os.truncate(log, good)
        self._file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.fsync(self._file)
        self._sync_directory()
        self.size = good
        self._forget_older()
        return Past(snapshot, groups, len(content) - good)

    def append(self, records: Iterable[bytes]) -> None:
        """Write one group of JSON records and wait until the disk has it."""
        assert self._file is not None, "open() comes first"  # noqa: S101
        payload = b"[" + b",".join(records) + b"]"
        line = b"%08x %s\n" % (zlib.crc32(payload), payload)
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._file, rest) :]
        os.fdatasync(self._file)
        self.size += len(line)

    def rotate(self, snapshot: bytes) -> None:
        """Replace everything before now by a snapshot; safe to be killed at any point."""
        self._generation += 1
        target = self._snapshot()
        temporary = target.with_suffix(".tmp")
        with open(temporary, "wb", opener=_private) as file:
            file.write(snapshot)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(target)
        if self._file is not None:
            os.close(self._file)
        self._file = os.open(self._log(), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_TRUNC, 0o600)
        self._sync_directory()
        self.size = 0
        self._forget_older()

    def _take(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                return fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise JournalBusy(f"Another engine is writing the journal in {self._directory}.") from None
                time.sleep(0.05)

    def close(self) -> None:
        """Let go of the journal."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        os.close(self._lock)

    def _snapshot(self) -> Path:
        return self._directory / f"snapshot-{self._generation}.json"

    def _log(self) -> Path:
        return self._directory / f"journal-{self._generation}.log"

    def _sync_directory(self) -> None:
        handle = os.open(self._directory, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def _forget_older(self) -> None:
        for path in self._directory.iterdir():
            found = _NAME.fullmatch(path.name)
            if path.suffix == ".tmp" or (found and int(found[1]) < self._generation):
                path.unlink()


def _read(content: bytes, log: Path) -> tuple[list[list[Any]], int]:
    groups: list[list[Any]] = []
    position = 0
    while position < len(content):
        end = content.find(b"\n", position)
        if end < 0 or not _whole(content[position:end]):
            if end >= 0 and end + 1 < len(content):
                raise JournalDamaged(
                    f"The journal {log} is damaged at line {len(groups) + 1} (byte {position}), and more follows it. "
                    "Nothing was changed. Restore the data directory from a backup, or move it away to start empty."
                )
            break
        groups.append(json.loads(content[position + 9 : end]))
        position = end + 1
    return groups, position


def _whole(line: bytes) -> bool:
    try:
        return line[8:9] == b" " and int(line[:8], 16) == zlib.crc32(line[9:])
    except ValueError:
        return False


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
