"""What an operator does with mails that are not sent by themselves: count, list, send, drop. Never part of a request
of a reader; nothing here scans."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.aws.mail.items import KEPT_KEYS, SHARDS, ends_after, hold, waiting_at
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.cases.places import instant, moment
from chalicelib.mail.kept import HELD, PARKED, STATES, Kept

MOST_COUNTED = 500


class OutboxCare:
    def __init__(self, table: Table, epoch: str) -> None:
        self._table, self._epoch = table, epoch

    def counts(self) -> dict[str, int]:
        """How many of each state, at most 501: "500+" is enough to know."""
        return {
            state: self._table.count(MOST_COUNTED + 1, "queue_key = :key", {":key": KEPT_KEYS[state]}, index="queues")
            for state in STATES
        }

    def kept(self) -> Iterator[Kept]:
        """All of them, those of each state oldest first."""
        for state in STATES:
            for item in self._all(KEPT_KEYS[state]):
                yield _kept(item)

    def one(self, id: str) -> Kept | None:
        item = self._table.get(f"O#{id}", "O")
        return _kept(item) if item and item["state"] in STATES else None

    def send(self, kept: Kept, now: datetime) -> bool:
        """
        Put it back among those that wait, of the present epoch; the next sweep sends it.

        Returns:
            Whether it was still kept.

        Raises:
            NoLongerGood: see `Kept.send_again`.
        """
        kept.send_again(now)
        return self._change(
            kept,
            "SET #state = :to, queue_key = :key, queue_order = :order, epoch = :epoch, attempts = :none "
            "REMOVE reason, ended, ends",
            {":to": "waiting", ":epoch": self._epoch, ":none": 0, **_values(waiting_at(kept.id, now))},
        )

    def drop(self, kept: Kept, now: datetime) -> bool:
        """Forget its words and address; the fact stays for a month. Whether it was still kept."""
        return self._change(
            kept,
            "SET #state = :to, ended = :now, ends = :ends REMOVE queue_key, queue_order, letter",
            {":to": "dropped", ":now": instant(now), ":ends": ends_after(now)},
        )

    def hold_all(self, now: datetime) -> int:
        """Hold what waits from before the present epoch, instead of waiting for the sender to meet it; how many."""
        held = 0
        for lane in ("", "behind#"):
            for shard in range(SHARDS):
                for item in self._all(f"O#{lane}{shard}"):
                    if item.get("epoch", "") != self._epoch:
                        held += hold(self._table, item, now)
        return held

    def _all(self, key: str) -> Iterator[Item]:
        cursor = None
        while True:
            page, cursor = self._table.query("queue_key = :key", {":key": key}, index="queues", after=cursor)
            yield from page
            if cursor is None:
                return

    def _change(self, kept: Kept, update: str, values: Item) -> bool:
        try:
            self._table.update(
                f"O#{kept.id}",
                "O",
                update=update,
                condition="#state = :was",
                names={"#state": "state"},
                values={**values, ":was": kept.state},
            )
        except ConditionFailed:
            return False
        return True


def _values(place: Item) -> Item:
    return {":key": place["queue_key"], ":order": place["queue_order"]}


def _kept(item: Item) -> Kept:
    letter = item["letter"]
    number, minutes = letter["fields"].get("number"), letter["fields"].get("minutes")
    code = letter["kind"] == "sign_in_code"
    return Kept(
        id=item["pk"].removeprefix("O#"),
        kind=letter["kind"],
        number=str(number) if number else None,
        state=HELD if item["state"] == HELD else PARKED,
        reason=item.get("reason", ""),
        stored=moment(item["stored"]),
        minutes=int(minutes or 0) if code else None,
    )
