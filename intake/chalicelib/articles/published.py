"""Which articles there are: the list that the build of the site makes and that is shipped with the code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chalicelib.errors import Unavailable

SHIPPED = Path(__file__).with_name("published.json")  # written by scripts/package; a running stack names another file


@dataclass(frozen=True)
class Articles:
    """Addresses from the root of the site, by locale, and the old ones of articles that were renamed with the new."""

    addresses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    def now_at(self, locale: str, path: str) -> str | None:
        """Where the article at `path` is today; None when there is none in this locale."""
        here = self.moved.get(path, path)
        return here if here in self.addresses.get(locale, ()) else None


class Published:
    """
    The list, read on first use and again when the file changes, so that a writer's new article counts at once.

    Args:
        base: what the addresses of this site begin with, such as `/help` where it is not alone on its host.
    """

    def __init__(self, file: Path, base: str = "") -> None:
        self._file, self._base = file, base.rstrip("/")
        self._read: tuple[tuple[int, int, int], Articles] | None = None

    def now_at(self, locale: str, path: str) -> str | None:
        """
        Where the article at `path` is today, None when there is none.

        Raises:
            Unavailable: the list cannot be read.
        """
        if not path.startswith(f"{self._base}/"):
            return None
        here = self._articles().now_at(locale, path.removeprefix(self._base))
        return here and self._base + here

    def _articles(self) -> Articles:
        try:
            found = self._file.stat()
            version = (found.st_mtime_ns, found.st_size, found.st_ino)
            if self._read is None or self._read[0] != version:
                self._read = version, _parsed(self._file.read_bytes())
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unavailable(f"the list of articles cannot be read: {type(error).__name__}") from error
        return self._read[1]


def _parsed(raw: bytes) -> Articles:
    found = json.loads(raw)
    addresses = {locale: frozenset(paths) for locale, paths in found["addresses"].items()}
    return Articles(addresses, dict(found["moved"]))
