"""What a check has to say, and how it is shown: to a writer at a terminal, and beside the line in a pull request."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error fails the check. A warning waits for somebody; a hint is advice. Neither of them fails."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to look at, in one line of one file."""

    path: str  # from the root, with forward slashes
    line: int
    level: Level
    words: str

    def __str__(self) -> str:
        return _printable(f"{self.path}:{self.line}: {self.level}: {self.words}")

    def annotation(self) -> str:
        """The same as a command to GitHub Actions, which shows it beside the changed line."""
        command = "notice" if self.level is Level.HINT else self.level.value
        return f"::{command} file={_safe(self.path, True)},line={self.line}::{_safe(self.words)}"


def _printable(text: str) -> str:
    """The name of a file can contain bytes that are not text."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _safe(text: str, in_property: bool = False) -> str:
    """Escaped as the runner asks for it, so that no text of an article is read as a command."""
    text = _printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
