"""
How far the store was acknowledged, in a small file beside the journal, and once more outside the data directory.

Two slots of 512 bytes are written in turn: when one is torn by a power cut, the other still holds the write before. A
mark is written when its group is on disk and before the group is acknowledged, so it is never ahead of the journal.
It has no fsync of its own: a process that dies leaves it to the kernel, and after a power cut it is at most some
seconds behind, which makes the check weaker and never wrong.
"""

import contextlib
import json
import os
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from workshop.stack.engine.trouble import JournalDamaged, JournalOlder

_SLOT = 512


@dataclass(frozen=True)
class State:
    """
    A place in the life of a store.

    Attributes:
        store: random name of the store, the same for its whole life.
        generation: of the snapshot and journal in use.
        bytes: length of that journal, in bytes.
        groups: groups of writes acknowledged in the whole life; it only grows.
        chain: hash over all that was acknowledged in this generation.
        epoch: when the store was last restored; empty when it never was.
        owner: fingerprint of the secret that the keys of the table were made with.
        turn: which of two marks is the newer.
    """

    store: str
    generation: int
    bytes: int
    groups: int
    chain: str
    epoch: str = ""
    owner: str = ""
    turn: int = 0


class Mark:
    """One such file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._turn = 0
        self._unsynced = False

    def read(self) -> State | None:
        """
        The newest state, None when there is no such file.

        Raises:
            JournalDamaged: neither slot is whole.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        states = [state for at in (0, _SLOT) if (state := _read(content[at : at + _SLOT]))]
        if not states:
            raise JournalDamaged(self._path, "is damaged")
        newest = max(states, key=lambda state: state.turn)
        self._turn = newest.turn
        return newest

    def write(self, state: State) -> None:
        """Write the next slot; makes the file when there is none."""
        if self._file is None:
            with contextlib.suppress(JournalDamaged):  # the next write is the newer one, whatever is there
                self.read()
        self._turn += 1
        slot = _slot(replace(state, turn=self._turn))
        if self._file is None:
            if not self._path.exists():
                self._create(slot)
            self._file = os.open(self._path, os.O_WRONLY)
        os.pwrite(self._file, slot, self._turn % 2 * _SLOT)
        self._unsynced = True

    def sync(self) -> None:
        """Wait until the disk has the newest slot."""
        if self._file is not None and self._unsynced:
            os.fdatasync(self._file)
            self._unsynced = False

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _create(self, slot: bytes) -> None:
        temporary = self._path.with_suffix(".tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, slot * 2)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.rename(self._path)


class Seen:
    """The mark outside the data directory, if there is to be one: it can warn, and nothing depends on it."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.mark = Mark(path) if path else None

    def compare(self, state: State | None, data: Path) -> None:
        """
        See that the store in `data` is as new as the one that this machine saw there.

        Raises:
            JournalOlder: it is not.
        """
        try:
            seen = self.mark.read() if self.mark else None
        except (JournalDamaged, OSError):
            return
        if seen is None or (state is not None and state.store != seen.store):
            return
        # As many groups with another chain are another history.
        goes_on = state is not None and (state.groups > seen.groups or state.chain == seen.chain)
        if state is None or not goes_on or state.epoch < seen.epoch:
            raise JournalOlder(
                f"{data} is older than it was when it was last used here, so it came back from a backup and nothing "
                f"of it is served yet: run scripts/restored --data {data}, which says first what it will do."
            )

    def show(self, state: State) -> None:
        """Write it; when that fails, there is none from now on."""
        if self.mark is None or self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.mark.write(state)
        except OSError:
            self.mark = None

    def close(self) -> None:
        if self.mark is not None:
            self.mark.close()


def _slot(state: State) -> bytes:
    text = json.dumps(asdict(state), separators=(",", ":")).encode()
    return (b"%08x %s" % (zlib.crc32(text), text)).ljust(_SLOT - 1) + b"\n"


def _read(slot: bytes) -> State | None:
    try:
        crc, _, text = slot.rstrip().partition(b" ")
        return State(**json.loads(text)) if int(crc, 16) == zlib.crc32(text) else None
    except (ValueError, TypeError):
        return None
