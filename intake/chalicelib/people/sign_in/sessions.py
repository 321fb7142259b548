"""Sessions: opened, found, listed, ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.errors import NotFound, SignInRequired
from chalicelib.people.address import Fingerprint, same_address
from chalicelib.people.sign_in.browsers import UNKNOWN, Description

SESSION_LIFE = timedelta(hours=12)
MOST_LISTED = 100
_ID_LETTERS = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Session:
    """
    A signed-in browser.

    Attributes:
        owner: the address's fingerprint.
        id: a hash of the secret that only the browser keeps; it opens nothing.
        browser: the browser's hash, None for a session that was opened without one.
    """

    owner: str
    id: str
    email: str
    since: datetime
    expires: datetime
    browser: str | None = None
    described: Description = UNKNOWN


class SessionStore(Protocol):
    def put_session(self, session: Session) -> None: ...

    def session(self, owner: str, id: str) -> Session | None: ...

    def sessions(self, owner: str) -> Sequence[Session]:
        """All that are stored, in no order; some may have ended."""

    def end_session(self, owner: str, id: str) -> None: ...

    def forget_browser(self, owner: str, browser: str) -> None:
        """From now on the browser is new to this address."""

    def end_sessions(self, owner: str) -> None:
        """End every session and forget every browser of an address."""


class Sessions:
    def __init__(self, store: SessionStore, fingerprint: Fingerprint, clock: Callable[[], datetime]) -> None:
        self._store, self._fingerprint, self._clock = store, fingerprint, clock

    def new(self, email: str, secret: str, browser: str | None, described: Description) -> Session:
        """A session that is not stored yet; `secret` is the browser's part of its token."""
        now = self._clock()
        return Session(
            self._fingerprint.address(email), self._id(secret), same_address(email), now, now + SESSION_LIFE,
            browser, described,
        )  # fmt: skip

    def put(self, session: Session) -> None:
        self._store.put_session(session)

    def of(self, token: str | None) -> Session:
        """
        The session behind a cookie's token.

        Raises:
            SignInRequired: there is none, it has ended, or it was signed out.
        """
        owner, _, secret = (token or "").partition(".")
        found = self._store.session(owner, self._id(secret)) if owner and secret else None
        if found is None or not self._lives(found):
            raise SignInRequired
        return found

    def again(self, owner: str, secret: str) -> Session | None:
        """The session that an earlier request with the same secret opened, if it has not ended."""
        found = self._store.session(owner, self._id(secret))
        return found if found is not None and self._lives(found) else None

    def listed(self, mine: Session) -> tuple[list[Session], int]:
        """Where the owner is signed in: here, then newest first; and how many older ones are left out."""
        found = sorted(filter(self._lives, self._store.sessions(mine.owner)), key=lambda one: one.since, reverse=True)
        found.sort(key=lambda one: one.id != mine.id)
        return found[:MOST_LISTED], max(len(found) - MOST_LISTED, 0)

    def end(self, mine: Session, id: str) -> None:
        """
        End one of one's own sessions. Another browser is also forgotten: it is new the next time.

        Raises:
            NotFound: there is none with this id, or it is another person's.
        """
        found = self._store.session(mine.owner, id) if len(id) == 32 and set(id) <= _ID_LETTERS else None
        if found is None:
            raise NotFound("session")
        if found.browser is not None and found.browser != mine.browser:
            self._store.forget_browser(mine.owner, found.browser)
        self._store.end_session(mine.owner, id)

    def end_here(self, mine: Session) -> None:
        self._store.end_session(mine.owner, mine.id)

    def end_all(self, mine: Session) -> None:
        """End all of one's own, and forget every browser: each is new the next time."""
        self.end_all_of(mine.owner)

    def end_all_of(self, owner: str) -> None:
        self._store.end_sessions(owner)

    def _lives(self, session: Session) -> bool:
        return session.expires > self._clock().astimezone(UTC)

    def _id(self, secret: str) -> str:
        return self._fingerprint.in_epoch("session", secret)
