"""A mail of the outbox as an item, its place in the index of waiting mails, and how a held mail leaves that index."""

import logging
from datetime import UTC, datetime, timedelta
from zlib import crc32

from chalicelib.aws.table import ConditionFailed, Table
from chalicelib.aws.typed import Item
from chalicelib.cases.places import instant
from chalicelib.mail.kept import HELD, PARKED
from chalicelib.mail.letter import STRANGER, Letter

SHARDS = 4  # of the index of waiting mails, so that no single key is hot
KEPT = timedelta(days=30)  # a sent mail's trace, without its words

KEPT_KEYS = {PARKED: "O#parked", HELD: "O#held"}  # a value of the index that no sender reads

log = logging.getLogger(__name__)


def hold(table: Table, item: Item, now: datetime) -> bool:
    """Take a mail of an earlier epoch out of the line; answers whether it was unchanged since it was read."""
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
    """When the trace of a mail that ends now expires, in seconds since 1970."""
    return int((now.astimezone(UTC) + KEPT).timestamp())


def order(at: datetime, id: str) -> str:
    return f"{instant(at)}#{id}"


def waiting_at(id: str, at: datetime) -> Item:
    """The place of a mail in the line, from this moment on."""
    return {"queue_key": f"O#{crc32(id.encode()) % SHARDS}", "queue_order": order(at, id)}


def packed(letter: Letter) -> Item:
    return {
        "kind": letter.kind,
        "to": letter.to,
        "language": letter.language,
        "fields": dict(letter.fields),
        "thread": list(letter.thread),
        "whose": letter.whose,
        "asker": letter.asker,
    }


def unpacked(id: str, item: Item) -> Letter:
    return Letter(
        id,
        item["kind"],
        item["to"],
        item["language"],
        item["fields"],
        tuple(item["thread"]),
        item.get("whose", STRANGER),
        item.get("asker", ""),
    )
