"""Rows with a day: which of them hold on a day (decision D9)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]


def holding(rows: Sequence[Row], key: str, day: date) -> list[Row]:
    """
    The rows that hold on a day, in the order of rank, then of the file.

    Args:
        key: the field that identifies a row; of several with the same one, the latest until that day holds.
    """
    latest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row["since"]):
        if row["since"] <= day:
            latest[row[key]] = row
    order = {row[key]: number for number, row in reversed(list(enumerate(rows)))}
    alive = [row for row in latest.values() if not row.get("withdrawn")]
    return sorted(alive, key=lambda row: (row.get("rank", 0), order[row[key]]))
