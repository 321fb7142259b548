"""
The outbox: a mail is stored with the step it is about, and sent afterwards (decisions/0007).

A sender claims a mail with a lease. When a lease ends without a result, the mail may have been sent or not; then the
transport's evidence decides, and without evidence the kind does: an acknowledgement or a code is sent at most
once, a reply at least once.

While the service is down, every mail keeps its place in the line, and the next sweep asks with the first of them: they
go out in the order in which they were stored.

Nobody can block the others: a few mails of one asker per hour go at once, the rest go to a slow lane.
That is tried when nothing else waits, one mail of each asker in turn. At the ceiling of all mail the mails of strangers
wait for the next hour.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.errors import Unavailable
from chalicelib.mail.letter import STRANGER, Letter, Unsendable
from chalicelib.mail.port import Mailer, MailRefused, MailUnavailable

MOST_UNCLEAR = 6  # tries of a mail whose sender keeps dying or gets no answer; then a person looks at it
AT_LEAST_ONCE = frozenset({"reply_posted"})
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
DOWN = "down"
SWEEP = timedelta(seconds=15)  # after which a sweep begins no other mail; half of what a Lambda of ours may take

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A mail that is ours for the length of the lease."""

    letter: Letter
    attempts: int  # of sending, this one included
    unclear: bool  # an earlier lease ended without a word
    stored: datetime  # its place in the line


@dataclass(frozen=True)
class Waiting:
    """A mail that is due; `order` is the state in which it was found."""

    id: str
    lane: str  # of its asker
    order: str = ""


class Ceiling(Protocol):
    """How much goes out, all mail together, counted by who sends it."""

    def full_until(self, now: datetime) -> datetime | None:
        """When mail of strangers can be sent again; None when it can be now."""

    def count(self, now: datetime) -> None:
        """One mail went out."""


class Quick:
    """How many mails of an asker go at once within an hour, as far as this process knows."""

    def __init__(self, most: Callable[[], int], clock: Callable[[], datetime]) -> None:
        self._most, self._clock = most, clock
        self._gone: Counter[str] = Counter()
        self._hour = ""

    def left(self, lane: str) -> int:
        hour = f"{self._clock():%Y%m%d%H}"
        if hour != self._hour:
            self._hour, self._gone = hour, Counter()
        return self._most() - self._gone[lane]

    def one_more(self, lane: str) -> bool:
        """Count one; whether it still goes at once."""
        left = self.left(lane)
        self._gone[lane] += 1
        return left > 0


class OutboxStore(Protocol):
    """Where mails wait. Every change is conditional, so that two senders cannot both have one."""

    def claim(self, id: str, now: datetime, until: datetime) -> Claim | None:
        """Take a mail that is due, or whose lease is over; None when there is nothing to take."""

    def sent(self, claim: Claim, now: datetime) -> None:
        """
        Done: delete the words, keep the fact that it was sent.

        A claim that another sender has taken over since changes nothing, here and below.
        """

    def release(self, claim: Claim, again: datetime) -> None:
        """Surely not sent: try again later."""

    def park(self, claim: Claim, reason: str, now: datetime) -> None:
        """Never try again by itself; kept for a person to look at."""

    def due(self, now: datetime) -> Sequence[Waiting]:
        """Mails to try now, oldest first: a page of those that go at once."""

    def behind(self, now: datetime) -> Sequence[Waiting]:
        """The same of the slow lane, oldest first."""

    def put_behind(self, waiting: Waiting) -> None:
        """Into the slow lane, unless somebody has it by now."""


