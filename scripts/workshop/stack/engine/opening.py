"""What an engine does to a journal when it starts: read it, refuse what is not right, and make it ready for more."""

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workshop.stack.engine import earlier, pages
from workshop.stack.engine.folder import Folder
from workshop.stack.engine.mark import Mark, Seen, State
from workshop.stack.engine.reading import Reader
from workshop.stack.engine.trouble import JournalDamaged


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


@dataclass(frozen=True)
class Opened:
    """
    Attributes:
        file: the journal, open to append to; None when a rotation has to come first.
        begins: bytes of the journal's first line.
    """

    past: Past
    state: State
    file: int | None = None
    begins: int = 0


@dataclass(frozen=True)
class Opening:
    """
    Attributes:
        new: the state of a store that begins now; its epoch and owner are those of this data directory.
        known, restored: see `journal.Journal`.
    """

    folder: Folder
    mark: Mark
    seen: Seen
    reader: Reader
    new: State
    known: bool
    restored: bool

    def open(self) -> Opened:
        """See `journal.Journal.open`."""
        state = self.reader.marked()
        return self._first() if state is None else self._again(state)

    def _again(self, state: State) -> Opened:
        """A store of this version."""
        epoch, owner, data = self.new.epoch, self.new.owner, self.folder.directory.parent
        if state.owner and owner and state.owner != owner:
            raise JournalDamaged(data / "secrets.json", "does not belong to the store beside it")
        if epoch < state.epoch:
            raise JournalDamaged(data / "epoch.json", "is missing or older than the store beside it")
        snapshot, seed = self.reader.snapshot(state)
        log = self.folder.path("journal", state.generation)
        read, size = self.reader.groups(state, log, seed)
        groups = state.groups + sum(place > state.bytes for place in read.marks)
        state = replace(
            state, bytes=read.good, groups=groups, chain=read.chain, epoch=epoch, owner=owner or state.owner
        )
        if self.restored:
            if read.good < size:
                self.folder.keep_copy(log)
            return Opened(Past(snapshot, read.groups, rewrite=True), state)
        self.seen.compare(state, data)
        if read.good < size:
            os.truncate(log, read.good)
        file = os.open(log, os.O_WRONLY | os.O_APPEND)
        with contextlib.suppress(OSError):  # a full disk can still be read
            os.fsync(file)
            self.mark.write(state)
        self.seen.show(state)
        past = Past(snapshot, read.groups, size - read.good, aside=self.folder.set_aside(state.generation))
        return Opened(past, state, file, min(read.marks))

    def _first(self) -> Opened:
        """Nothing yet, or what an earlier version wrote."""
        files, data = self.folder.generations(), self.folder.directory
        number = earlier.generation(files, data)
        if number is not None:
            snapshot, groups, torn = earlier.read(data, number, files)
            if not self.restored:
                self.seen.compare(None, data.parent)
            return Opened(Past(snapshot, groups, torn, rewrite=True), replace(self.new, generation=number))
        if any(generation > 0 or kind == "snapshot" for generation, kinds in files.items() for kind in kinds):
            raise JournalDamaged(self.folder.mark, "is missing")
        log, first = self.folder.path("journal", 0), pages.head(self.new.store, 0, self.new.store)
        if log.exists() and log.read_bytes().count(b"\n") > 1:
            raise JournalDamaged(self.folder.mark, "is missing")
        if self.known or self.restored:
            raise JournalDamaged(self.folder.mark, "and the rest of the store are missing")
        self.folder.write(log, first)
        state = replace(self.new, bytes=len(first), chain=self.new.store)
        self.mark.write(state)
        self.folder.sync()
        file = os.open(log, os.O_WRONLY | os.O_APPEND)
        self.seen.show(state)
        return Opened(Past(None, []), state, file, len(first))
