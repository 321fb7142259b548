"""
Snapshots and journals on disk, one pair per generation, and a mark of how far they were acknowledged.

`snapshot-7.json` is a whole state; `journal-7.log` holds what happened since, one group of records per line
(`pages.py`). A group is written with one write and one fsync and then marked (`mark.py`), so only what is after the
mark can be torn, and that was never acknowledged. What is before it must be there, whole, or the engine does not
start.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from workshop.stack.engine import pages
from workshop.stack.engine.folder import Folder
from workshop.stack.engine.mark import Mark, Seen, State
from workshop.stack.engine.opening import Opening, Past
from workshop.stack.engine.reading import Found, Reader
from workshop.stack.engine.trouble import JournalTrouble

_SYNC_EVERY = 1.0  # seconds between two syncs of the mark


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
        self._folder = Folder(directory)
        self._mark, self._seen = Mark(self._folder.mark), Seen(seen)
        self._reader = Reader(self._folder, self._mark, restored=restored, what_is_left=what_is_left)
        self._state = State(secrets.token_hex(8), 0, 0, 0, "", epoch, owner)
        self._known, self._restored = known, restored
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
            JournalBusy: another engine has it, and did not release it in time.
            JournalTrouble: the files cannot be read or written.
        """
        try:
            self._lock = self._folder.lock()
            opened = Opening(
                self._folder, self._mark, self._seen, self._reader, self._state, self._known, self._restored
            ).open()
        except OSError as error:
            where = error.filename or self._folder.directory
            raise JournalTrouble(f"The engine cannot use {where}: {error.strerror}.") from None
        self._state, self._file, self._begins = opened.state, opened.file, opened.begins
        return opened.past

    def look(self) -> Found:
        """See `Reader.look`."""
        return self._reader.look(self._seen.mark)

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
        self._seen.show(self._state)
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
        self._seen.show(self._state)
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
        self._mark.close()
        self._seen.close()
        for handle in (self._file, self._lock):
            if handle is not None:
                os.close(handle)
        self._file = self._lock = None
