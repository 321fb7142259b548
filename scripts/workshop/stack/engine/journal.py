"""
Snapshots and journals on disk, one pair per generation, and a mark of how far they were acknowledged.

`snapshot-7.json` is a whole state; `journal-7.log` holds what happened since, one group of records per line
(`pages.py`). A group is written with one write and one fsync and then marked (`mark.py`), so only what is after the
mark can be torn, and that was never acknowledged. What is before it must be there, whole, or the engine does not
start.
"""

import contextlib
import fcntl
import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workshop.stack.engine import earlier, pages
from workshop.stack.engine.folder import Folder
from workshop.stack.engine.mark import Mark, State
from workshop.stack.engine.reading import Found, Reader
from workshop.stack.engine.trouble import JournalBusy, JournalDamaged, JournalOlder, JournalTrouble

PATIENCE = 5.0  # seconds; an engine that was just killed needs a moment to release the files
_SYNC_EVERY = 1.0  # seconds between two syncs of the mark


@dataclass(frozen=True)
class Past:
    """
    The content of a journal directory: a state, and the groups of records that follow it.

    Attributes:
        torn: bytes of a group that was being written when the process died.
        rewrite: an earlier version wrote it, or it was restored; rotate() before the first append().
        aside: files that no acknowledged write needs, where they were moved.
    """

    snapshot: bytes | None
    groups: list[list[Any]]
    torn: int = 0
    rewrite: bool = False
    aside: tuple[Path, ...] = ()


