"""
What the journal remembers of MiniStack's DynamoDB: the effects of a request, not the request.

`set` and `delete` name a table and a key and are absolute, so replaying them needs no
condition, no clock and no luck. The token of a transaction is kept with them, so that a
client that retries after a crash still gets its first answer. Anything that changes a table
rather than an item (rare) is followed by a whole snapshot instead.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from ministack.core import persistence
from ministack.core.responses import get_account_id, get_region
from ministack.services import dynamodb

from workshop.stack.engine.commit import Commits, NotStored, Undo

Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, list[str]]], Awaitable[Answer]]
Effect = list[Any]

_ITEM_WRITES = {
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "BatchWriteItem",
    "TransactWriteItems",
    "ExecuteStatement",
    "BatchExecuteStatement",
}
_READS = ("Get", "BatchGet", "TransactGet", "Query", "Scan", "Describe", "List", "Search")
_READ_AGAIN = 100
_NO_ROOM: Answer = (
    503,
    {"Content-Type": "application/x-amz-json-1.0", "x-amzn-errortype": "ServiceUnavailable"},
    b'{"__type": "ServiceUnavailable", "message": "The disk did not take the write; it was taken back."}',
)

_set_item = dynamodb._set_item
_remove_item = dynamodb._remove_item
_keep_token = dynamodb._txn_token_store
_handle: Handler = dynamodb.handle_request


class Digest:
    """Represents a transaction's request: equal to any request with the same content."""

    def __init__(self, value: str) -> None:
        self.value = value

    @classmethod
    def of(cls, request: Any) -> "Digest":
        """The digest of a request, or the digest itself."""
        if isinstance(request, Digest):
            return request
        return cls(hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest())

    def __eq__(self, other: object) -> bool:
        return self.value == Digest.of(other).value

    def __hash__(self) -> int:
        return hash(self.value)


