"""Mails that wait, in DynamoDB (the protocol is `mail.outbox.OutboxStore`)."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4
from zlib import crc32

from chalicelib.aws.mail.items import KEPT_KEYS, SHARDS, ends_after, hold, order, packed, unpacked, waiting_at
from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.cases.places import instant, moment
from chalicelib.mail.kept import HELD, PARKED
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Claim, Waiting

BATCH = 25  # mails per shard and sweep
_WAITING = ("waiting", "claimed")

log = logging.getLogger(__name__)


class OutboxTable:
    """A mail waits in a sparse index by the time it is next to be tried; a sent mail is no longer in it."""

    def __init__(self, table: Table, epoch: str = "") -> None:
        """`epoch`: of the store (decision 0037); mails of another epoch are held, not sent automatically."""
        self._table, self._epoch = table, epoch

    def storing(self, letter: Letter, now: datetime, due: datetime | None = None) -> Mapping[str, Any]:
        """The write of a new mail, for the transaction of the step it is about; nobody sends it before `due`."""
        return self._table.putting(
            {
                "pk": f"O#{letter.id}",
                "sk": "O",
                "letter": packed(letter),
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
        if before is None or before["state"] not in _WAITING or before["queue_order"] > order(now, "~"):
            return None
        if before.get("epoch", "") != self._epoch:
            hold(self._table, before, now)
            return None
        try:
            item = self._table.update(
                f"O#{id}",
                "O",
                update="SET #state = :claimed, queue_order = :until, claimed_by = :mark ADD attempts :one",
                # Only if unchanged since it was read: of two senders that read the same state, one wins.
                condition="#state = :was AND queue_order = :order",
                names={"#state": "state"},
                values={
                    ":claimed": "claimed",
                    ":until": order(until, id),
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
        return Claim(unpacked(id, item["letter"]), item["attempts"], unclear, moment(item["stored"]))

    def sent(self, claim: Claim, now: datetime) -> None:
        self._end(claim, "sent", now, "sent")

    def park(self, claim: Claim, reason: str, now: datetime) -> None:
        log.warning("mail %s parked: %s", claim.letter.id, reason)
        self._end(claim, "parked", now, reason)

    def release(self, claim: Claim, again: datetime) -> None:
        self._settle(
            claim,
            update="SET #state = :state, queue_order = :again",
            values={":state": "waiting", ":again": order(again, claim.letter.id)},
        )

    def due(self, now: datetime) -> Sequence[Waiting]:
        return self._oldest([f"O#{shard}" for shard in range(SHARDS)], now, BATCH)

    def behind(self, now: datetime) -> Sequence[Waiting]:
        return self._oldest([f"O#behind#{line}" for line in range(SHARDS)], now, SHARDS * BATCH)

    def put_behind(self, waiting: Waiting) -> None:
        with suppress(ConditionFailed):  # another sender has it, or it was sent
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
            values = {":key": key, ":now": order(now, "~")}
            page, _ = self._table.query("queue_key = :key AND queue_order <= :now", values, index="queues", limit=most)
            found += page
        return [
            Waiting(item["pk"].removeprefix("O#"), item.get("lane", ""), item["queue_order"])
            for item in sorted(found, key=lambda item: item["stored"])
        ]

    def _end(self, claim: Claim, state: str, now: datetime, reason: str) -> None:
        """The words of a sent mail are deleted; a parked mail keeps them for the person who investigates."""
        ended = {":state": state, ":reason": reason, ":now": instant(now), ":ends": ends_after(now)}
        update = "SET #state = :state, reason = :reason, ended = :now, ends = :ends "
        if state == PARKED:
            update += ", queue_key = :key, queue_order = :order"
            ended |= {":key": KEPT_KEYS[PARKED], ":order": order(now, claim.letter.id)}
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
