"""
How many requests a step costs at the store and the queue, counted at the client.

    .venv/bin/python bench/case_cost.py

Runs the product in this process against a real engine, and counts what boto3 sends per step, with DynamoDB's own
account of the units it would charge.
"""

import collections
import json
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "intake")]

Call = Callable[..., Any]


class Counter:
    """Counts the calls of boto3 clients, by operation."""

    def __init__(self) -> None:
        self.calls: collections.Counter[str] = collections.Counter()

    def watch(self, client: Any) -> None:
        client.meta.events.register("before-call", self._count)

    def _count(self, model: Any, **_: Any) -> None:
        self.calls[model.name] += 1

    @contextmanager
    def during(self) -> Iterator[collections.Counter[str]]:
        """What was called inside, when it has ended."""
        self.calls.clear()
        found: collections.Counter[str] = collections.Counter()
        yield found
        found.update(self.calls)


def measure(stack: Any) -> dict[str, dict[str, int]]:
    """Counted calls per step. The sending of mails is counted as a step of its own."""
    customer, agent = stack.sign_in("birk@breogbris.example"), stack.sign_in("ada@nordlys.example")
    os.environ.update(stack.noted()["environment"], VARDE_QUEUE_URL="")
    import app  # type: ignore[import-not-found]
    from chalicelib.aws.clients import Clients

    counter, made = Counter(), Clients._client

    def watched(self: Any, *args: Any, **options: Any) -> Any:
        client = made(self, *args, **options)
        counter.watch(client)
        return client

    Clients._client = watched  # type: ignore[method-assign]

    def call(who: Any, method: str, route: str, body: Any = None, number: str | None = None) -> dict[str, Any]:
        headers = {
            "cookie": who.cookie,
            "origin": stack.url,
            "content-type": "application/json",
            "idempotency-key": uuid.uuid4().hex,
        }
        path = {"number": number} if number else None
        event = {
            "resource": route,
            "httpMethod": method,
            "headers": headers,
            "multiValueQueryStringParameters": None,
            "pathParameters": path,
            "body": json.dumps(body) if body else None,
            "isBase64Encoded": False,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": route,
                "httpMethod": method,
                "path": "/api" + route,
                "identity": {"sourceIp": "127.0.0.1"},
            },
        }
        answer = app.app(event, None)
        assert answer["statusCode"] in (200, 201), answer  # noqa: S101
        return dict(json.loads(answer["body"]))

    steps: dict[str, dict[str, int]] = {}
    new = {"channel": "email", "language": "en", "overview": "Export stops", "description": "At 300 rows."}
    number = call(customer, "POST", "/cases", new)["case"]["number"]  # makes the clients
    for step, perform in {
        "submit a case": lambda: call(customer, "POST", "/cases", new),
        "a page of the inbox": lambda: call(customer, "GET", "/cases"),
        "open a case": lambda: call(customer, "GET", "/cases/{number}", number=number),
        "poll its timeline": lambda: call(customer, "GET", "/cases/{number}/events", number=number),
        "a message": lambda: call(customer, "POST", "/cases/{number}/messages", {"text": "More."}, number),
        "a reply of an agent": lambda: call(agent, "POST", "/cases/{number}/messages", {"text": "Done."}, number),
        "close": lambda: call(customer, "POST", "/cases/{number}/close", number=number),
        "who am I": lambda: call(customer, "GET", "/me"),
    }.items():
        with counter.during() as found:
            perform()
        steps[step] = dict(found)
    return steps


def main() -> int:
    """Print the counts as JSON."""
    from tests.faults.stack import Stack

    with tempfile.TemporaryDirectory() as data:
        (Path(data) / "index.html").write_text("<title>Home</title>")
        stack = Stack(Path(data), Path(data))
        try:
            print(json.dumps(measure(stack.start()), indent=2))
        finally:
            stack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
