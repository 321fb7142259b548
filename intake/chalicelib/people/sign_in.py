"""Proving an address with a code that arrives by mail, and the session that follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.errors import FieldError, Invalid, SignInRequired, SlowDown
from chalicelib.mail.letter import Letter
from chalicelib.people.address import Fingerprint, network, same_address

CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
CODE_DIGITS = 6
SESSION_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class Limit:
    """At most `most` times in a window of `seconds`."""

    kind: str
    most: int
    seconds: int


CODES_PER_ADDRESS = Limit("codes-address", 5, 3600)
CODES_PER_SOURCE = Limit("codes-source", 60, 600)
TRIES_PER_SOURCE = Limit("tries-source", 60, 600)


@dataclass(frozen=True)
class Session:
    """A signed-in browser. `owner` is the address's fingerprint; the token itself is never stored."""

    owner: str
    id: str
    email: str
    expires: datetime


class SignInStore(Protocol):
    """Codes, sessions and counters, each with an end."""

    def count(self, limit: Limit, who: str, now: datetime) -> int:
        """Count once more in the window of `now`; how many times by now."""

    def put_code(self, owner: str, digest: str, now: datetime, expires: datetime, tries: int, letter: Letter) -> None:
        """Replace any earlier code, and hand the letter to the outbox, both or neither."""

    def try_code(self, owner: str, digest: str, now: datetime) -> int | None:
        """Spend one try: None when it is the code (used up now), else the tries left, -1 when there is no code."""

    def put_session(self, session: Session) -> None: ...

    def session(self, owner: str, id: str) -> Session | None: ...

    def end_session(self, owner: str, id: str) -> None: ...

    def end_sessions(self, owner: str) -> None: ...


class SignIn:
    """Codes and sessions. Every answer is the same for known and unknown addresses."""

    def __init__(
        self,
        store: SignInStore,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
        *,
        new_token: Callable[[], str],
        new_code: Callable[[int], str],
        wake: Callable[[Letter], None],
    ) -> None:
        self._store, self._fingerprint, self._clock = store, fingerprint, clock
        self._new_token, self._new_code, self._wake = new_token, new_code, wake

    def send_code(self, email: str, language: str, source: str) -> None:
        """
        Mail a code.

        Raises:
            SlowDown: too many codes for this address or from this source.
        """
        now, owner = self._clock(), self._fingerprint.address(email)
        self._within(CODES_PER_SOURCE, self._fingerprint.of("source", network(source)), now)
        self._within(CODES_PER_ADDRESS, owner, now)
        code = self._new_code(CODE_DIGITS)
        letter = Letter(
            id=f"code-{self._new_token()[:22]}",
            kind="sign_in_code",
            to=email.strip(),
            language=language,
            fields={"code": code, "minutes": int(CODE_LIFE / timedelta(minutes=1))},
        )
        self._store.put_code(owner, self._digest(owner, code), now, now + CODE_LIFE, CODE_TRIES, letter)
        self._wake(letter)

    def with_code(self, email: str, code: str, source: str) -> tuple[Session, str]:
        """
        Open a session for who knows the code.

        Returns:
            The session, and the token that only the browser keeps.

        Raises:
            Invalid: the code is wrong (says how many tries are left) or no longer good.
            SlowDown: too many tries from this source.
        """
        now, owner = self._clock(), self._fingerprint.address(email)
        self._within(TRIES_PER_SOURCE, self._fingerprint.of("source", network(source)), now)
        left = self._store.try_code(owner, self._digest(owner, code), now)
        if left is None:
            return self.open(email)
        if left > 0:
            raise Invalid(FieldError("code", "wrong_code", {"tries_left": left}))
        raise Invalid(FieldError("code", "code_expired"))

    def open(self, email: str) -> tuple[Session, str]:
        """Open a session for an address that was proved."""
        owner, secret = self._fingerprint.address(email), self._new_token()
        session = Session(owner, self._id(secret), same_address(email), self._clock() + SESSION_LIFE)
        self._store.put_session(session)
        return session, f"{owner}.{secret}"

    def session(self, token: str | None) -> Session:
        """
        The session behind a token.

        Raises:
            SignInRequired: there is none, it has ended, or it was signed out.
        """
        owner, _, secret = (token or "").partition(".")
        found = self._store.session(owner, self._id(secret)) if owner and secret else None
        if found is None or found.expires <= self._clock().astimezone(UTC):
            raise SignInRequired
        return found

    def sign_out(self, session: Session) -> None:
        self._store.end_session(session.owner, session.id)

    def sign_out_everywhere(self, session: Session) -> None:
        self._store.end_sessions(session.owner)

    def removed(self, email: str) -> None:
        """Somebody is no longer in the directory: their sessions end."""
        self._store.end_sessions(self._fingerprint.address(email))

    def _within(self, limit: Limit, who: str, now: datetime) -> None:
        if self._store.count(limit, who, now) > limit.most:
            raise SlowDown(limit.seconds - int(now.timestamp()) % limit.seconds)

    def _digest(self, owner: str, code: str) -> str:
        return self._fingerprint.in_epoch("code", f"{owner} {code}")

    def _id(self, secret: str) -> str:
        return self._fingerprint.in_epoch("session", secret)
