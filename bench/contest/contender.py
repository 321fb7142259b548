"""What each contender is: how the articles are laid out for it, how it is built, and how its search is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Commands = Sequence[Sequence[str | Path]]


@dataclass(frozen=True)
class SearchUse:
    """Selectors of its search, as a reader would use it on the home page."""

    field: str  # where one types
    results: str  # each result
    opener: str = ""  # what to press first


@dataclass(frozen=True)
class Job:
    """A tree that is ready to be built."""

    folder: Path
    out: Path
    commands: Commands
    env: Mapping[str, str] = field(default_factory=dict)
    more_out: Sequence[Path] = ()  # where the rest of the site is


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
