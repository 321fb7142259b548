"""The folder of a journal: names, whole writes, and what is moved aside."""

import contextlib
import fcntl
import os
import re
import time
from pathlib import Path

from workshop.stack.engine.trouble import JournalBusy

PATIENCE = 5.0  # seconds; an engine that was just killed needs a moment to release the files
MARK, ASIDE = "acknowledged", "set-aside"
_NAME = re.compile(r"(snapshot|journal)-(\d+)\.(json|log)")


class Folder:
    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @property
    def mark(self) -> Path:
        return self.directory / MARK

    def path(self, kind: str, generation: int) -> Path:
        return self.directory / f"{kind}-{generation}.{'log' if kind == 'journal' else 'json'}"

    def lock(self) -> int:
        """
        The file that keeps other engines out as long as it is open; makes the folder when there is none.

        Raises:
            JournalBusy: another engine has it, and did not release it within `PATIENCE`.
        """
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.directory / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    os.close(handle)
                    raise JournalBusy(f"Another engine is writing the journal in {self.directory}.") from None
                time.sleep(0.05)
            else:
                return handle

    def generations(self) -> dict[int, set[str]]:
        """The kinds of files of each generation."""
        found: dict[int, set[str]] = {}
        for name in map(_NAME.fullmatch, os.listdir(self.directory)):
            if name and name[3] == ("log" if name[1] == "journal" else "json"):
                found.setdefault(int(name[2]), set()).add(name[1])
        return found

    def write(self, path: Path, *parts: bytes) -> None:
        with open(path, "wb", opener=_private) as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())

    def sync(self) -> None:
        handle = os.open(self.directory, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def forget(self, present: int) -> None:
        """The generations that the present one replaced."""
        for generation, kinds in self.generations().items():
            if generation < present:
                for kind in kinds:
                    self.path(kind, generation).unlink()

    def keep_copy(self, log: Path) -> None:
        """A journal whose end cannot be read, before a new generation replaces it."""
        to = self.directory / ASIDE / f"{time.strftime('%Y%m%dT%H%M%S')}-{log.name}"
        to.parent.mkdir(exist_ok=True, mode=0o700)
        os.link(log, to)

    def set_aside(self, present: int) -> tuple[Path, ...]:
        """What no acknowledged write needs: kept under another name when it is not a rotation's own leftover."""
        moved = []
        with contextlib.suppress(OSError):
            for path in self.directory.glob("*.tmp"):
                path.unlink()
            for generation, kinds in self.generations().items():
                for kind in kinds if generation != present else ():
                    path = self.path(kind, generation)
                    if generation == present - 1:
                        path.unlink()
                        continue
                    to = self.directory / ASIDE / f"{time.strftime('%Y%m%dT%H%M%S')}-{path.name}"
                    to.parent.mkdir(exist_ok=True, mode=0o700)
                    moved.append(path.rename(to))
        return tuple(moved)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
