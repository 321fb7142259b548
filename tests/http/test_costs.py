"""
What a call costs the store: requests, and capacity as the engine reports it.

The numbers are written down in decisions/0030-keys-and-costs.md. A new read or write needs a reason there.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.http.conftest import Api

DECISION = Path(__file__).resolve().parents[2] / "decisions" / "0030-keys-and-costs.md"


class Bill:
    """What was asked of DynamoDB: names of requests, and capacity units with those of the indexes."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.units: Counter[str] = Counter()

    @contextmanager
    def running(self, client) -> Iterator["Bill"]:
        events = client.meta.events
        events.register("before-parameter-build.dynamodb", self._ask)
        events.register("after-call.dynamodb", self._note)
        try:
            yield self
        finally:
            events.unregister("before-parameter-build.dynamodb", self._ask)
            events.unregister("after-call.dynamodb", self._note)

    def _ask(self, params, **_) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def _note(self, model, parsed, **_) -> None:
        self.requests.append(model.name)
        spent = parsed.get("ConsumedCapacity", [])
        for one in spent if isinstance(spent, list) else [spent]:
            self.units[model.name] += one["CapacityUnits"]


def bill(api: Api, act) -> Bill:
    with Bill().running(api.dynamodb()) as counted:
        assert act().status in (200, 201, 202)
    return counted


HELPFUL = {"path": "/costs/", "locale": "en", "helpful": True}
WHO = ["GetItem", "GetItem", "GetItem"]  # session, person, account


def test_sending_a_case_reads_who_and_the_key_and_writes_once(api, birk):
    counted = bill(api, birk.send)
    assert counted.requests == [*WHO, "GetItem", "TransactWriteItems"]


def test_a_retry_of_a_sending_writes_nothing(api, birk):
    key = uuid.uuid4().hex
    birk.send(key=key)
    assert bill(api, lambda: birk.send(key=key)).requests == [*WHO, "GetItem", "GetItem"]


def test_a_page_of_the_inbox_is_one_query_and_the_counts_however_many_cases_there_are(api, birk):
    few = bill(api, lambda: birk.get("/cases"))
    for _ in range(5):
        birk.case()
    many = bill(api, lambda: birk.get("/cases"))
    assert few.requests == many.requests == [*WHO, "Query", "GetItem"]


def test_reading_a_case_and_its_timeline_is_one_request_each(api, birk):
    number = birk.case()["number"]
    assert bill(api, lambda: birk.get(f"/cases/{number}")).requests == [*WHO, "GetItem"]
    assert bill(api, lambda: birk.get(f"/cases/{number}/events")).requests == [*WHO, "GetItem", "Query"]


def test_a_message_reads_the_case_and_writes_once(api, birk, ada):
    number = birk.case()["number"]
    asked = bill(api, lambda: birk.post(f"/cases/{number}/messages", {"text": "Hello"}))
    assert asked.requests == [*WHO, "GetItem", "GetItem", "TransactWriteItems"]
    replied = bill(api, lambda: ada.post(f"/cases/{number}/messages", {"text": "Hello"}))
    assert replied.requests == [*WHO[1:], "GetItem", "GetItem", "TransactWriteItems"], "an agent has no account"


def test_a_queue_of_one_language_is_one_query(api, ada):
    assert bill(api, lambda: ada.get("/desk/queue?language=ja")).requests == [*WHO[1:], "Query"]
    assert bill(api, lambda: ada.get("/desk/queue")).requests == [*WHO[1:], *["Query"] * 6]


def test_nobody_scans(api, birk, ada):
    number = birk.case()["number"]
    calls = [
        lambda: birk.get("/me"),
        lambda: birk.put(f"/cases/{number}/favourite"),
        lambda: birk.get("/cases?filter=favourites"),
        lambda: birk.post(f"/cases/{number}/close"),
        lambda: birk.post(f"/cases/{number}/reopen"),
        lambda: ada.post(f"/desk/cases/{number}/take"),
        lambda: ada.get("/desk/queue?status=mine"),
        lambda: birk.delete("/sessions"),
    ]
    asked = [name for call in calls for name in bill(api, call).requests]
    assert not {"Scan", "ExecuteStatement", "BatchGetItem"} & set(asked)


def test_the_capacity_is_what_the_decision_says(api, birk, ada):
    for _ in range(20):
        number = birk.case()["number"]
    calls = {
        "send": birk.send,
        "message": lambda: birk.post(f"/cases/{number}/messages", {"text": "Hello"}),
        "reply": lambda: ada.post(f"/cases/{number}/messages", {"text": "Hello"}),
        "inbox": lambda: birk.get("/cases"),
        "case": lambda: birk.get(f"/cases/{number}"),
        "timeline": lambda: birk.get(f"/cases/{number}/events"),
        "feedback": lambda: api.call("POST", "/articles/feedback", HELPFUL, key=uuid.uuid4().hex),
        "comment": lambda: api.call(
            "POST", "/articles/feedback", {**HELPFUL, "comment": "Thanks"}, key=uuid.uuid4().hex
        ),
    }
    decided = DECISION.read_text("utf-8")
    for name, act in calls.items():
        counted = bill(api, act)
        written = counted.units["TransactWriteItems"] + counted.units["UpdateItem"]
        read = sum(counted.units.values()) - written
        assert f"| {name} | {len(counted.requests)} | {read:g} | {written:g} |" in decided