class Journal:
    """The journal of one data directory; one process at a time, one caller at a time."""

    def __init__(
        self,
        directory: Path,
        *,
        seen: Path | None = None,
        epoch: str = "",
        owner: str = "",
        known: bool = False,
        restored: bool = False,
        what_is_left: bool = False,
    ) -> None:
        """
        Args:
            seen: a mark outside the data directory, so that an older copy of it is noticed.
            epoch, owner: see `mark.State`.
            known: whether this data directory had a store before.
            restored: what is here is to be the present, although a later one was seen.
            what_is_left: and although its end is damaged or missing.
        """
        self._directory, self._epoch, self._owner, self._known = directory, epoch, owner, known
        self._folder = Folder(directory)
        self._mark, self._seen = Mark(self._folder.mark), Mark(seen) if seen else None
        self._seen_path, self._restored = seen, restored
        self._reader = Reader(self._folder, self._mark, restored=restored, what_is_left=what_is_left)
        self._state = State(secrets.token_hex(8), 0, 0, 0, "", epoch, owner)
        self._file: int | None = None
        self._lock: int | None = None
        self._begins = 0  # bytes of the journal's first line
        self._torn = False  # bytes of a failed append may be after the last good one
        self._synced = time.monotonic()

    @property
    def size(self) -> int:
        """Bytes of the present journal."""
        return self._state.bytes

    @property
    def grown(self) -> bool:
        """Whether anything was stored since the last snapshot."""
        return self._state.bytes > self._begins

    def open(self) -> Past:
        """
        Read what is there and get ready to append.

        Raises:
            JournalDamaged: something is not as it was acknowledged, or is missing.
            JournalOlder: it is whole, but a later one was seen here before.
            JournalBusy: another engine has it, and did not release it within `PATIENCE`.
            JournalTrouble: the files cannot be read or written.
        """
        try:
            self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._take()
            state = self._reader.marked()
            return self._first() if state is None else self._again(state)
        except OSError as error:
            where = error.filename or self._directory
            raise JournalTrouble(f"The engine cannot use {where}: {error.strerror}.") from None

    def look(self) -> Found:
        """See `Reader.look`."""
        return self._reader.look(self._seen)

    def append(self, records: Iterable[bytes]) -> None:
        """
        Write one group of JSON records and wait until the disk has it.

        Raises:
            OSError: nothing of the group is in the journal; it may be tried again.
        """
        assert self._file is not None, "open() comes first"  # noqa: S101
        line, chain = pages.line(self._state.chain, list(records))
        after = replace(self._state, bytes=self._state.bytes + len(line), groups=self._state.groups + 1, chain=chain)
        try:
            if self._torn:
                os.ftruncate(self._file, self._state.bytes)
            self._torn = True
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fdatasync(self._file)
            self._mark.write(after)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._state.bytes)
                self._torn = False
                self._mark.write(self._state)
            raise
        self._torn, self._state = False, after
        self._show()
        if time.monotonic() - self._synced > _SYNC_EVERY:
            self.settle()

    def rotate(self, snapshot: bytes) -> None:
        """
        Replace everything before now by a snapshot; safe to be killed at any point.

        Raises:
            OSError: everything is as it was before.
        """
        before = self._state
        number = before.generation + 1
        facts = {"generation": number, "store": before.store, "groups": before.groups}
        sealed, seed = pages.seal(snapshot, facts)
        first = pages.head(before.store, number, seed)
        after = replace(before, generation=number, bytes=len(first), groups=before.groups + 1, chain=seed)
        target, log = self._folder.path("snapshot", number), self._folder.path("journal", number)
        temporary = target.with_suffix(".tmp")
        try:
            self._folder.write(temporary, snapshot, sealed)
            # Read back before the generation before it is forgotten.
            pages.open_snapshot(temporary.read_bytes(), before.store, number)
            temporary.rename(target)
            self._folder.write(log, first)
            self._folder.sync()
            self._mark.write(after)
            self._mark.sync()
        except (OSError, pages.Broken) as error:
            with contextlib.suppress(OSError):
                if self._file is not None:
                    self._mark.write(before)
                for left in (temporary, target, log):
                    left.unlink(missing_ok=True)
            raise error if isinstance(error, OSError) else OSError(5, f"{temporary} {error}") from None
        if self._file is not None:
            os.close(self._file)
        self._file = os.open(log, os.O_WRONLY | os.O_APPEND)
        self._state, self._begins, self._torn = after, len(first), False
        self._show()
        with contextlib.suppress(OSError):
            self._folder.forget(after.generation)

    def settle(self) -> None:
        """Bring the marks to the disk. A mark that is not there yet makes a check weaker and never wrong."""
        with contextlib.suppress(OSError):
            self._synced = time.monotonic()
            self._mark.sync()

    def close(self) -> None:
        """Release the journal."""
        self.settle()
        for mark in (self._mark, self._seen):
            if mark is not None:
                mark.close()
        for handle in (self._file, self._lock):
            if handle is not None:
                os.close(handle)
        self._file = self._lock = None

    def _take(self) -> None:
        self._lock = os.open(self._directory / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                return fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise JournalBusy(f"Another engine is writing the journal in {self._directory}.") from None
                time.sleep(0.05)

    def _again(self, state: State) -> Past:
        """A store of this version."""
        if state.owner and self._owner and state.owner != self._owner:
            raise JournalDamaged(self._directory.parent / "secrets.json", "does not belong to the store beside it")
        if self._epoch < state.epoch:
            raise JournalDamaged(self._directory.parent / "epoch.json", "is missing or older than the store beside it")
        snapshot, seed = self._reader.snapshot(state)
        log = self._folder.path("journal", state.generation)
        read, size = self._reader.groups(state, log, seed)
        groups = state.groups + sum(place > state.bytes for place in read.marks)
        self._state = replace(
            state, bytes=read.good, groups=groups, chain=read.chain, epoch=self._epoch, owner=self._owner or state.owner
        )
        if self._restored:
            if read.good < size:
                self._folder.keep_copy(log)
            return Past(snapshot, read.groups, rewrite=True)
        self._compare(self._state)
        if read.good < size:
            os.truncate(log, read.good)
        self._file, self._begins = os.open(log, os.O_WRONLY | os.O_APPEND), min(read.marks)
        with contextlib.suppress(OSError):  # a full disk can still be read
            os.fsync(self._file)
            self._mark.write(self._state)
        self._show()
        return Past(snapshot, read.groups, size - read.good, aside=self._folder.set_aside(state.generation))

    def _first(self) -> Past:
        """Nothing yet, or what an earlier version wrote."""
        files = self._folder.generations()
        number = earlier.generation(files, self._directory)
        if number is not None:
            snapshot, groups, torn = earlier.read(self._directory, number, files)
            if not self._restored:
                self._compare(None)
            self._state = replace(self._state, generation=number)
            return Past(snapshot, groups, torn, rewrite=True)
        if any(generation > 0 or kind == "snapshot" for generation, kinds in files.items() for kind in kinds):
            raise JournalDamaged(self._folder.mark, "is missing")
        log, first = self._folder.path("journal", 0), pages.head(self._state.store, 0, self._state.store)
        if log.exists() and log.read_bytes().count(b"\n") > 1:
            raise JournalDamaged(self._folder.mark, "is missing")
        if self._known or self._restored:
            raise JournalDamaged(self._folder.mark, "and the rest of the store are missing")
        self._folder.write(log, first)
        self._state = replace(self._state, bytes=len(first), chain=self._state.store)
        self._mark.write(self._state)
        self._folder.sync()
        self._file = os.open(log, os.O_WRONLY | os.O_APPEND)
        self._begins = len(first)
        self._show()
        return Past(None, [])

    def _compare(self, state: State | None) -> None:
        """Refuse what is older than what this machine saw here."""
        try:
            seen = self._seen.read() if self._seen else None
        except (JournalDamaged, OSError):
            return  # it can only warn
        if seen is None or (state is not None and state.store != seen.store):
            return
        # As many groups with another chain are another history.
        goes_on = state is not None and (state.groups > seen.groups or state.chain == seen.chain)
        if state is None or not goes_on or state.epoch < seen.epoch:
            data = self._directory.parent
            raise JournalOlder(
                f"{data} is older than it was when it was last used here, so it came back from a backup and nothing "
                f"of it is served yet: run scripts/restored --data {data}, which says first what it will do."
            )

    def _show(self) -> None:
        """The mark outside; nothing depends on it, so it is allowed to fail."""
        if self._seen is None or self._seen_path is None:
            return
        try:
            self._seen_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._seen.write(self._state)
        except OSError:
            self._seen = None
