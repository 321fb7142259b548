"""The policy through time: dated rows, and the rules of any one day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from chalicelib.policy import calendar
from chalicelib.policy.calendar import holidays_of
from chalicelib.policy.dated import Row, holding
from chalicelib.policy.rules import Attempts, Calls, Channel, Client, Live, Promise, Rules, SeatRule, Team, Tier, Topic
from chalicelib.policy.schema import TABLES


@dataclass(frozen=True)
class Change:
    """A row that replaces another, or is new after the policy's first day: what changed on which day."""

    day: date
    table: str
    key: str
    before: Row | None
    after: Row


class Policy:
    """All rows of the policy file, checked. Ask it for the rules of a day."""

    def __init__(
        self, vendor: Row, tables: Mapping[str, Sequence[Row]], holidays: Mapping[str, Mapping[str, list[date]]]
    ) -> None:
        self.vendor, self.tables = vendor, tables
        self.zone = ZoneInfo(vendor["zone"])
        years = holidays[holidays_of(vendor)]
        self.public_holidays = frozenset(day for days in years.values() for day in days)
        self.on = lru_cache(maxsize=64)(self._on)

    @cached_property
    def first_day(self) -> date:
        """The day from which there are rules."""
        starts: list[date] = [row["since"] for rows in self.tables.values() for row in rows]
        return min(starts)

    def today(self, now: datetime) -> date:
        """The calendar day in the policy's zone (decision D3)."""
        return now.astimezone(self.zone).date()

    def rows(self, table: str, day: date) -> list[Row]:
        """The rows of a table that hold on that day, in the order of rank, then of the file."""
        return holding(self.tables[table], TABLES[table][0], day)

    def communities(self, day: date) -> list[Row]:
        """The places where users answer (policy P2); none on a day without such a channel."""
        answered = {channel.answers_by for channel in self.on(day).channels.values()}
        return self.rows("community", day) if "users" in answered else []

    def former_names(self, table: str, day: date) -> dict[str, dict[str, str]]:
        """The names, by id, that rows withdrawn on that day had: earlier cases still name them."""
        alive = {row["id"] for row in self.rows(table, day)}
        named = sorted((row for row in self.tables[table] if "name" in row), key=lambda row: row["since"])
        return {row["id"]: dict(row["name"]) for row in named if row["since"] <= day and row["id"] not in alive}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every row that came after the first day, oldest first."""
        return tuple(sorted(self._changes(), key=lambda change: (change.day, change.table, change.key)))

    def last_change(self, day: date) -> date:
        """The day on which the rules of that day began."""
        starts: list[date] = [row["since"] for rows in self.tables.values() for row in rows]
        return max(start for start in starts if start <= day)

    def _changes(self) -> Iterator[Change]:
        for table, rows in self.tables.items():
            key = TABLES[table][0]
            last: dict[str, Row] = {}
            for row in sorted(rows, key=lambda row: row["since"]):
                if row["since"] > self.first_day:
                    yield Change(row["since"], table, row[key], last.get(row[key]), row)
                last[row[key]] = row

    def _on(self, day: date) -> Rules:
        """
        The rules of a day (`on` remembers them).

        Raises:
            ValueError: the day is before the policy's first.
        """
        if day < self.first_day:
            raise ValueError(f"there are no rules for {day}; the first day is {self.first_day}")
        spoken = {row["channel"]: row for row in self.rows("languages", day)}
        promises = {row["channel"]: Promise(row["kind"], row["amount"]) for row in self.rows("promise", day)}
        live = {row["channel"]: Live(row["target"], row["turns_into"], row["after"]) for row in self.rows("live", day)}
        attempts = {
            row["channel"]: Attempts(row["most"], row["wait"], row["turns_into"]) for row in self.rows("attempts", day)
        }
        ahead = {row["channel"]: row["ahead"] for row in self.rows("chosen_time", day)}
        return Rules(
            day=day,
            zone=self.vendor["zone"],
            reason_order=tuple(self.vendor["reason_order"]),
            unknown_address_tier=self.vendor["unknown_address_tier"],
            tiers={row["id"]: Tier(row["id"], row["name"]) for row in self.rows("tier", day)},
            seats={row["id"]: row["name"] for row in self.rows("seat", day)},
            channels={
                row["id"]: Channel(
                    id=row["id"],
                    name=row["name"],
                    tiers=frozenset(row["tiers"]),
                    languages=tuple(spoken[row["id"]]["languages"]) if row["id"] in spoken else None,
                    profile_language_needed=row["id"] in spoken and spoken[row["id"]]["profile_language_needed"],
                    opens_case=row["opens_case"],
                    follows_hours=row["follows_hours"],
                    promise=promises.get(row["id"]),
                    answers_by=row["answers_by"],
                    live=live.get(row["id"]),
                    needs=frozenset(row["needs"]),
                    attempts=attempts.get(row["id"]),
                    days_ahead=ahead.get(row["id"]),
                )
                for row in self.rows("channel", day)
            },
            clients={
                row["id"]: Client(row["id"], row["name"], frozenset(row["channels"]), row["installed"])
                for row in self.rows("client", day)
            },
            seat_rules=tuple(
                SeatRule(frozenset(row["channels"]), frozenset(row["seats"]), row["accounts_created_since"])
                for row in self.rows("seat_rule", day)
            ),
            calendar=calendar.read(lambda table: self.rows(table, day), self.public_holidays),
            topics={
                row["id"]: Topic(row["id"], row["name"], frozenset(row["open_channels"]), row["asks"], row["steps"])
                for row in self.rows("topic", day)
            },
            teams={
                row["id"]: Team(row["id"], row["name"], row["address"], row["per_account"])
                for row in self.rows("team", day)
            },
            subscription_contacts={row["tier"]: row["contact"] for row in self.rows("subscription", day)},
            staff_access_default=all(row["default"] for row in self.rows("staff_access", day)),
            inbox_filters=tuple(row["id"] for row in self.rows("inbox_filter", day)),
            inbox_actions={row["status"]: frozenset(row["actions"]) for row in self.rows("inbox", day)},
            limits={row["id"]: row["limit"] for row in self.rows("case_field", day)},
            calls=self._calls(day),
        )

    def _calls(self, day: date) -> Calls:
        row = self.rows("call", day)[0]
        return Calls(frozenset(row["countries"]), frozenset(row["never"]))
