"""Reading a journal's folder, and judging whether it has everything that was acknowledged."""

from dataclasses import dataclass
from pathlib import Path

from workshop.stack.engine import earlier, pages
from workshop.stack.engine.folder import Folder
from workshop.stack.engine.mark import Mark, State
from workshop.stack.engine.trouble import JournalDamaged, JournalTrouble


@dataclass(frozen=True)
class Found:
    """
    Attributes:
        written: when it was last written, in seconds since 1970; 0 when nobody knows.
        lost: bytes at the end of its journal that are damaged or missing.
        later: groups of writes that this machine saw here and that it does not hold.
    """

    written: float
    lost: int
    later: int


class Reader:
    """Changes nothing."""

    def __init__(self, folder: Folder, mark: Mark, *, restored: bool, what_is_left: bool) -> None:
        """See `journal.Journal` for the last two."""
        self._folder, self._mark, self._restored, self._what_is_left = folder, mark, restored, what_is_left

    def marked(self) -> State | None:
        """How far it was acknowledged; of a store that was restored without its mark, as far as its files say."""
        try:
            state = self._mark.read()
        except JournalDamaged:
            if not self._restored:
                raise
            state = None
        if state is not None or not self._restored:
            return state
        for number in sorted(self._folder.generations(), reverse=True):
            kind = "snapshot" if number else "journal"
            path = self._folder.path(kind, number)
            if not path.exists():
                continue
            content = path.read_bytes()
            says = pages.facts_of(content) if number else (pages.store_of(content), 0)
            if says is not None and says[0] is not None:
                return State(says[0], number, 0, says[1], "")
        return None

    def snapshot(self, state: State) -> tuple[bytes | None, str]:
        """The state of a generation and the first link of its journal. Raises JournalDamaged."""
        if state.generation == 0:
            return None, state.store
        path = self._folder.path("snapshot", state.generation)
        try:
            return pages.open_snapshot(path.read_bytes(), state.store, state.generation)
        except FileNotFoundError:
            raise JournalDamaged(path, "is missing") from None
        except pages.Broken as broken:
            raise JournalDamaged(path, str(broken)) from None

    def groups(self, state: State, log: Path, seed: str) -> tuple[pages.Read, int]:
        """The journal as far as it is whole, and its length in bytes. Raises JournalDamaged."""
        try:
            content = log.read_bytes()
            read = pages.read_journal(content, state.store, state.generation, seed)
        except FileNotFoundError:
            return self._less(JournalDamaged(log, "is missing"), seed), 0
        except pages.Broken as broken:
            return self._less(JournalDamaged(log, str(broken) if content else "is empty"), seed), len(content)
        trouble = None
        if len(content) < state.bytes:
            trouble = f"lacks {state.bytes - len(content)} bytes at its end that were acknowledged"
        elif read.good < state.bytes or read.more:
            trouble = f"is damaged at line {len(read.groups) + 2} (byte {read.good})"
        elif state.bytes and read.marks.get(state.bytes) != state.chain:
            trouble = f"and {self._folder.mark.name} beside it are not of the same time"
        if trouble and not self._what_is_left:
            raise JournalDamaged(log, trouble)
        return read, len(content)

    def _less(self, damage: JournalDamaged, seed: str) -> pages.Read:
        """Nothing of the journal, when that is what is left."""
        if not self._what_is_left:
            raise damage from None
        return pages.Read(chain=seed, marks={0: seed})

    def look(self, seen_by: Mark | None) -> Found:
        """
        What is there, read without changing anything, as `restored` would take it.

        Raises:
            JournalTrouble: nothing here can be used, however much loss is acceptable.
        """
        try:
            state = self.marked()
            if state is None:
                number = earlier.generation(files := self._folder.generations(), self._folder.directory)
                if number is None:
                    raise JournalDamaged(self._folder.mark, "and the rest of the store are missing")
                earlier.read(self._folder.directory, number, files)
                return Found(self._folder.path("journal", number).stat().st_mtime, 0, 0)
            log = self._folder.path("journal", state.generation)
            read, size = self.groups(state, log, self.snapshot(state)[1])
            groups = state.groups + sum(place > state.bytes for place in read.marks)
            seen = seen_by.read() if seen_by else None
            later = seen.groups - groups if seen and seen.store == state.store else 0
            lost = max(state.bytes, size if read.more else 0) - read.good
            return Found(log.stat().st_mtime if log.exists() else 0.0, max(0, lost), max(0, later))
        except OSError as error:
            raise JournalTrouble(
                f"{error.filename or self._folder.directory} cannot be used: {error.strerror}."
            ) from None
