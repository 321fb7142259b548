"""
The one table, with retries: throttling or a transaction conflict is handled here and never becomes a client's 500.

Callers pass and get plain dictionaries; DynamoDB's typed form (typed.py) stays behind this module.
"""

import base64
import json
import random
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.aws.typed import Item, pack, unpack
from chalicelib.errors import Unavailable

if TYPE_CHECKING:
    from botocore.exceptions import ClientError
    from types_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 10
LONGEST_KEY = 2048  # bytes of a partition key (DynamoDB's own limit)
PATIENCE = 15.0  # seconds, after which no new attempt begins: API Gateway hangs up after 29
_PASSING = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException",
        "TransactionInProgressException",
        "InternalServerError",
        "ServiceUnavailable",
    }
)
_PASSING_REASONS = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


class ConditionFailed(Exception):
    """A condition did not hold. `failed` are the places in the transaction, 0 for a single write."""

    def __init__(self, failed: Sequence[int]) -> None:
        super().__init__(f"condition {failed} did not hold")
        self.failed = tuple(failed)


def jitter(attempt: int) -> None:
    """Wait a random, growing time, so that writers who collided do not collide again."""
    time.sleep(random.uniform(0, min(0.02 * 2**attempt, 1.0)))  # noqa: S311 - not a secret


