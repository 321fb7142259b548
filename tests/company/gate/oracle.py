"""
What a support policy says, by its paragraphs (decisions/support-policy.md), read from the rows of its file.

Nothing here is asked of `chalicelib.policy`: the gate of a company compares two readings that share no code. It is slow
and simple on purpose; opening hours are counted minute by minute.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays

Row = Mapping[str, Any]
MINUTE = timedelta(minutes=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Asker:
    """Who asks. Without a plan, the directory does not know them (decision D7)."""

    tier: str | None
    seat: str | None
    created: date | None  # the day of their account
    speaks: str  # the language of their profile, a BCP 47 tag


@dataclass(frozen=True)
class Question:
    """What they want to know of one channel; no language leaves that question out."""

    channel: str
    client: str
    language: str | None = None
    topic: str | None = None
    open_now: bool = True


class Oracle:
    """The policy of one day."""

    def __init__(self, file: Path, day: date) -> None:
        self.file, self.day = file, day
        self._raw = tomllib.loads(file.read_text("utf-8"))
        self.vendor: Row = self._raw["vendor"]
        self.zone = ZoneInfo(self.vendor["zone"])

    def rows(self, table: str, key: str = "id") -> Sequence[Row]:
        """The newest row of each key that has begun, unless it withdraws the rule; in the order of rank (D9)."""
        newest: dict[str, Row] = {}
        for row in self._raw.get(table, []):
            if row["since"] <= self.day and (row[key] not in newest or row["since"] > newest[row[key]]["since"]):
                newest[row[key]] = row
        return sorted((row for row in newest.values() if not row.get("withdrawn")), key=lambda row: row.get("rank", 0))

    def row(self, table: str, value: str, key: str = "id") -> Row | None:
        return next((row for row in self.rows(table, key) if row[key] == value), None)

    def ids(self, table: str) -> list[str]:
        return [row["id"] for row in self.rows(table)]

    @cached_property
    def days_of_change(self) -> list[date]:
        """Every day on which some row begins, whatever the day of this oracle."""
        return sorted({row["since"] for rows in self._raw.values() if isinstance(rows, list) for row in rows})

    # --- Who may reach us (P2 to P6, P8, P11) -------------------------------------------------------------------------
    def reasons(self, asker: Asker, question: Question) -> tuple[str, ...]:
        """Everything that speaks against it, in the policy's order (D6)."""
        against = dict(self._against(asker, question))
        return tuple(reason for reason in self.vendor["reason_order"] if against[reason])

    def _against(self, asker: Asker, question: Question) -> Iterator[tuple[str, bool]]:
        channel = self._channels[question.channel]
        topic = self._topics.get(question.topic or "")
        always = topic is not None and question.channel in topic["open_channels"]
        yield "tier", not always and (asker.tier or self.vendor["unknown_address_tier"]) not in channel["tiers"]
        yield (
            "seat",
            not always
            and any(
                question.channel in rule["channels"]
                and asker.created is not None
                and asker.created >= rule["accounts_created_since"]
                and asker.seat not in rule["seats"]
                for rule in self._seat_rules
            ),
        )
        yield "client", question.channel not in self._clients[question.client]["channels"]
        spoken = self._spoken.get(question.channel)
        yield (
            "language",
            spoken is not None
            and question.language is not None
            and (
                question.language not in spoken["languages"]
                or (spoken["profile_language_needed"] and asker.speaks != question.language)
            ),
        )
        yield "hours", channel["follows_hours"] and not question.open_now

    def languages(self, channel: str) -> Sequence[str] | None:
        """In which languages it is answered; None when nobody answers there."""
        row = self._spoken.get(channel)
        return row["languages"] if row else None

    def promise(self, channel: str) -> Row | None:
        return self.row("promise", channel, "channel")

    @cached_property
    def _channels(self) -> Mapping[str, Row]:
        return {row["id"]: row for row in self.rows("channel")}

    @cached_property
    def _topics(self) -> Mapping[str, Row]:
        return {row["id"]: row for row in self.rows("topic")}

    @cached_property
    def _clients(self) -> Mapping[str, Row]:
        return {row["id"]: row for row in self.rows("client")}

    @cached_property
    def _spoken(self) -> Mapping[str, Row]:
        return {row["channel"]: row for row in self.rows("languages", "channel")}

    @cached_property
    def _seat_rules(self) -> Sequence[Row]:
        return self.rows("seat_rule")

    # --- When (D3, D4, D5) --------------------------------------------------------------------------------------------
    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(self.zone)
        clock, day = local.time(), local.date()
        if (own := self._special("own_day", day)) is not None:
            return any(_between(clock, each) for each in own["open"])
        half = self._special("half_day", day)
        if half is not None and not _between(clock, half):
            return False
        return any(
            WEEKDAYS[local.weekday()] in row["weekdays"]
            and _between(clock, row)
            and not (row["without_public_holidays"] and day in self._public_holidays)
            for row in self.rows("hours")
        )

    def _special(self, table: str, day: date) -> Row | None:
        """The row that names the day (D13): by its date, or else by its month and day."""
        for name in (day, day.isoformat()[5:]):
            for row in self.rows(table):
                if name in row["days"]:
                    return row
        return None

    def first_open(self, at: datetime) -> datetime:
        """The minute itself, or the next one in which somebody is there."""
        while not self.is_open(at):
            at += MINUTE
        return at

    def first_closed(self, at: datetime) -> datetime:
        while self.is_open(at):
            at += MINUTE
        return at

    def due(self, channel: str, received: datetime) -> datetime | None:
        """When the answer is due (P7, D4): a live promise has no such instant (D10), minutes count from the opening."""
        promise = self.promise(channel)
        if promise is None or promise["kind"] == "live":
            return None
        if promise["kind"] == "minutes":
            return self.first_open(received) + promise["amount"] * MINUTE
        minutes = 60 if promise["kind"] == "business_hours" else self._minutes_of_a_day
        left, at = promise["amount"] * minutes, received
        while left:
            left -= self.is_open(at)
            at += MINUTE
        return at

    @property
    def _minutes_of_a_day(self) -> int:
        return round(self.rows("business_day")[0]["open_hours"] * 60)

    @cached_property
    def _public_holidays(self) -> Any:
        return holidays.country_holidays(self.vendor["country"], subdiv=self.vendor.get("subdivision"))


def _between(clock: time, row: Row) -> bool:
    """Midnight as a closing is the end of the day."""
    return row["opens"] <= clock and (clock < row["closes"] or row["closes"] == time(0))


def moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """What the clocks of the zone show on that day, as an instant."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).astimezone(UTC)
