"""A code that was sent, and where it is kept. It belongs to an address and to the browser that asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in.browsers import KnownBrowser
from chalicelib.people.sign_in.sessions import Session


@dataclass(frozen=True)
class Code:
    """
    What is stored of a code.

    Attributes:
        letter: id of its mail; no two codes share one.
        digest: of the code, the address and the browser.
        counted: whose count a wrong guess is added to, see `GuessStore.spend`.
        known: whether the browser signed in to this address before.
        tries: left.
        session: id of the session it opened; None before.
    """

    letter: str
    digest: str
    counted: str
    known: bool
    language: str
    tries: int
    expires: datetime
    session: str | None = None


class CodeStore(Protocol):
    """Codes, and browsers that are known. Each has an end."""

    def known(self, owner: str, browser: str, now: datetime) -> KnownBrowser | None:
        """The browser, when it signed in to this address within the last year."""

    def misused(self, owner: str, browser: str, now: datetime) -> None:
        """Count a wrong code typed in a known browser, against this browser."""

    def put_code(self, owner: str, browser: str, code: Code, letter: Letter, now: datetime, due: datetime) -> None:
        """Replace the browser's earlier code, and hand the mail to the outbox for `due`; both or neither."""

    def code(self, owner: str, browser: str) -> Code | None:
        """The browser's last code, whatever became of it; None when it never asked, or long ago."""

    def try_code(self, owner: str, browser: str, now: datetime) -> Code | None:
        """Spend one try, in one write; None when there is none left, or no code that is still good."""

    def use_code(self, owner: str, browser: str, code: Code, session: Session, until: datetime, now: datetime) -> bool:
        """
        Open the session with the code and remember the browser, all or nothing.

        The code stays until `until` for a repetition of the same request, with at least one try.

        Returns:
            False when the code was used or replaced in the meantime.
        """

    def use_token(self, token: str, until: datetime, browser: str | None, session: Session, now: datetime) -> bool:
        """The same with a vendor's token: False when it was used before."""

    def token_session(self, token: str, now: datetime) -> str | None:
        """The session that a token opened a moment ago; None when that is longer ago."""
