"""What the policy says on one day: frozen values, ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.policy.calendar import Calendar


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
    turns_into: str  # the channel on which the case goes on when nobody came
    after: int


@dataclass(frozen=True)
class Attempts:
    """How often we call somebody who does not answer, and what comes then (decision D14)."""

    most: int
    wait: int  # minutes from one call to the next
    turns_into: str  # the channel on which the case goes on after the last


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
    answers_by: str  # "mail", "chat", "call", "dial" (they call us), "users" (of a community) or "articles"
    live: Live | None = None
    needs: frozenset[str] = frozenset()  # the fields of a case that it must have here: "phone"
    attempts: Attempts | None = None
    days_ahead: int | None = None  # how far ahead somebody can choose when we call; None: they cannot (decision D14)

    @property
    def pace(self) -> str:
        """How fast the answer comes, by the kind of its promise: "live", "fast" or "slow"."""
        kind = self.promise.kind if self.promise else None
        return {"live": "live", "minutes": "fast"}.get(kind or "", "slow")

    @property
    def calls(self) -> bool:
        """Whether our people answer by calling."""
        return self.answers_by == "call"

    @property
    def is_live(self) -> bool:
        """Whether both sides are there at the same time (policy P7)."""
        return self.pace == "live"


@dataclass(frozen=True)
class Calls:
    """The numbers we call back (decision 0032)."""

    countries: frozenset[str]  # ISO 3166 codes, "001" for numbers of no country; or "all"
    never: frozenset[str]  # kinds of numbers that cost the person who calls them: "premium_rate", "shared_cost"

    def reaches(self, country: str, kind: str) -> bool:
        return kind not in self.never and not self.countries.isdisjoint({country, "all"})


@dataclass(frozen=True)
class Topic:
    """What a case is about. Its open channels accept it whatever the tier and seat (decision D7)."""

    id: str
    name: Mapping[str, str]
    open_channels: frozenset[str]
    asks: str  # "support", or "subscription": then the form shows who answers such questions (policy P9)
    steps: str  # the name of an article to try first; empty for none


@dataclass(frozen=True)
class Client:
    """What people reach us with: a browser, or the site installed as an app (policy P8)."""

    id: str
    name: Mapping[str, str]  # ends the sentence "not available …"
    channels: frozenset[str]
    installed: bool


@dataclass(frozen=True)
class Team:
    """Who answers questions about the subscription (policy P9)."""

    id: str
    name: Mapping[str, str]
    address: str
    per_account: bool  # the directory names a person of it for each account


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
    clients: Mapping[str, Client]
    seat_rules: tuple[SeatRule, ...]
    calendar: Calendar
    topics: Mapping[str, Topic]
    teams: Mapping[str, Team]
    subscription_contacts: Mapping[str, str]  # tier -> team
    staff_access_default: bool
    inbox_filters: tuple[str, ...]
    inbox_actions: Mapping[str, frozenset[str]]  # status -> what its requester may do
    limits: Mapping[str, int]  # field of a case -> the number in its unit
    calls: Calls

    @property
    def default_client(self) -> str:
        """The client of somebody who names none: the first that is not installed."""
        return next(client.id for client in self.clients.values() if not client.installed)

    @property
    def default_topic(self) -> str:
        """The topic of a case that names none: the first."""
        return next(iter(self.topics))

    def seats_for(self, channel: str) -> list[Mapping[str, str]]:
        """The names of the seats that open the channel where a rule asks for one (policy P3)."""
        wanted = [rule.seats for rule in self.seat_rules if channel in rule.channels]
        return [name for seat, name in self.seats.items() if wanted and all(seat in seats for seats in wanted)]

    def contact_of(self, tier: str) -> Team | None:
        """Who answers a plan's questions about the subscription; None: nobody is named."""
        return self.teams.get(self.subscription_contacts.get(tier, ""))

    def stand_in(self, team: Team) -> Team:
        """Who answers for a team where an account has nobody of it: the first team that is not per account."""
        shared = (other for other in self.teams.values() if not other.per_account)
        return next(shared, team) if team.per_account else team

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that some channel is answered in, in the policy's order."""
        spoken = (language for channel in self.channels.values() for language in channel.languages or ())
        return tuple(dict.fromkeys(spoken))
