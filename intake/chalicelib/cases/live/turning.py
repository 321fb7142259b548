"""Live cases to which nobody came: found when their time is up, each on its own (decision D10)."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from chalicelib.cases.conversation import Conversation
from chalicelib.cases.store import CaseStore
from chalicelib.errors import Unavailable

BATCH = 100  # cases of one sweep; the next comes within a minute

log = logging.getLogger(__name__)


class Turning:
    """Turns what is due."""

    def __init__(self, conversation: Conversation, store: CaseStore, clock: Callable[[], datetime]) -> None:
        self._conversation, self._store, self._clock = conversation, store, clock

    def sweep(self) -> dict[str, int]:
        """Counts by result: "turned", "nothing" (somebody was faster) and "broken" (our own bug; the others go on)."""
        results: Counter[str] = Counter()
        for number in self._store.turning(self._clock(), BATCH):
            results[self._tried(number)] += 1
        return dict(results)

    def _tried(self, number: str) -> str:
        try:
            return "turned" if self._conversation.turn(number) else "nothing"
        except Unavailable:
            raise  # the store is away: nothing else will work either
        except Exception as error:
            log.error("case %s broke the turning: %s", number, type(error).__name__)
            return "broken"
