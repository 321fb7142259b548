"""
What was counted, in DynamoDB (protocol `limits.Counters`).

    L#<group>#<who> / <day>    one item per asker and day: cases_day, cases_09, cases_10, …

An asker's hour and day are one write, whatever is counted. DynamoDB removes the item after the day.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.cases.places import instant, moment
from chalicelib.limits import DAY, HOUR
from chalicelib.limits.limiter import Counted
from chalicelib.limits.windows import day_of, ends, hour_of

KEPT = timedelta(days=1)  # after the day, for clocks that disagree


class CounterTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, who: str, now: datetime, amounts: Mapping[str, int], bounds: Counted) -> bool:
        names, values, conditions = {}, {":ends": int((ends(DAY, now) + KEPT).timestamp())}, []
        adds = []
        for place, (what, amount) in enumerate(amounts.items()):
            values[f":n{place}"] = amount
            for window, suffix in _suffixes(now).items():
                name = f"#{window}{place}"
                names[name] = what + suffix
                adds.append(f"{name} :n{place}")
                bound = bounds.get((what, window))
                if bound is None:
                    continue
                if amount > bound:
                    return False
                values[f":{window}{place}"] = bound - amount
                conditions.append(f"(attribute_not_exists({name}) OR {name} <= :{window}{place})")
        try:
            self._table.update(
                f"L#{who}",
                day_of(now),
                update=f"ADD {', '.join(adds)} SET #ends = :ends",
                condition=" AND ".join(conditions),
                names={**names, "#ends": "ends"},
                values=values,
            )
        except ConditionFailed:
            return False
        return True

    def read(self, who: str, now: datetime) -> Counted:
        item = self._table.get(f"L#{who}", day_of(now)) or {}
        found = {}
        for window, suffix in _suffixes(now).items():
            for name, number in item.items():
                if name.endswith(suffix):
                    found[name.removesuffix(suffix), window] = int(number)
        return found


def _suffixes(now: datetime) -> Mapping[str, str]:
    return {HOUR: f"_{hour_of(now)}", DAY: "_day"}


class OpeningTable:
    """
    Cases that agents' sessions opened (protocol `people.openings.OpeningStore`).

        L#opened#<session> / <hour>    a set of "<number> <instant>"
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, session: str, number: str, at: datetime) -> dict[str, datetime]:
        item = self._table.update(
            f"L#opened#{session}",
            day_of(at) + hour_of(at),
            update="ADD opened :one SET ends = :ends",
            values={":one": {f"{number} {instant(at)}"}, ":ends": int((at + KEPT).timestamp())},
        )
        return _opened(item)

    def of(self, session: str, hour: datetime) -> dict[str, datetime]:
        return _opened(self._table.get(f"L#opened#{session}", day_of(hour) + hour_of(hour)) or {})


def _opened(item: Item) -> dict[str, datetime]:
    entries = (entry.partition(" ") for entry in item.get("opened", ()))
    return {number: moment(at) for number, _, at in sorted(entries)}
