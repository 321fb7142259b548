"""Codes, counts, known browsers and sessions in a drawer: `CodeStore`, `GuessStore` and `SessionStore`."""
# ruff: noqa: ARG002 - a fake takes every argument of the protocol and needs only some

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in.browsers import REMEMBERED, KnownBrowser
from chalicelib.people.sign_in.codes import Code
from chalicelib.people.sign_in.ladder import Count, last_months, month
from chalicelib.people.sign_in.sessions import Session


@dataclass
class Card:
    """A browser that signed in before."""

    until: datetime
    months: dict[str, int] = field(default_factory=dict)


@dataclass
class Sheet:
    """What was guessed at."""

    months: dict[str, int] = field(default_factory=dict)
    live: list[int] = field(default_factory=list)
    unreported: int = 0
    reported: str | None = None

    def read(self) -> Count:
        return Count(dict(self.months), tuple(self.live), self.unreported, self.reported)


class DrawerOfCodes:
    def __init__(self) -> None:
        self.slips: dict[tuple[str, str], Code] = {}
        self.cards: dict[tuple[str, str], Card] = {}
        self.sheets: dict[str, Sheet] = {}
        self.tallies: dict[tuple[str, str], int] = {}
        self.tokens: dict[str, tuple[str, datetime]] = {}
        self.kept: dict[tuple[str, str], Session] = {}
        self.letters: list[tuple[Letter, datetime]] = []
        self._one_at_a_time = Lock()

    def known(self, owner: str, browser: str, now: datetime) -> KnownBrowser | None:
        card = self.cards.get((owner, browser))
        return KnownBrowser(dict(card.months)) if card and card.until > now else None

    def misused(self, owner: str, browser: str, now: datetime) -> None:
        if card := self.cards.get((owner, browser)):
            card.months[month(now)] = card.months.get(month(now), 0) + 1

    def reserve(self, who: str, until: datetime, most: int, now: datetime) -> Count | None:
        with self._one_at_a_time:
            sheet = self.sheets.setdefault(who, Sheet())
            if len(sheet.live) >= most:
                sheet.live = [one for one in sheet.live if one > now.timestamp()]
            if len(sheet.live) >= most:
                return None
            sheet.live.append(int(until.timestamp()))
            return sheet.read()

    def spend(self, who: str, now: datetime) -> Count:
        return self._count(who, 1, now)

    def give_back(self, who: str, now: datetime) -> None:
        self._count(who, -1, now)

    def _count(self, who: str, times: int, now: datetime) -> Count:
        with self._one_at_a_time:
            sheet = self.sheets.setdefault(who, Sheet())
            sheet.months = {name: told for name, told in sheet.months.items() if name in last_months(now)}
            sheet.months[month(now)] = sheet.months.get(month(now), 0) + times
            sheet.unreported += times
            return sheet.read()

    def report(self, who: str, day: str, unreported: int, letter: Letter, now: datetime) -> bool:
        sheet = self.sheets.setdefault(who, Sheet())
        if sheet.reported is not None and sheet.reported >= day:
            return False
        sheet.reported, sheet.unreported = day, sheet.unreported - unreported
        self.letters.append((letter, now))
        return True

    def tally(self, who: str, window: str, ends: datetime) -> int:
        self.tallies[who, window] = self.tallies.get((who, window), 0) + 1
        return self.tallies[who, window]

    def put_code(self, owner: str, browser: str, code: Code, letter: Letter, now: datetime, due: datetime) -> None:
        self.slips[owner, browser] = code
        self.letters.append((letter, due))

    def code(self, owner: str, browser: str) -> Code | None:
        return self.slips.get((owner, browser))

    def try_code(self, owner: str, browser: str, now: datetime) -> Code | None:
        with self._one_at_a_time:
            code = self.slips.get((owner, browser))
            if code is None or code.tries <= 0 or code.expires <= now:
                return None
            code = self.slips[owner, browser] = replace(code, tries=code.tries - 1)
            return code

    def use_code(self, owner: str, browser: str, code: Code, session: Session, until: datetime, now: datetime) -> bool:
        with self._one_at_a_time:
            there = self.slips.get((owner, browser))
            if there is None or there.letter != code.letter or there.session is not None:
                return False
            tries = there.tries or 1
            self.slips[owner, browser] = replace(there, session=session.id, expires=until, tries=tries)
            self.put_session(session)
            self._know(owner, browser, now)
            return True

    def use_token(self, token: str, until: datetime, browser: str | None, session: Session, now: datetime) -> bool:
        with self._one_at_a_time:
            if token in self.tokens:
                return False
            self.tokens[token] = session.id, now
            self.put_session(session)
            if browser:
                self._know(session.owner, browser, now)
            return True

    def token_session(self, token: str, now: datetime) -> str | None:
        session, used = self.tokens[token]
        return session if used >= now else None

    def _know(self, owner: str, browser: str, now: datetime) -> None:
        before = self.cards.get((owner, browser), Card(now))
        self.cards[owner, browser] = Card(now + REMEMBERED, before.months)

    def put_session(self, session: Session) -> None:
        # DynamoDB keeps whole seconds.
        since, expires = (at - timedelta(microseconds=at.microsecond) for at in (session.since, session.expires))
        self.kept[session.owner, session.id] = replace(session, since=since, expires=expires)

    def session(self, owner: str, id: str) -> Session | None:
        return self.kept.get((owner, id))

    def sessions(self, owner: str) -> Sequence[Session]:
        return [session for (whose, _), session in self.kept.items() if whose == owner]

    def end_session(self, owner: str, id: str) -> None:
        self.kept.pop((owner, id), None)

    def forget_browser(self, owner: str, browser: str) -> None:
        self.cards.pop((owner, browser), None)

    def end_sessions(self, owner: str) -> None:
        for store in (self.kept, self.cards):
            for key in [key for key in store if key[0] == owner]:
                del store[key]
