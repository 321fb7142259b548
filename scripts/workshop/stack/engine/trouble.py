"""Why the store cannot be used: each in one sentence for the person who started the engine."""

from pathlib import Path


class JournalTrouble(Exception):
    """The store cannot be used; the message is one sentence, and nothing was changed."""


class JournalDamaged(JournalTrouble):
    """What is on disk is not what was acknowledged; nothing is guessed."""

    def __init__(self, path: Path, what: str) -> None:
        data = path.parent.parent
        super().__init__(
            f"{path} {what}, so nothing is served and nothing was changed: put {data} back from a backup, "
            f"or go on with what is left of it by scripts/restored --data {data}, which says first what is lost."
        )
        self.path, self.what = path, what


class JournalOlder(JournalTrouble):
    """The store is whole, but this machine has seen a later one here: it came back from a backup."""


class JournalBusy(JournalTrouble):
    """Another engine is writing this journal."""
