"""Codes, sessions and counters in a drawer: `SignInStore` and `UsedTokens` in dictionaries."""
# ruff: noqa: ARG002 - a stand-in takes what the protocol gives and needs less of it

from dataclasses import dataclass
from datetime import datetime

from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in import Limit, Session


@dataclass
class Slip:
    digest: str | None
    tries: int
    expires: datetime


class DrawerOfCodes:
    def __init__(self) -> None:
        self.slips: dict[str, Slip] = {}
        self.sessions: dict[tuple[str, str], Session] = {}
        self.tallies: dict[tuple[str, str, int], int] = {}
        self.tokens: set[str] = set()
        self.letters: list[Letter] = []

    def count(self, limit: Limit, who: str, now: datetime) -> int:
        key = (limit.kind, who, int(now.timestamp()) // limit.seconds)
        self.tallies[key] = self.tallies.get(key, 0) + 1
        return self.tallies[key]

    def put_code(self, owner: str, digest: str, now: datetime, expires: datetime, tries: int, letter: Letter) -> None:
        self.slips[owner] = Slip(digest, tries, expires)
        self.letters.append(letter)

    def try_code(self, owner: str, digest: str, now: datetime) -> int | None:
        slip = self.slips.get(owner)
        if slip is None or slip.tries <= 0 or slip.expires <= now:
            return -1
        slip.tries -= 1
        if slip.digest != digest:
            return slip.tries
        slip.tries, slip.digest = 0, None
        return None

    def put_session(self, session: Session) -> None:
        self.sessions[session.owner, session.id] = session

    def session(self, owner: str, id: str) -> Session | None:
        return self.sessions.get((owner, id))

    def end_session(self, owner: str, id: str) -> None:
        self.sessions.pop((owner, id), None)

    def end_sessions(self, owner: str) -> None:
        for key in [key for key in self.sessions if key[0] == owner]:
            del self.sessions[key]

    def use(self, fingerprint: str, until: datetime) -> bool:
        fresh = fingerprint not in self.tokens
        self.tokens.add(fingerprint)
        return fresh
