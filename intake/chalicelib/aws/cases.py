"""Cases in DynamoDB (the protocol is `cases.store.CaseStore`)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.aws import case_items as items
from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.table import LONGEST_KEY, ConditionFailed, Table, setting
from chalicelib.aws.typed import Item
from chalicelib.cases.case import CLOSED, OPEN, Case, Counts
from chalicelib.cases.events import Event
from chalicelib.cases.places import ANSWERED, WAITING, instant
from chalicelib.cases.store import Memory, NumberTaken, Remembered, VersionChanged
from chalicelib.mail.letter import Letter

MEMORY_LIFE = timedelta(days=2)
NEW = "attribute_not_exists(pk)"


class CaseTable:
    """A case is a head, its details and its events under one key; five sparse indexes list the heads."""

    def __init__(self, table: Table, outbox: OutboxTable) -> None:
        self._table, self._outbox = table, outbox

    def memory(self, key: str) -> Memory | None:
        item = self._table.get(f"I#{key}", "I")
        return Memory(key, item["digest"], item["number"], item["version"]) if item else None

    def add(self, case: Case, event: Event, letters: Sequence[Letter], memory: Memory) -> None:
        try:
            self._table.transact(
                self._remembering(memory, case.updated),
                self._table.putting(items.head(case), condition=NEW),
                *self._details(case),
                *self._beside(None, case),
                self._table.putting(items.event_item(case.number, event)),
                self._counting(case.requester.id, {OPEN: 1}),
                *(self._outbox.storing(letter, case.updated) for letter in letters),
            )
        except ConditionFailed as failure:
            if 0 in failure.failed:
                raise self._twin(memory) from None
            raise NumberTaken from None

    def save(
        self, before: Case, after: Case, event: Event, letters: Sequence[Letter], memory: Memory | None = None
    ) -> None:
        pk, sk = items.head_key(after.number)
        writes = [
            self._table.updating(
                pk, sk, condition="version = :before", **setting(items.changing(after), {":before": before.version})
            ),
            self._table.putting(items.event_item(after.number, event), condition=NEW),
            *(self._outbox.storing(letter, event.at) for letter in letters),
        ]
        writes += self._beside(before, after)
        if before.status != after.status:
            writes.append(self._counting(after.requester.id, {before.status: -1, after.status: 1}))
        if memory is not None:
            writes.append(self._remembering(memory, event.at))
        try:
            self._table.transact(*writes)
        except ConditionFailed as failure:
            if memory is not None and len(writes) - 1 in failure.failed:
                raise self._twin(memory) from None
            raise VersionChanged from None

    def set_favourite(self, case: Case, favourite: bool) -> None:
        pk, sk = items.head_key(case.number)
        marked = {":key": f"F#{case.requester.id}"}
        change: dict[str, Any] = (
            {"update": "SET favourite_key = :key", "values": marked, "condition": "attribute_not_exists(favourite_key)"}
            if favourite
            else {"update": "REMOVE favourite_key", "condition": "attribute_exists(favourite_key)"}
        )
        counted = self._counting(case.requester.id, {"favourites": 1 if favourite else -1})
        try:
            self._table.transact(self._table.updating(pk, sk, **change), counted)
        except ConditionFailed:
            return  # a second click was faster: the star is already set as wished

    def case(self, number: str) -> Case | None:
        """Head and details, which begin with the same letter and come in one request."""
        pk, sk = items.head_key(number)
        if len(pk.encode("utf-8", "replace")) > LONGEST_KEY:
            return None  # DynamoDB refuses such a key; a path can contain anything
        return items.whole_case(self._table.query("pk = :pk AND begins_with(sk, :sk)", {":pk": pk, ":sk": sk})[0])

    def events(self, number: str, after: int, size: int) -> tuple[Sequence[Event], bool]:
        values = {":pk": f"C#{number}", ":after": f"E#{after + 1:08d}", ":end": "E#~"}
        # DynamoDB answers 1 MB at most, however many events that is.
        page, cursor = self._table.query("pk = :pk AND sk BETWEEN :after AND :end", values, limit=size)
        return [items.event_of(item) for item in page], cursor is not None

    def of_requester(self, requester: str, filter: str, after: str | None, size: int) -> Sequence[Case]:
        index, attribute, key = {
            "all": ("by_requester", "requester_key", items.requester_key(requester)),
            "open": ("by_status", "status_key", items.status_key(requester, OPEN)),
            "closed": ("by_status", "status_key", items.status_key(requester, CLOSED)),
            "favourites": ("favourites", "favourite_key", f"F#{requester}"),
        }[filter]
        condition = f"{attribute} = :key" + (" AND received_key < :after" if after else "")
        values = {":key": key, **({":after": after} if after else {})}
        return self._heads(self._table.first(size, condition, values, index=index, newest_first=True))

    def counts(self, requester: str) -> Counts:
        item = self._table.get(f"R#{requester}", "N") or {}
        opened, closed = item.get("n_open", 0), item.get("n_closed", 0)
        starred = item.get("n_favourites", 0)
        return Counts({"all": opened + closed, "open": opened, "closed": closed, "favourites": starred})

    def queue(self, language: str, after: str | None, size: int, *, waiting: bool = True) -> Sequence[Case]:
        return self._heads(self._table.first(size, *_in_queue(language, after, waiting), index="queues"))

    def queue_count(self, language: str, after: str, most: int, *, waiting: bool) -> int:
        return self._table.count(most, *_in_queue(language, after, waiting), index="queues")

    def calls(self, language: str, after: str | None, size: int) -> Sequence[Case]:
        return self._heads(self._table.first(size, *_in_calls(language, after), index="queues"))

    def calls_count(self, language: str, after: str, most: int) -> int:
        return self._table.count(most, *_in_calls(language, after), index="queues")

    def turning(self, now: datetime, size: int) -> Sequence[str]:
        condition = "queue_key = :key AND queue_order <= :now"
        found: list[str] = []
        for shard in range(items.SHARDS):
            values = {":key": items.turn_key(shard), ":now": f"{instant(now)}~"}
            page, _ = self._table.query(condition, values, index="queues", limit=size)
            found += [item["queue_order"] for item in page]
        return [order.partition("#")[2] for order in sorted(found)[:size]]

    def taken(self, agent: str, after: str | None, size: int) -> Sequence[Case]:
        return self._heads(self._table.first(size, *_taken_by(agent, after), index="taken"))

    def taken_count(self, agent: str, after: str, most: int) -> int:
        return self._table.count(most, *_taken_by(agent, after), index="taken")

    @staticmethod
    def _heads(found: Sequence[Item]) -> Sequence[Case]:
        return [items.case_of(item) for item in found]

    def _details(self, case: Case) -> list[Mapping[str, Any]]:
        item = items.details(case)
        return [self._table.putting(item)] if item else []

    def _beside(self, before: Case | None, after: Case) -> list[Mapping[str, Any]]:
        """The writes that keep the list of calls and the times of live cases true; none for cases that have neither."""
        writes: list[Mapping[str, Any]] = []
        pk, _ = items.head_key(after.number)
        for sk, made in ((items.CALL, items.call), (items.TURN, items.turn)):
            was, item = made(before) if before else None, made(after)
            if item and (sk == items.CALL or item != was):
                writes.append(self._table.putting(item))
            elif was and not item:
                writes.append(self._table.deleting(pk, sk))
        return writes

    def _counting(self, requester: str, steps: Mapping[str, int]) -> Mapping[str, Any]:
        adds = ", ".join(f"n_{name} :{name}" for name in steps)
        values = {f":{name}": step for name, step in steps.items()}
        return self._table.updating(f"R#{requester}", "N", update=f"ADD {adds}", values=values)

    def _remembering(self, memory: Memory, at: datetime) -> Mapping[str, Any]:
        item = {
            "pk": f"I#{memory.key}",
            "sk": "I",
            "digest": memory.digest,
            "number": memory.number,
            "version": memory.version,
            "ends": int((at.astimezone(UTC) + MEMORY_LIFE).timestamp()),
        }
        return self._table.putting(item, condition=NEW)

    def _twin(self, memory: Memory) -> Remembered:
        first = self.memory(memory.key)
        if first is None:  # it ended between our write and our read; the caller tries again from the start
            raise VersionChanged
        return Remembered(first)


def _in_queue(language: str, after: str | None, waiting: bool) -> tuple[str, Item]:
    """Condition and values: the cases of a language behind a place, up to those that wait on the customer or all."""
    # Places are texts without control characters, so that a NUL behind one makes the very next text.
    begin = f"{after}\0" if after else WAITING
    end = f"{WAITING}~" if waiting else f"{ANSWERED}~"
    condition = "queue_key = :key AND queue_order BETWEEN :begin AND :end"
    return condition, {":key": items.queue_key(language), ":begin": begin, ":end": end}


def _in_calls(language: str, after: str | None) -> tuple[str, Item]:
    condition = "queue_key = :key" + (" AND queue_order > :after" if after else "")
    return condition, {":key": items.calls_key(language), **({":after": after} if after else {})}


def _taken_by(agent: str, after: str | None) -> tuple[str, Item]:
    condition = "taken_key = :key" + (" AND taken_order > :after" if after else "")
    return condition, {":key": items.taken_key(agent), **({":after": after} if after else {})}