class Table:
    """Reads and writes items of one table."""

    def __init__(self, client: Callable[[], "DynamoDBClient"], name: str) -> None:
        self._client, self.name = client, name

    def get(self, pk: str, sk: str) -> Item | None:
        if len(pk.encode("utf-8", "replace")) > LONGEST_KEY:
            return None  # DynamoDB refuses such a key; cookies and paths can contain anything
        answer = self._call("get_item", Key=pack({"pk": pk, "sk": sk}), ConsistentRead=True)
        return unpack(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, **conditions: Any) -> None:
        self._call("put_item", Item=pack(item), **self._expressions(conditions))

    def update(self, pk: str, sk: str, **expressions: Any) -> Item:
        """Change an item; answers it as it is afterwards."""
        answer = self._call(
            "update_item", Key=pack({"pk": pk, "sk": sk}), ReturnValues="ALL_NEW", **self._expressions(expressions)
        )
        return unpack(answer["Attributes"])

    def delete(self, pk: str, sk: str) -> bool:
        """Whether there was such an item."""
        if len(pk.encode("utf-8", "replace")) > LONGEST_KEY:
            return False  # DynamoDB refuses to look
        return "Attributes" in self._call("delete_item", Key=pack({"pk": pk, "sk": sk}), ReturnValues="ALL_OLD")

    def query(
        self,
        condition: str,
        values: Item,
        *,
        index: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> tuple[list[Item], str | None]:
        """
        One page of items, and the cursor of the next.

        A cursor is opaque and stays with us; a wrong one raises ValueError.
        """
        answer = self._query(condition, values, index, newest_first, limit, after)
        last = answer.get("LastEvaluatedKey")
        return [unpack(item) for item in answer["Items"]], _cursor(unpack(last)) if last else None

    def first(self, most: int, condition: str, values: Item, **how: Any) -> list[Item]:
        """The first items, as many as there are up to `most`; takes more than one request only for those above 1 MB."""
        found, cursor = self.query(condition, values, limit=most, **how)
        while cursor and len(found) < most:
            more, cursor = self.query(condition, values, limit=most - len(found), after=cursor, **how)
            found += more
        return found

    def count(self, most: int, condition: str, values: Item, *, index: str) -> int:
        """How many items there are; counting stops at `most`, and costs what reading them would."""
        counted: int = 0
        cursor: str | None = None
        while True:
            answer = self._query(condition, values, index, False, most - counted, cursor, Select="COUNT")
            counted += int(answer["Count"])
            last = answer.get("LastEvaluatedKey")
            if not last or counted >= most:
                return counted
            cursor = _cursor(unpack(last))

    def _query(
        self, condition: str, values: Item, index: str | None, newest_first: bool, limit: int | None,
        after: str | None, **more: Any,
    ) -> Any:  # fmt: skip
        return self._call(
            "query",
            KeyConditionExpression=condition,
            ExpressionAttributeValues=pack(values),
            ScanIndexForward=not newest_first,
            **({"IndexName": index} if index else {"ConsistentRead": True}),
            **({"Limit": limit} if limit else {}),
            **({"ExclusiveStartKey": pack(_open_cursor(after))} if after else {}),
            **more,
        )

    def transact(self, *writes: Mapping[str, Any]) -> None:
        """
        Several writes, all or nothing. Make each with `putting`, `updating` or `deleting`.

        Raises:
            ConditionFailed: with the places of the conditions that did not hold.
            Unavailable: conflicts or throttling did not end.
        """
        # One token for all our tries: a transaction whose answer was lost is not carried out twice.
        self._call("transact_write_items", TransactItems=list(writes), ClientRequestToken=uuid.uuid4().hex)

    def putting(self, item: Item, **conditions: Any) -> Mapping[str, Any]:
        return {"Put": {"TableName": self.name, "Item": pack(item), **self._expressions(conditions)}}

    def updating(self, pk: str, sk: str, **expressions: Any) -> Mapping[str, Any]:
        key = pack({"pk": pk, "sk": sk})
        return {"Update": {"TableName": self.name, "Key": key, **self._expressions(expressions)}}

    def deleting(self, pk: str, sk: str) -> Mapping[str, Any]:
        return {"Delete": {"TableName": self.name, "Key": pack({"pk": pk, "sk": sk})}}

    @staticmethod
    def _expressions(given: Mapping[str, Any]) -> dict[str, Any]:
        """`condition`, `update`, `names` and `values`, under DynamoDB's names."""
        words = {
            "condition": "ConditionExpression",
            "update": "UpdateExpression",
            "names": "ExpressionAttributeNames",
        }
        plain = {words[name]: value for name, value in given.items() if name in words and value}
        return {**plain, "ExpressionAttributeValues": pack(given["values"])} if given.get("values") else plain

    def _call(self, method: str, **request: Any) -> Any:
        from botocore import exceptions

        if method != "transact_write_items":
            request["TableName"] = self.name
        give_up = time.monotonic() + PATIENCE
        for attempt in range(ATTEMPTS):
            try:
                return getattr(self._client(), method)(**request)
            except exceptions.ClientError as error:
                if not _passes(error):
                    raise
            except (exceptions.ConnectionError, exceptions.HTTPClientError):
                pass  # refused, or no answer in time: repeating the write is safe, because each carries its condition
            if time.monotonic() > give_up:
                break
            jitter(attempt)
        raise Unavailable(f"the store did not take {method}")


def _passes(error: "ClientError") -> bool:
    """Whether trying again may help; a condition that did not hold is raised as our own error."""
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        raise ConditionFailed([0]) from None
    if code == "TransactionCanceledException":
        reasons = [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]
        failed = [place for place, reason in enumerate(reasons) if reason == "ConditionalCheckFailed"]
        if failed:
            raise ConditionFailed(failed) from None
        return any(reason in _PASSING_REASONS for reason in reasons)
    return code in _PASSING or error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500


def setting(values: Item, more: Item | None = None) -> dict[str, Any]:
    """SET what has a value, REMOVE what has none. Every name is aliased: `status` and `left` are reserved words."""
    given = [name for name, value in values.items() if value is not None]
    gone = [name for name, value in values.items() if value is None]
    words = []
    if given:
        words.append("SET " + ", ".join(f"#{name} = :{name}" for name in given))
    if gone:
        words.append("REMOVE " + ", ".join(f"#{name}" for name in gone))
    return {
        "update": " ".join(words),
        "names": {f"#{name}": name for name in values},
        "values": {**{f":{name}": values[name] for name in given}, **(more or {})},
    }


def _cursor(key: Item) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def _open_cursor(cursor: str) -> Item:
    key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(key, dict) or not key or not all(isinstance(part, str) for part in [*key, *key.values()]):
        raise ValueError("not a cursor")
    return key
