"""
How many cases an agent's session opens: a stolen one must not copy the desk.

Lists and polls do not count, nor does the same case again. What a process has seen costs nothing more, so that an open
page may poll; a case it sees for the first time in an hour is one write.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.errors import SignInRequired
from chalicelib.people.sign_in.sessions import Session

WINDOW = timedelta(hours=1)

log = logging.getLogger(__name__)


class OpeningStore(Protocol):
    """The cases that a session opened, by the hour of the clock, each with the moment: case number -> when first."""

    def add(self, session: str, number: str, at: datetime) -> dict[str, datetime]:
        """Note a case in the hour of `at`; all of that hour."""

    def of(self, session: str, hour: datetime) -> dict[str, datetime]: ...


class Openings:
    def __init__(
        self,
        store: OpeningStore,
        most: Callable[[], int],
        sign_out: Callable[[Session], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._most, self._sign_out, self._clock = store, most, sign_out, clock
        self._hour = datetime.min.replace(tzinfo=UTC)
        self._seen: dict[str, set[str]] = {}  # in this hour, by session
        self._earlier: dict[str, dict[str, datetime]] = {}  # of the hour before, which changes no more

    def opened(self, session: Session, number: str) -> None:
        """
        An agent opens a case.

        Raises:
            SignInRequired: it is one too many within an hour; the session has ended. The agent may sign in again.
        """
        now = self._clock().astimezone(UTC)
        hour = now.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            self._hour, self._seen, self._earlier = hour, {}, {}
        seen = self._seen.setdefault(session.id, set())
        if number in seen:
            return
        if session.id not in self._earlier:
            self._earlier[session.id] = self._store.of(session.id, hour - WINDOW)
        earlier = {name for name, at in self._earlier[session.id].items() if at > now - WINDOW}
        opened = len(earlier | self._store.add(session.id, number, now).keys())
        if opened >= self._most():
            self._sign_out(session)
            # A text that an alarm can look for; the id is a keyed hash, and opens nothing.
            log.warning("agent session %s ended: %d distinct cases opened within an hour", session.id[:12], opened)
            raise SignInRequired
        seen.add(number)
