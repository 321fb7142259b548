"""
Rate limiting, before anything is stored for the person who asks.

An asker has a free share an hour and a day. Above it a proof of work is asked; above the ceiling, or where there is
none to ask, the answer is to come back later. A proof is asked by one counter, and the request that carries it counts
there alone: so a submission spends two writes, with a proof or without. What an asker is refused is not counted, so
that nobody can use up the share of a network that others share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.errors import ProofNeeded, SlowDown
from chalicelib.limits.rules import DAY, WINDOWS, Limit, Limits
from chalicelib.limits.windows import seconds_left

Counted = Mapping[tuple[str, str], int]  # by what and window


@dataclass(frozen=True)
class Asker:
    """Whom something is counted against: the group of the limits' rows, and a keyed hash."""

    group: str
    who: str = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.group}#{self.who}"


@dataclass(frozen=True)
class Asking:
    """
    One request, as the limits see it.

    Attributes:
        route: method and pattern, such as `POST /cases`.
        askers: in the order in which they are counted; a challenge is bound to the first, and to the route.
        proof: what the request's `Proof-Of-Work` header holds.
    """

    route: str
    askers: tuple[Asker, ...]
    proof: str | None = field(default=None, repr=False)

    @property
    def bound(self) -> str:
        return f"{self.route} {self.askers[0].key}"


@dataclass(frozen=True)
class Solved:
    """A challenge of ours that was answered: which one, whose counter asked, how hard it was, how long it is good."""

    id: str
    by: str
    level: int
    until: datetime


class Count(Protocol):
    """Counts what is about to be stored against who asks; `Limiter.count` for one request."""

    def __call__(self, **amounts: int) -> None:
        """Raises ProofNeeded, SlowDown."""


def uncounted(**amounts: int) -> None:
    """For our own jobs, which nobody outside asked for."""


class Counters(Protocol):
    def add(self, who: str, now: datetime, amounts: Mapping[str, int], bounds: Counted) -> bool:
        """
        Count in the hour and the day of `now`, unless a number would pass its bound; one write, all or nothing.

        Returns:
            Whether it was counted.
        """

    def read(self, who: str, now: datetime) -> Counted:
        """What was counted in the hour and the day of `now`."""


class Proofs(Protocol):
    def challenge(self, bound: str, by: str, level: int, tries: int, until: datetime) -> Mapping[str, Any]:
        """A new challenge, signed; `bound` is what its answer is good for."""

    def solved(self, answer: str, bound: str) -> Solved | None:
        """The challenge that was answered; None for anything that is not a right answer to one of ours, for `bound`."""


class Limiter:
    def __init__(
        self, limits: Callable[[], Limits], counters: Counters, proofs: Proofs, clock: Callable[[], datetime]
    ) -> None:
        self._read, self._counters, self._proofs, self._clock = limits, counters, proofs, clock

    def count(self, asking: Asking, *, ask: int | None = None, **amounts: int) -> None:
        """
        Count what is about to be stored.

        Args:
            ask: a proof of this level is needed within the free share too; None where it is not.
            amounts: such as `cases=1, letters=523`; what has no row for an asker is not counted against them.

        Raises:
            ProofNeeded: above a free share; nothing was counted there.
            SlowDown: above a ceiling.
        """
        now, limits = self._clock(), self._read()
        paid = self._paid(asking, now, ask or 0)
        if paid is None and ask is not None:
            raise self._needed(asking, asking.askers[0], ask, now)
        for asker in asking.askers:
            wanted = limits.of(asker.group, amounts)
            if wanted and (paid is None or paid.by == asker.group):
                self._add(asking, asker, wanted, paid, now)

    def of(self, asking: Asking) -> Count:
        """`count`, for one request."""
        return lambda **amounts: self.count(asking, **amounts)

    def counted(self, asker: Asker) -> Counted:
        """What was counted against an asker in this hour and this day."""
        return self._counters.read(asker.key, self._clock())

    def _paid(self, asking: Asking, now: datetime, least: int) -> Solved | None:
        """The proof of the request, spent; None when it has none that is good here and now."""
        solved = self._proofs.solved(asking.proof, asking.bound) if asking.proof else None
        if solved is None or solved.until <= now or solved.level < least:
            return None
        if solved.by not in [asker.group for asker in asking.askers]:
            return None
        # Before anything is counted, and under the day it ends, whichever day it is used: it is good once.
        fresh = self._counters.add(f"proof#{solved.id}", solved.until, {"used": 1}, {("used", DAY): 1})
        return solved if fresh else None

    def _add(
        self, asking: Asking, asker: Asker, wanted: list[tuple[Limit, int]], paid: Solved | None, now: datetime
    ) -> None:
        amounts = {limit.what: amount for limit, amount in wanted}
        bounds: dict[tuple[str, str], int] = {}
        for limit, _ in wanted:
            for window in WINDOWS:
                if (bound := self._bound(limit, window, paid)) is not None:
                    bounds[limit.what, window] = bound
        if not self._counters.add(asker.key, now, amounts, bounds):
            raise self._refusal(asking, asker, wanted, now)

    def _bound(self, limit: Limit, window: str, paid: Solved | None) -> int | None:
        """A proof of one level is good in that level and the next: nobody collects easy challenges for later."""
        if paid is None:
            return limit.free[window]
        most = limit.most[window] if limit.most else None
        if paid.level >= self._read().proof.hardest - 1:
            return most
        share = limit.free[window] * (paid.level + 3)
        return share if most is None else min(share, most)

    def _refusal(
        self, asking: Asking, asker: Asker, wanted: list[tuple[Limit, int]], now: datetime
    ) -> ProofNeeded | SlowDown:
        counted = self._counters.read(asker.key, now)
        level, wait = 0, 0
        for limit, amount in wanted:
            for window in WINDOWS:
                after = counted.get((limit.what, window), 0) + amount
                level = max(level, -(-after // limit.free[window]) - 2)
                if limit.most is not None and after > limit.most[window]:
                    wait = max(wait, seconds_left(window, now))
        if wait:
            return SlowDown(wait)
        return self._needed(asking, asker, level, now)

    def _needed(self, asking: Asking, asker: Asker, level: int, now: datetime) -> ProofNeeded:
        cost = self._read().proof
        level = min(level, cost.hardest - 1)
        until = now + timedelta(minutes=cost.minutes)
        return ProofNeeded(self._proofs.challenge(asking.bound, asker.group, level, cost.tries * (level + 1), until))
