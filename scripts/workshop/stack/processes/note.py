"""`stack.json`: what a running stack says about itself."""

import time
from collections.abc import Mapping
from pathlib import Path

from workshop.stack.setup.options import say, shown
from workshop.stack.setup.settings import write_private

_AGAIN = 2.0  # seconds until the next try when there was no space


class Note:
    """On a full disk the note stays as it was until there is space: nothing of the stack reads it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._again_at = 0.0  # 0: the last one was written

    @property
    def is_due(self) -> bool:
        """Whether it is time to try again after a write that failed."""
        return self._again_at > 0 and time.monotonic() > self._again_at

    def write(self, what: Mapping[str, object]) -> None:
        """Replace the note; the first of several failures is said."""
        try:
            write_private(self._path, what)
        except OSError as error:
            if not self._again_at:
                say(f"· {shown(self._path)} cannot be written ({error.strerror}); the stack goes on without")
            self._again_at = time.monotonic() + _AGAIN
        else:
            self._again_at = 0.0
