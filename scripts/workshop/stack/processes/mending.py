"""The queues of an engine that died: they were in its memory alone, so they are made again when it is back."""

import threading
import time
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from workshop.stack.setup.options import say

_AGAIN = 2.0  # seconds between two tries


class Mending:
    """Makes the resources again after each death of the engine; the worker's sweep then fills the queues."""

    def __init__(self, make: Callable[[], None], is_up: Callable[[], bool]) -> None:
        self._make, self._is_up = make, is_up
        self._needed = self._done = 0  # how often
        self._thread: threading.Thread | None = None
        self._again_at = 0.0

    def needed(self) -> None:
        """The engine died, or was started again."""
        self._needed += 1

    def look(self) -> None:
        """Begin a try when one is needed and none is under way."""
        under_way = self._thread is not None and self._thread.is_alive()
        if self._done < self._needed and not under_way and time.monotonic() > self._again_at:
            self._again_at = time.monotonic() + _AGAIN
            # Beside the supervisor's loop: it would wait for an engine that died again, and that only that loop starts.
            self._thread = threading.Thread(target=self._mend, args=(self._needed,), daemon=True)
            self._thread.start()

    def _mend(self, needed: int) -> None:
        try:
            if self._is_up():
                self._make()
                self._done = needed
        except (BotoCoreError, ClientError) as error:
            say(f"· The engine does not take its queues yet ({type(error).__name__}); trying again")
