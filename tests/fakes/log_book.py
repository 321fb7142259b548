"""A book of everything that was logged, to look for words that must never be in it."""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MEASURES = ("created", "msecs", "relativeCreated", "thread", "process")


class LogBook(logging.Handler):
    """Keeps each record whole: the message, its extras, and the text of an exception."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.planted: set[str] = set()

    @contextmanager
    def open(self) -> Iterator["LogBook"]:
        """Listen to every logger, also those that hand nothing up."""
        root = logging.getLogger()
        before = root.level
        root.setLevel(min(before, logging.INFO) if before else logging.INFO)
        root.addHandler(self)
        try:
            yield self
        finally:
            root.removeHandler(self)
            root.setLevel(before)

    def emit(self, record: logging.LogRecord) -> None:
        said = [record.getMessage(), repr(_without_measures(vars(record)))]
        if record.exc_info and record.exc_info[1] is not None:
            said += traceback.format_exception(record.exc_info[1])
        self.lines.append(" ".join(said))

    def plant(self, word: str) -> str:
        """A word that somebody typed, or a secret: from now on no line may hold it."""
        self.planted.add(word)
        return word

    def secrets_found(self) -> list[str]:
        """Lines with a planted word, shortened; an empty list is what we want."""
        book = "\n".join(self.lines)
        if not any(word in book for word in self.planted):
            return []
        found = [line[:300] for line in self.lines if any(word in line for word in self.planted)]
        print(*found, sep="\n", file=sys.stderr)
        return found


def _without_measures(record: dict[str, Any]) -> dict[str, Any]:
    """A record without its clock readings and durations: their many digits hold a planted code by chance."""
    kept = {name: value for name, value in record.items() if name not in _MEASURES}
    if isinstance(args := kept.get("args"), tuple):
        kept["args"] = tuple("a duration" if isinstance(value, float) else value for value in args)
    return kept