class Outbox:
    """Sends what waits."""

    def __init__(
        self,
        store: OutboxStore,
        mailer: Mailer,
        compose: Callable[[Letter, datetime], bytes],
        clock: Callable[[], datetime],
        *,
        sender: str,
        lease: timedelta,
        ceiling: Ceiling,
        quick: Quick,
    ) -> None:
        self._store, self._mailer, self._compose, self._clock = store, mailer, compose, clock
        self._sender, self._lease, self._ceiling, self._quick = sender, lease, ceiling, quick
        self._down = False  # at the last try, as far as this process knows

    def woken(self, id: str, lane: str = "") -> str:
        """
        A mail was just stored: try it, after the older ones when the service was down. Answers as `send`.

        One of an asker who had many is left to the sweep, without asking the store for it.
        """
        if lane and self._quick.left(lane) <= 0:
            return "behind"
        if self._down and DOWN in self.sweep():
            return DOWN
        return self.send(id)

    def send(self, id: str) -> str:
        """
        Try one mail.

        Returns:
            What became of it: "sent", "nothing", "later", "full" (the ceiling of all mail), "down" or "parked".
        """
        now = self._clock()
        claim = self._store.claim(id, now, now + self._lease)
        if claim is None:
            return "nothing"
        if claim.unclear:
            seen = self._mailer.seen(id)
            if seen:
                self._store.sent(claim, now)
                return "sent"
            if claim.attempts > MOST_UNCLEAR or (seen is None and claim.letter.kind not in AT_LEAST_ONCE):
                self._store.park(claim, "unclear", now)
                return "parked"
        if claim.letter.whose == STRANGER and (until := self._ceiling.full_until(now)):
            self._store.release(claim, until)
            return "full"
        try:
            message = self._compose(claim.letter, now)
            self._mailer.send(message, sender=self._sender, to=claim.letter.to, tag=id)
        except MailUnavailable as failure:
            # When the answer was lost on the way, the lease runs out first, and then the evidence decides.
            if failure.maybe_sent:
                return "later"
            self._down = failure.down
            self._store.release(claim, claim.stored if failure.down else now + _wait(claim.attempts))
            return DOWN if failure.down else "later"
        except (MailRefused, Unsendable) as reason:
            self._store.park(claim, type(reason).__name__, now)
            return "parked"
        self._down = False
        now = self._clock()
        self._store.sent(claim, now)
        self._quick.one_more(claim.letter.lane)
        self._ceiling.count(now)
        return "sent"

    def sweep(self) -> dict[str, int]:
        """Try what is due, until time is up or the service turns out to be down; counts by result."""
        results: Counter[str] = Counter()
        over = self._clock() + SWEEP
        for waiting in self._line(over, results):
            if self._clock() >= over or self._sweep_one(waiting.id, results) == DOWN:
                break
        return dict(results)

    def _line(self, over: datetime, results: Counter[str]) -> Iterator[Waiting]:
        """The mails to try in their order; those of an asker who had many go to the slow lane on the way."""
        while self._clock() < over:
            many = []
            for waiting in self._store.due(self._clock()):
                if self._quick.left(waiting.lane) > 0:
                    yield waiting
                else:
                    many.append(waiting)
            if not many:
                yield from _in_turns(self._store.behind(self._clock()))
                return
            for waiting in many:
                self._store.put_behind(waiting)
            results["behind"] += len(many)

    def _sweep_one(self, letter: str, results: Counter[str]) -> str:
        result = self._tried(letter)
        results[result] += 1
        return result

    def _tried(self, letter: str) -> str:
        try:
            return self.send(letter)
        except Unavailable:
            raise  # the store is away: nothing else will go either
        except Exception as error:
            # Our own bug. The lease ends, then the evidence decides; the mails behind this one are sent meanwhile.
            log.error("mail %s broke the sweep: %s", letter, type(error).__name__)
            return "broken"


def _wait(attempts: int) -> timedelta:
    """Twice as long each time, up to a quarter of an hour."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _in_turns(page: Sequence[Waiting]) -> list[Waiting]:
    """The first of each asker, then the second of each, and so on."""
    turns: Counter[str] = Counter()
    placed = []
    for waiting in page:
        placed.append((turns[waiting.lane], waiting))
        turns[waiting.lane] += 1
    return [waiting for _, waiting in sorted(placed, key=lambda one: one[0])]
