"""What the file of limits says, once it was checked."""

from collections.abc import Mapping
from dataclasses import dataclass

HOUR, DAY = "hour", "day"
WINDOWS = (HOUR, DAY)


@dataclass(frozen=True)
class Limit:
    """How much of one thing one asker may have; both windows apply at the same time."""

    what: str
    who: str
    unit: str
    free: Mapping[str, int]  # by window: passes without a proof
    most: Mapping[str, int] | None  # by window: passes with one; None: a proof always helps
    reason: str


@dataclass(frozen=True)
class ProofCost:
    """
    How much work a proof is.

    Attributes:
        rounds: of the key derivation in one try.
        tries: numbers among which the answer is, at the first level; half of them are tried on average.
        hardest: the last level, as a multiple of `tries`.
    """

    minutes: int
    rounds: int
    tries: int
    hardest: int


@dataclass(frozen=True)
class MailShare:
    """All mail together, and how many mails of one asker go at once within an hour."""

    hour: int
    day: int
    quick: int


@dataclass(frozen=True)
class Limits:
    rows: Mapping[tuple[str, str], Limit]  # by what and who
    proof: ProofCost
    mail: MailShare
    desk_cases: int  # distinct cases opened within an hour that end an agent's session

    def of(self, group: str, amounts: Mapping[str, int]) -> list[tuple[Limit, int]]:
        """The limits that hold for a group, each with what is to be counted against it."""
        return [(self.rows[what, group], n) for what, n in amounts.items() if n and (what, group) in self.rows]
