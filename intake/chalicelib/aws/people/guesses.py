"""Counts of wrong codes in DynamoDB (protocol `people.sign_in.guesses.GuessStore`); the keys are in `sign_in`."""

from datetime import datetime, timedelta

from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.people.sessions import seconds
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.mail.letter import Letter
from chalicelib.people.sign_in.ladder import Count, last_months, month

COUNTED = timedelta(days=400)  # a bit more than thirteen months
ROUNDS = 5  # of tidying a list that others write to at the same time


class GuessTable:
    def __init__(self, table: Table, outbox: OutboxTable) -> None:
        self._table, self._outbox = table, outbox

    def reserve(self, who: str, until: datetime, most: int, now: datetime) -> Count | None:
        for _ in range(ROUNDS):
            try:
                # Added first and read in the same write: of codes issued at once, each sees those before it.
                item = self._table.update(
                    f"W#{who}",
                    "W",
                    update="SET live = list_append(if_not_exists(live, :none), :this), ends = :ends",
                    condition="attribute_not_exists(live) OR size(live) < :most",
                    values={
                        ":none": [],
                        ":this": [seconds(until)],
                        ":most": most,
                        ":ends": seconds(now + COUNTED),
                    },
                )
            except ConditionFailed:
                if not self._tidied(who, now):
                    return None
                continue
            return _count(item)
        return None

    def _tidied(self, who: str, now: datetime) -> bool:
        """Remove expired codes from a full list; False when none has expired."""
        item = self._table.get(f"W#{who}", "W") or {}
        live = item.get("live", [])
        left = [until for until in live if until > seconds(now)]
        if len(left) == len(live):
            return False
        try:
            values = {":left": left, ":seen": live}
            self._table.update(f"W#{who}", "W", update="SET live = :left", condition="live = :seen", values=values)
        except ConditionFailed:
            pass  # somebody else tidied
        return True

    def spend(self, who: str, now: datetime) -> Count:
        return _count(self._counted(who, 1, now))

    def give_back(self, who: str, now: datetime) -> None:
        self._counted(who, -1, now)

    def _counted(self, who: str, times: int, now: datetime) -> Item:
        item = self._table.update(
            f"W#{who}",
            "W",
            update="ADD #month :times, unreported :times SET ends = :ends",
            names={"#month": f"m{month(now)}"},
            values={":times": times, ":ends": seconds(now + COUNTED)},
        )
        forget(self._table, item, now)
        return item

    def report(self, who: str, day: str, unreported: int, letter: Letter, now: datetime) -> bool:
        reporting = self._table.updating(
            f"W#{who}",
            "W",
            update="SET reported = :day ADD unreported :less",
            condition="attribute_not_exists(reported) OR reported < :day",
            values={":day": day, ":less": -unreported},
        )
        try:
            self._table.transact(reporting, self._outbox.storing(letter, now))
        except ConditionFailed:
            return False
        return True

    def tally(self, who: str, window: str, ends: datetime) -> int:
        values = {":one": 1, ":ends": seconds(ends)}
        item = self._table.update(f"W#{who}", window, update="ADD times :one SET ends = :ends", values=values)
        return int(item["times"])


def months(item: Item) -> dict[str, int]:
    """Wrong codes by month; each month is an attribute of its own, so that it can be added to."""
    return {name[1:]: times for name, times in item.items() if name.startswith("m2")}


def forget(table: Table, item: Item, now: datetime) -> None:
    """Remove months that no longer count: at most once a month, and only where somebody guesses."""
    old = sorted(set(months(item)) - last_months(now))
    if old:
        names = {f"#m{place}": f"m{name}" for place, name in enumerate(old)}
        table.update(item["pk"], item["sk"], update=f"REMOVE {', '.join(names)}", names=names)


def _count(item: Item) -> Count:
    live = [int(until) for until in item.get("live", [])]
    return Count(months(item), live, item.get("unreported", 0), item.get("reported"))