class Recorder:
    """Sees every change of an item and hands the changes of one request to the journal as one record."""

    def __init__(self, clock_offset: float) -> None:
        self._effects: list[bytes] = []
        self._undo: list[Undo] = []
        self._clock_offset = clock_offset
        self._commits: Commits | None = None

    def install(self) -> None:
        """Put itself between MiniStack's router and its DynamoDB."""
        dynamodb._set_item = self._on_set
        dynamodb._remove_item = self._on_remove
        dynamodb._txn_token_store = self._on_token
        dynamodb.handle_request = self._on_request
        dynamodb.time = _Clock()

    def start(self, commits: Commits) -> None:
        """From now on requests wait for the journal."""
        self._commits = commits

    async def expire(self, every: float) -> None:
        """Delete items past their time to live, by the stack's clock, every so many seconds, for ever."""
        while True:
            await asyncio.sleep(every)
            self._expire_once(time.time() + self._clock_offset)
            with contextlib.suppress(NotStored):  # then the next round does it
                await self._commit("BatchWriteItem")

    def _expire_once(self, now: float) -> None:
        for (account, region, name), setting in list(dynamodb._ttl_settings.all_items()):
            table = dynamodb._tables.get_scoped(account, region, name)
            if not table or setting.get("TimeToLiveStatus") != "ENABLED":
                continue
            attribute = setting["AttributeName"]
            for partition, row in list(table["items"].items()):
                for sort, item in list(row.items()):
                    if float(item.get(attribute, {}).get("N", "inf")) <= now:
                        self._on_remove(table, partition, sort)

    async def _on_request(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> Answer:
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        # A read that saw what was then taken back is done again; a write is its client's to repeat.
        for _ in range(_READ_AGAIN if action.startswith(_READS) else 1):
            with contextlib.suppress(NotStored):
                try:
                    answer = await _handle(method, path, headers, body, query)
                finally:
                    # Also when it failed half way: memory has changed, so the disk must follow.
                    await self._commit(action)
                return answer
        return _NO_ROOM

    async def _commit(self, action: str) -> None:
        """
        Wait until the disk has what the request wrote, or what it can have read.

        Raises:
            NotStored: the disk has not, and memory is as before.
        """
        effects, self._effects = self._effects, []
        undo, self._undo = self._undo, []
        if self._commits is None:
            return
        if effects and action in _ITEM_WRITES:
            await self._commits.record(b"[" + b",".join(effects) + b"]", undo)
        elif action in _ITEM_WRITES or action.startswith(_READS):
            await self._commits.settled()
        else:
            await self._commits.snapshot()

    def _on_set(self, table: dict[str, Any], partition: str, sort: str, item: dict[str, Any]) -> Any:
        self._note("set", *_address(table), partition, sort, item)
        self._keep(table, partition, sort)
        return _set_item(table, partition, sort, item)

    def _on_remove(self, table: dict[str, Any], partition: str, sort: str) -> Any:
        self._note("delete", *_address(table), partition, sort)
        self._keep(table, partition, sort)
        return _remove_item(table, partition, sort)

    def _on_token(self, token: str, entry: dict[str, Any]) -> None:
        _keep_token(token, entry)
        account, region = get_account_id(), get_region()
        self._note("token", account, region, token, Digest.of(entry["signature"]).value, entry["completed_at"])
        self._undo.append(lambda: dynamodb._txn_idempotency.pop_scoped(account, region, token, None))

    def _keep(self, table: dict[str, Any], partition: str, sort: str) -> None:
        """Remember the item as it is; MiniStack replaces items and never changes one in place."""
        before = table["items"].get(partition, {}).get(sort)
        if before is None:
            self._undo.append(lambda: _remove_item(table, partition, sort))
        else:
            self._undo.append(lambda: _set_item(table, partition, sort, before))

    def _note(self, *effect: Any) -> None:
        # Encoded at once: the engine may change the item in place before the request ends.
        self._effects.append(json.dumps(effect, separators=(",", ":")).encode())


def capture() -> bytes:
    """The whole state as one document."""
    tokens = [
        [account, region, token, Digest.of(entry["signature"]).value, entry["completed_at"]]
        for (account, region, token), entry in dynamodb._txn_idempotency.all_items()
    ]
    state = {"format": 1, "tables": dynamodb.get_state(), "tokens": tokens}
    return json.dumps(state, default=persistence._json_default, separators=(",", ":")).encode()


def restore(snapshot: bytes) -> None:
    """Bring back what capture() wrote."""
    state = json.loads(snapshot, object_hook=persistence._json_object_hook)
    dynamodb.load_persisted_state(state["tables"])
    for token in state["tokens"]:
        _remember(*token)


def replay(effects: list[Effect]) -> None:
    """Apply the effects of one request; those of a table that is gone are gone with it."""
    for kind, account, region, *rest in effects:
        if kind == "token":
            _remember(account, region, *rest)
            continue
        name, partition, sort, *item = rest
        table = dynamodb._tables.get_scoped(account, region, name)
        if table is not None and item:
            _set_item(table, partition, sort, item[0])
        elif table is not None:
            _remove_item(table, partition, sort)


def _remember(account: str, region: str, token: str, digest: str, completed_at: float) -> None:
    entry = {"signature": Digest(digest), "response": {}, "sizes": {}, "completed_at": completed_at}
    dynamodb._txn_idempotency.set_scoped(account, region, token, entry)


def _address(table: dict[str, Any]) -> tuple[str, str, str]:
    _, _, _, region, account, _ = table["TableArn"].split(":", 5)
    return account, region, table["TableName"]


class _Clock:
    """The time module as MiniStack's DynamoDB sees it; its own time-to-live thread ends at the first look."""

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def time(self) -> float:
        # That thread changes tables beside the event loop and unseen by the journal; expire() does its work.
        if threading.current_thread().name == "dynamodb-ttl-reaper":
            raise SystemExit
        return time.time()


def clock_offset() -> float:
    """Seconds the stack's clock is ahead of the machine's."""
    return float(os.environ.get("VARDE_CLOCK_OFFSET") or 0)
