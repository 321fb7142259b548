"""The given policy, read by the gate's oracle: rows, and who may do what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.company.gate import given
from tests.company.gate.oracle import Oracle


@dataclass(frozen=True)
class Thing:
    """A plan, seat, channel, client or topic: its id, and its names by locale."""

    id: str
    name: Mapping[str, str]
    row: Mapping[str, Any]  # as it is in the policy file

    def __hash__(self) -> int:
        return hash(self.id)


@cache
def oracle(day: date = given.TODAY) -> Oracle:
    return Oracle(given.POLICY, day)


def things(table: str) -> Iterator[Thing]:
    """In the order of the policy."""
    for row in oracle().rows(table):
        yield Thing(row["id"], row["name"], row)
