"""Counters in a box, and proofs that cost nothing: what the limits ask for, in dictionaries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from chalicelib.limits import DAY, HOUR, Solved
from chalicelib.limits.limiter import Counted
from chalicelib.limits.windows import day_of, hour_of


class BoxOfCounters:
    """`Counters` in a dictionary; `writes` are those that were asked for, refused ones too."""

    def __init__(self) -> None:
        self.tallies: Counter[tuple[str, str, str, str]] = Counter()
        self.writes: list[str] = []

    def add(self, who: str, now: datetime, amounts: Mapping[str, int], bounds: Counted) -> bool:
        self.writes.append(who.partition("#")[0])
        keys = {(what, window): self._key(who, what, window, now) for what in amounts for window in (HOUR, DAY)}
        if any(self.tallies[keys[place]] + amounts[place[0]] > bound for place, bound in bounds.items()):
            return False
        for (what, _), key in keys.items():
            self.tallies[key] += amounts[what]
        return True

    def read(self, who: str, now: datetime) -> Counted:
        found = {}
        for (asker, what, window, when), number in self.tallies.items():
            if asker == who and when == self._key(who, what, window, now)[3]:
                found[what, window] = number
        return found

    @staticmethod
    def _key(who: str, what: str, window: str, now: datetime) -> tuple[str, str, str, str]:
        return who, what, window, day_of(now) + (hour_of(now) if window == HOUR else "")


@dataclass
class EasyProofs:
    """`Proofs` whose challenges are names; `solve` answers one without any work."""

    given: dict[str, tuple[str, Solved, int]] = field(default_factory=dict)

    def challenge(self, bound: str, by: str, level: int, tries: int, until: datetime) -> Mapping[str, Any]:
        name = uuid4().hex
        self.given[name] = bound, Solved(name, by, level, until), tries
        return {"name": name}

    def solved(self, answer: str, bound: str) -> Solved | None:
        found = self.given.get(answer.removeprefix("solved "))
        return found[1] if found and answer.startswith("solved ") and found[0] == bound else None

    @staticmethod
    def solve(challenge: Mapping[str, Any]) -> str:
        return f"solved {challenge['name']}"
