"""Notifies the supervisor that the product's code changed; the site's sources are watched by the preview."""

import threading
from collections.abc import Callable
from pathlib import Path

import watchfiles

Tell = Callable[[str], None]


def start(intake: Path, company: Path, tell: Tell) -> None:
    """Watch both folders in the background; `tell` is called with "code" after a burst of changes has ended."""
    threading.Thread(target=_watch, args=(intake, company, tell), daemon=True).start()


def _watch(intake: Path, company: Path, tell: Tell) -> None:
    for changes in watchfiles.watch(intake, company, debounce=300, step=100, raise_interrupt=False):
        if any(is_code(Path(changed)) for _, changed in changes):
            tell("code")


def is_code(changed: Path) -> bool:
    """Whether the API reads this file when it starts."""
    return changed.suffix in (".py", ".toml", ".json")
