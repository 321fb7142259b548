"""What the policy says on one day: frozen values, ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Tier:
    """A plan. `rank` orders them, lowest first (policy P1)."""

    id: str
    name: Mapping[str, str]  # per locale


@dataclass(frozen=True)
class SeatRule:
    """In accounts created on or after this day, these channels need one of these seats (policy P3)."""

    channels: frozenset[str]
    seats: frozenset[str]
    accounts_created_since: date  # a calendar day in the policy's zone

    def refuses(self, channel: str, seat: str | None, created: date | None) -> bool:
        """An account whose created day is unknown counts as old: the tier is what stops it (decision D7)."""
        return (
            channel in self.channels
            and created is not None
            and created >= self.accounts_created_since
            and seat not in self.seats
        )


@dataclass(frozen=True)
class Promise:
    """How fast we answer (policy P7). `amount` counts what the kind is named after; a live channel has 0."""

    kind: str  # "live", "minutes", "business_hours" or "business_days"
    amount: int

    @property
    def counts_open_time(self) -> bool:
        """Whether it is counted in opening hours only, and not on the clock on the wall (decision D13)."""
        return self.kind in ("business_hours", "business_days")


@dataclass(frozen=True)
class Live:
    """What orders a live channel at the desk, in minutes since somebody began to wait (decision D10)."""

    target: int
    turns_into_email_after: int


@dataclass(frozen=True)
class Channel:
    """A way to reach us, and for whom."""

    id: str
    name: Mapping[str, str]
    tiers: frozenset[str]
    languages: tuple[str, ...] | None  # BCP 47; None: nobody answers here, so any language goes
    profile_language_needed: bool  # policy P6
    opens_case: bool  # decision D1
    follows_hours: bool  # decision D5
    promise: Promise | None
    live: Live | None = None
    needs: frozenset[str] = frozenset()  # what a case must say beside its words: "phone"

    @property
    def is_live(self) -> bool:
        """Whether both sides write at the same time (policy P7)."""
        return self.promise is not None and self.promise.kind == "live"


@dataclass(frozen=True)
class Hours:
    """Local opening times in the policy's zone (decision D4). Monday is 0."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    without_public_holidays: bool


@dataclass(frozen=True)
class Calls:
    """The numbers we call back (decision 0032)."""

    countries: frozenset[str]  # ISO 3166 codes, "001" for numbers of no country; or "all"
    never: frozenset[str]  # kinds of numbers that cost whoever calls them: "premium_rate", "shared_cost"

    def reaches(self, country: str, kind: str) -> bool:
        return kind not in self.never and not self.countries.isdisjoint({country, "all"})


@dataclass(frozen=True)
class Topic:
    """What a case is about. Its open channels accept it whatever the tier and seat (decision D7)."""

    id: str
    name: Mapping[str, str]
    open_channels: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """Everything that holds on `day`."""

    day: date
    zone: str
    reason_order: tuple[str, ...]
    unknown_address_tier: str
    tiers: Mapping[str, Tier]
    seats: Mapping[str, Mapping[str, str]]  # id -> name per locale
    channels: Mapping[str, Channel]  # in the order they are shown
    clients: Mapping[str, frozenset[str]]  # client -> channels it may use
    seat_rules: tuple[SeatRule, ...]
    hours: Hours
    topics: Mapping[str, Topic]
    subscription_contacts: Mapping[str, str]  # tier -> "csm" or "team"
    staff_access_default: bool
    inbox_filters: tuple[str, ...]
    inbox_actions: Mapping[str, frozenset[str]]  # status -> what its requester may do
    limits: Mapping[str, int]  # field of a case -> the number in its unit
    calls: Calls

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that some channel is answered in, in the policy's order."""
        spoken = (language for channel in self.channels.values() for language in channel.languages or ())
        return tuple(dict.fromkeys(spoken))
