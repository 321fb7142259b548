"""The files of vocabulary/, which writers change too: unreadable ones are reported as in an article."""

import re
import tomllib
from pathlib import Path
from typing import Any

from workshop.site.pages.page import Unreadable, decoded

_LINE = re.compile(r"line (\d+)")


class BadFile(Exception):
    """A file cannot be read; `path` is shown from the root."""

    def __init__(self, path: str, line: int, words: str) -> None:
        super().__init__(f"{path}:{line}: {words}")
        self.path, self.line, self.words = path, line, words


def text_of(root: Path, file: Path) -> str:
    """Raises BadFile when it is not UTF-8."""
    try:
        return decoded(file.read_bytes())
    except Unreadable as error:
        raise BadFile(file.relative_to(root).as_posix(), error.line, str(error)) from None


def toml_of(root: Path, file: Path) -> dict[str, Any]:
    """Raises BadFile when it is not TOML."""
    try:
        return tomllib.loads(text_of(root, file))
    except tomllib.TOMLDecodeError as error:
        named = _LINE.search(str(error))
        raise BadFile(
            file.relative_to(root).as_posix(), int(named[1]) if named else 1, f"not valid TOML: {error}"
        ) from None
