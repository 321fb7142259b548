"""
How long a code must be, so that guessing stays hopeless (decision 0038).

Two counts are kept for a year: wrong codes typed in browsers that are new to a mailbox, and those typed in browsers
that signed in to an address before. A code that can still be tried counts as if all its tries had failed already: a
thousand codes asked for at once cannot all be short. The length is decided from that count when a code is issued, so
at each length there are never more wrong guesses within a year than its rung says, by all people together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TRIES = 5  # of one code
CODE_LIFE = timedelta(minutes=10)  # from the minute its mail is sent
GRACE = timedelta(minutes=1)  # a request may take half a minute: until then a try of it may be under way
LONGEST_DELAY = timedelta(minutes=15)  # of a code's mail, when a mailbox gets many
AT_ONCE = 5  # live codes of new browsers whose mails are not delayed
DELAY_STEP = timedelta(seconds=15)  # for each further one
LIVE = LONGEST_DELAY + CODE_LIFE + GRACE  # a code counts as live so long, whatever happens to it
MONTHS = 13  # this one and the twelve before: never less than a year, also at the edge of a month


@dataclass(frozen=True)
class Rung:
    """A length, and how many wrong guesses a year may hold before the next length begins (None: the last rung)."""

    digits: int
    most: int | None


# Even lengths only: they are read and typed in groups, and each rung costs a share of the bound.
NEW_BROWSERS = (Rung(6, 20), Rung(8, 500), Rung(10, 50_000), Rung(12, None))
MOST_LIVE = 280  # codes of new browsers for one mailbox at one time: what makes the last rung finite
# Beyond the last of these, a browser that signed in before is treated like a new one.
KNOWN_BROWSERS = (Rung(6, 20), Rung(8, 500))
MOST_OF_ONE_BROWSER = 15  # wrong codes a year of one known browser, before it is treated like a new one


@dataclass(frozen=True)
class Count:
    """
    What was guessed at, for one mailbox or for the known browsers of one address.

    Attributes:
        months: wrong tries by month in UTC, `2026-12`.
        live: until when each code that was issued counts as live, in seconds since 1970.
        unreported: wrong tries since the owner was last written to.
        reported: the day in UTC of that mail, `2026-12-01`.
    """

    months: Mapping[str, int]
    live: Sequence[int] = ()
    unreported: int = 0
    reported: str | None = None

    def failures(self, now: datetime) -> int:
        """Wrong tries within the last year, and up to a month more."""
        wanted = last_months(now)
        return sum(times for month, times in self.months.items() if month in wanted)

    def live_at(self, now: datetime) -> int:
        return sum(until > now.timestamp() for until in self.live)

    def at_risk(self, now: datetime) -> int:
        """Wrong guesses of a year, as if every code that is live had none of its tries left."""
        return self.failures(now) + TRIES * self.live_at(now)


def digits(rungs: Sequence[Rung], at_risk: int) -> int | None:
    """The length of a code that was just added to what is at risk; None above the last rung."""
    return next((rung.digits for rung in rungs if rung.most is None or at_risk <= rung.most), None)


def delay(live: int) -> timedelta:
    """How long the mail of a new browser's code waits, with so many codes live for the mailbox."""
    return min(DELAY_STEP * max(live - AT_ONCE, 0), LONGEST_DELAY)


def chance_within_a_year() -> float:
    """The most that somebody who guesses all year has: at any number of networks, browsers and spellings."""
    total: float = sum(
        rung.most / 10**rung.digits for rung in (*NEW_BROWSERS, *KNOWN_BROWSERS) if rung.most is not None
    )
    rounds = timedelta(days=366) / LIVE
    last: int = 10 ** NEW_BROWSERS[-1].digits
    return total + rounds * MOST_LIVE * TRIES / last


def month(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m")


def last_months(now: datetime) -> frozenset[str]:
    here = now.astimezone(UTC)
    count = here.year * 12 + here.month - 1
    return frozenset(f"{(count - back) // 12:04d}-{(count - back) % 12 + 1:02d}" for back in range(MONTHS))
