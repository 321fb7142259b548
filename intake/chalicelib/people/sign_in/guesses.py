"""Wrong codes: counted before they are compared, reported to their owner, watched for the operator."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.mail.letter import KNOWN, Letter
from chalicelib.people.address import Fingerprint
from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.mailbox import domain, mailbox

REPORT_FROM = 3  # wrong codes in new browsers since the last mail about them; one or two are the owner's own typos
ALARM_FROM = 100  # wrong codes in new browsers within an hour, for all addresses of one domain

log = logging.getLogger(__name__)


class GuessStore(Protocol):
    """Counts of wrong codes, and the codes that are live. Each has an end."""

    def reserve(self, who: str, until: datetime, most: int, now: datetime) -> ladder.Count | None:
        """Add a live code to a count and answer with it, in one write; None when there are `most` already."""

    def spend(self, who: str, now: datetime) -> ladder.Count:
        """Count a try as a wrong one."""

    def give_back(self, who: str, now: datetime) -> None:
        """It was the right code."""

    def report(self, who: str, day: str, unreported: int, letter: Letter, now: datetime) -> bool:
        """Hand the owner's mail to the outbox, unless one was sent today; answers whether it was handed over."""

    def tally(self, who: str, window: str, ends: datetime) -> int:
        """Count once more in a window; answers the total."""


@dataclass(frozen=True)
class Place:
    """What a new code may be: whose count its wrong tries are added to, how long it is, when its mail is due."""

    counted: str
    digits: int
    due: datetime
    known: bool


class Guesses:
    def __init__(
        self,
        store: GuessStore,
        fingerprint: Fingerprint,
        *,
        new_token: Callable[[], str],
        wake: Callable[[Letter], None],
    ) -> None:
        self._store, self._fingerprint, self._new_token, self._wake = store, fingerprint, new_token, wake

    def mailbox(self, email: str) -> str:
        """What all new browsers share that ask for a code at one mailbox."""
        return self._fingerprint.of("mailbox", mailbox(email))

    def place_of_known(self, owner: str, now: datetime) -> Place | None:
        """For a browser that signed in before; None when all of them together have guessed too often."""
        return self._place(self._fingerprint.of("known browsers", owner), ladder.KNOWN_BROWSERS, now, known=True)

    def place_of_new(self, email: str, now: datetime) -> Place | None:
        """For a browser that is new to the address; None when the mailbox has as many live codes as can be."""
        return self._place(self.mailbox(email), ladder.NEW_BROWSERS, now, known=False)

    def _place(self, who: str, rungs: tuple[ladder.Rung, ...], now: datetime, *, known: bool) -> Place | None:
        count = self._store.reserve(who, now + ladder.LIVE, ladder.MOST_LIVE, now)
        digits = ladder.digits(rungs, count.at_risk(now)) if count else None
        if count is None or digits is None:
            return None
        return Place(who, digits, now if known else now + ladder.delay(count.live_at(now)), known)

    def spend(self, who: str, now: datetime) -> ladder.Count:
        return self._store.spend(who, now)

    def give_back(self, who: str, now: datetime) -> None:
        self._store.give_back(who, now)

    def wrong(self, email: str, language: str, who: str, count: ladder.Count, now: datetime) -> None:
        """A wrong code was typed in a new browser: write to the owner, once a day at most, and watch the domain."""
        today = f"{now.astimezone(UTC):%Y-%m-%d}"
        if count.unreported >= REPORT_FROM and (count.reported or "") < today:
            letter = Letter(
                id=f"tries-{self._new_token()[:22]}",
                kind="sign_in_tries",
                to=mailbox(email),
                language=language,
                fields={"tries": count.unreported},
                whose=KNOWN,
            )
            if self._store.report(who, today, count.unreported, letter, now):
                self._wake(letter)
        self._watch(email, now)

    def _watch(self, email: str, now: datetime) -> None:
        """An alarm for the operator: somebody guesses at many addresses of one domain. Nobody is refused for it."""
        who = self._fingerprint.of("domain", domain(email))
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        times = self._store.tally(who, f"{hour:%Y%m%d%H}", hour + timedelta(hours=2))
        if times % ALARM_FROM == 0 and (times // ALARM_FROM).bit_count() == 1:  # at 100, 200, 400 …
            log.warning("sign_in_domain_alarm domain=%s wrong_codes=%d within=1h", who[:12], times)
