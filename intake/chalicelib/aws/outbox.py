"""Mails that wait, in DynamoDB (the protocol is `mail.outbox.OutboxStore`), and the queue that wakes their sender."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zlib import crc32

from chalicelib.aws.table import ConditionFailed, Item, Table
from chalicelib.cases.places import instant, moment
from chalicelib.mail.kept import HELD, PARKED
from chalicelib.mail.letter import STRANGER, Letter
from chalicelib.mail.outbox import Claim, Quick, Waiting

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

SHARDS = 4  # of the index of waiting mails, so that no single key is hot
BATCH = 25  # mails per shard and sweep
KEPT = timedelta(days=30)  # a sent mail's trace, without its words

KEPT_KEYS = {PARKED: "O#parked", HELD: "O#held"}  # in the index of those that wait, where no sender looks
_WAITING = ("waiting", "claimed")

log = logging.getLogger(__name__)


class OutboxTable:
    """A mail waits in a sparse index by the time it is next to be tried; a sent one has left it."""

    def __init__(self, table: Table, epoch: str = "") -> None:
        """`epoch`: of the store (decision 0037); what waits from another one is held and not sent by itself."""
        self._table, self._epoch = table, epoch

    def storing(self, letter: Letter, now: datetime, due: datetime | None = None) -> Mapping[str, Any]:
        """The write of a new mail, for the transaction of the step it tells of; nobody sends it before `due`."""
        return self._table.putting(
            {
                "pk": f"O#{letter.id}",
                "sk": "O",
                "letter": _packed(letter),
                "state": "waiting",
                "attempts": 0,
                "stored": instant(now),
                "lane": letter.lane,
                "epoch": self._epoch or None,
                **waiting_at(letter.id, due or now),
            },
            condition="attribute_not_exists(pk)",
        )

    def claim(self, id: str, now: datetime, until: datetime) -> Claim | None:
        mark = uuid4().hex
        before = self._table.get(f"O#{id}", "O")
        if before is None or before["state"] not in _WAITING or before["queue_order"] > _order(now, "~"):
            return None
        if before.get("epoch", "") != self._epoch:
            hold(self._table, before, now)
            return None
        try:
            item = self._table.update(
                f"O#{id}",
                "O",
                update="SET #state = :claimed, queue_order = :until, claimed_by = :mark ADD attempts :one",
                # The very state that was read: of two senders with the same view, one wins.
                condition="#state = :was AND queue_order = :order",
                names={"#state": "state"},
                values={
                    ":claimed": "claimed",
                    ":until": _order(until, id),
                    ":mark": mark,
                    ":one": 1,
                    ":was": before["state"],
                    ":order": before["queue_order"],
                },
            )
        except ConditionFailed:
            # The table repeats a write whose answer was lost; then it is we who were first.
            now_there = self._table.get(f"O#{id}", "O")
            if now_there is None or now_there.get("claimed_by") != mark:
                return None
            item = now_there
        unclear = before["state"] == "claimed"
        return Claim(_unpacked(id, item["letter"]), item["attempts"], unclear, moment(item["stored"]))

    def sent(self, claim: Claim, now: datetime) -> None:
        self._end(claim, "sent", now, "sent")

    def park(self, claim: Claim, reason: str, now: datetime) -> None:
        log.warning("mail %s parked: %s", claim.letter.id, reason)
        self._end(claim, "parked", now, reason)

    def release(self, claim: Claim, again: datetime) -> None:
        self._settle(
            claim,
            update="SET #state = :state, queue_order = :again",
            values={":state": "waiting", ":again": _order(again, claim.letter.id)},
        )

    def due(self, now: datetime) -> Sequence[Waiting]:
        return self._oldest([f"O#{shard}" for shard in range(SHARDS)], now, BATCH)

    def behind(self, now: datetime) -> Sequence[Waiting]:
        return self._oldest([f"O#behind#{line}" for line in range(SHARDS)], now, SHARDS * BATCH)

    def put_behind(self, waiting: Waiting) -> None:
        with suppress(ConditionFailed):  # somebody has it, or it has gone
            self._table.update(
                f"O#{waiting.id}",
                "O",
                # An asker is always in the same line, so that many mails of one do not fill all of them.
                update="SET queue_key = :behind",
                condition="queue_order = :order AND #state <> :held",
                names={"#state": "state"},
                values={
                    ":held": HELD,
                    ":behind": f"O#behind#{crc32(waiting.lane.encode()) % SHARDS}",
                    ":order": waiting.order,
                },
            )

    def _oldest(self, keys: Sequence[str], now: datetime, most: int) -> Sequence[Waiting]:
        found: list[Item] = []
        for key in keys:
            values = {":key": key, ":now": _order(now, "~")}
            page, _ = self._table.query("queue_key = :key AND queue_order <= :now", values, index="queues", limit=most)
            found += page
        return [
            Waiting(item["pk"].removeprefix("O#"), item.get("lane", ""), item["queue_order"])
            for item in sorted(found, key=lambda item: item["stored"])
        ]

    def _end(self, claim: Claim, state: str, now: datetime, reason: str) -> None:
        """The words of a sent mail are forgotten; a parked one keeps them for whoever looks into it."""
        ended = {":state": state, ":reason": reason, ":now": instant(now), ":ends": ends_after(now)}
        update = "SET #state = :state, reason = :reason, ended = :now, ends = :ends "
        if state == PARKED:
            update += ", queue_key = :key, queue_order = :order"
            ended |= {":key": KEPT_KEYS[PARKED], ":order": _order(now, claim.letter.id)}
        else:
            update += "REMOVE queue_key, queue_order, letter"
        self._settle(claim, update=update, values=ended)

    def _settle(self, claim: Claim, *, update: str, values: Item) -> None:
        """Change a mail while the claim is still ours: every claim counts one attempt more."""
        try:
            self._table.update(
                f"O#{claim.letter.id}",
                "O",
                update=update,
                condition="#state = :claimed AND attempts = :ours",
                names={"#state": "state"},
                values={**values, ":claimed": "claimed", ":ours": claim.attempts},
            )
        except ConditionFailed:
            log.info("mail %s was taken over by another sender", claim.letter.id)


class Waker:
    """Tells the sender that a mail waits. When it cannot, the sweep finds the mail within a minute."""

    def __init__(self, client: Callable[[], "SQSClient"], queue_url: str | None, quick: Quick) -> None:
        self._client, self._queue_url, self._quick = client, queue_url, quick

    def __call__(self, letter: Letter) -> None:
        # The queue knows no lanes: what is not to go at once is left to the sweep.
        if not self._queue_url or not self._quick.one_more(letter.lane):
            return
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._client().send_message(
                QueueUrl=self._queue_url, MessageBody=json.dumps({"letter": letter.id, "lane": letter.lane})
            )
        except (BotoCoreError, ClientError) as error:
            log.warning("queue not reached for mail %s: %s", letter.id, type(error).__name__)


def hold(table: Table, item: Item, now: datetime) -> bool:
    """Take a mail of an earlier epoch out of the line; whether it was as it had been read."""
    try:
        table.update(
            item["pk"],
            item["sk"],
            update="SET #state = :held, reason = :why, ended = :now, ends = :ends, queue_key = :key",
            condition="#state = :was AND queue_order = :order",
            names={"#state": "state"},
            values={
                ":held": HELD,
                ":why": "restored",
                ":now": instant(now),
                ":ends": ends_after(now),
                ":key": KEPT_KEYS[HELD],
                ":was": item["state"],
                ":order": item["queue_order"],
            },
        )
    except ConditionFailed:
        return False
    log.warning("mail %s held: it was stored before the store was restored", item["pk"].removeprefix("O#"))
    return True


def ends_after(now: datetime) -> int:
    """When the trace of a mail that ended now goes, in seconds since 1970."""
    return int((now.astimezone(UTC) + KEPT).timestamp())


def _order(at: datetime, id: str) -> str:
    return f"{instant(at)}#{id}"


def waiting_at(id: str, at: datetime) -> Item:
    """The place of a mail in the line, from this moment on."""
    return {"queue_key": f"O#{crc32(id.encode()) % SHARDS}", "queue_order": _order(at, id)}


def _packed(letter: Letter) -> Item:
    return {
        "kind": letter.kind,
        "to": letter.to,
        "language": letter.language,
        "fields": dict(letter.fields),
        "thread": list(letter.thread),
        "whose": letter.whose,
        "asker": letter.asker,
    }


def _unpacked(id: str, item: Item) -> Letter:
    fields = {name: int(value) if _is_number(value) else value for name, value in item["fields"].items()}
    return Letter(
        id,
        item["kind"],
        item["to"],
        item["language"],
        fields,
        tuple(item["thread"]),
        item.get("whose", STRANGER),
        item.get("asker", ""),
    )


def _is_number(value: object) -> bool:
    """DynamoDB answers numbers inside a map as decimals."""
    return not isinstance(value, str | bool) and value is not None
