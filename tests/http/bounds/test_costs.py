"""
What a call costs the store: requests, and capacity as the engine reports it.

The numbers are written down in decisions/, in 0030-keys-and-costs.md and 0034-honest-lists.md. A new read or write
needs a reason there.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.limits import shipped
from tests.http.visitors import Api, a_case, solved

DECISIONS = Path(__file__).resolve().parents[3] / "decisions"
WRITTEN_DOWN = ("0030-keys-and-costs.md", "0034-honest-lists.md", "0038-who-asks-for-a-code.md")


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
CASE = "Query"  # head and details
WORDS = "🧊"  # four bytes a letter
LARGEST = {
    "overview": WORDS * 200,
    "links": ["https://app.vendor.example/" + "l" * 1900] * 10,
    "asked": [WORDS * 200] * 20,
    "read": [{"path": f"/{'p' * 198}/", "section": "漢" * 200, "commit": "c" * 64}] * 50,
    "reply_email": f"{'r' * 60}@{'.'.join(['d' * 60] * 3)}.example",
}
COUNTED = ["UpdateItem", "UpdateItem"]  # against the person and their network; an agent is counted alone


def test_sending_a_case_reads_who_and_the_key_and_writes_once(api, birk):
    counted = bill(api, birk.send)
    assert counted.requests == [*WHO, "GetItem", *COUNTED, "TransactWriteItems"]


def test_a_sending_with_a_proof_spends_two_writes_more_and_no_third(api, birk):
    free = shipped().rows["cases", "customer"].free["hour"]
    for _ in range(free):
        birk.case()
    asked = birk.send()
    proof = {"Proof-Of-Work": solved(asked.json["challenge"])}
    counted = bill(api, lambda: birk.post("/cases", a_case(), key=uuid.uuid4().hex, headers=proof))
    assert counted.requests == [*WHO, "GetItem", *COUNTED, "TransactWriteItems"]


def test_a_retry_of_a_sending_writes_nothing(api, birk):
    key = uuid.uuid4().hex
    birk.send(key=key)
    assert bill(api, lambda: birk.send(key=key)).requests == [*WHO, "GetItem", CASE]


def test_a_page_of_the_inbox_is_one_query_and_the_counts_however_many_cases_there_are(api, birk):
    few = bill(api, lambda: birk.get("/cases"))
    for _ in range(5):
        birk.case()
    many = bill(api, lambda: birk.get("/cases"))
    assert few.requests == many.requests == [*WHO, "Query", "GetItem"]


def test_reading_a_case_and_its_timeline_is_one_request_each(api, birk):
    number = birk.case()["number"]
    assert bill(api, lambda: birk.get(f"/cases/{number}")).requests == [*WHO, CASE]
    assert bill(api, lambda: birk.get(f"/cases/{number}/events")).requests == [*WHO, CASE, "Query"]


def test_a_message_reads_the_case_and_writes_once(api, birk, ada):
    number = birk.case()["number"]
    asked = bill(api, lambda: birk.post(f"/cases/{number}/messages", {"text": "Hello"}))
    assert asked.requests == [*WHO, CASE, CASE, *COUNTED, "TransactWriteItems"]
    replied = bill(api, lambda: ada.post(f"/cases/{number}/messages", {"text": "Hello"}))
    mailed_to = "GetItem"  # the address that the requester has now
    assert replied.requests == [*WHO[1:], CASE, CASE, COUNTED[0], mailed_to, "TransactWriteItems"]


def test_a_queue_is_one_query_a_language_and_one_that_counts_where_a_page_does_not_hold_it(api, birk, ada, monkeypatch):
    from chalicelib.cases import listing

    assert bill(api, lambda: ada.get("/desk/queue?language=fr")).requests == [*WHO[1:], "Query"]
    asked = bill(api, lambda: ada.get("/desk/queue")).requests
    assert asked[:8] == [*WHO[1:], *["Query"] * 6]
    assert len(asked) <= 8 + 6
    monkeypatch.setattr(listing, "QUEUE_SIZE", 2)
    for _ in range(3):
        birk.case(language="fr")
    assert bill(api, lambda: ada.get("/desk/queue?language=fr")).requests == [*WHO[1:], "Query", "Query"]
    cursor = ada.get("/desk/queue?language=fr").json["next"]
    assert bill(api, lambda: ada.get(f"/desk/queue?language=fr&cursor={cursor}")).requests == [*WHO[1:], "Query"]


class SigningIn:
    """A browser that is new to a new address at first, and known after it has signed in."""

    def __init__(self, api: Api) -> None:
        self.api, self.email = api, f"{uuid.uuid4().hex}@kunde.example"
        self.headers = {"Cookie": f"varde_browser={uuid.uuid4().hex + 'b' * 11}", "x-test-source": self.email}

    def ask(self):
        return self.api.call("POST", "/sign-in/codes", {"email": self.email}, headers=self.headers)

    def entering(self):
        """To be called when the code was asked for: reads the mail, and gives the call that types the code."""
        body = {"email": self.email, "code": self.api.mails_to(self.email)[-1]["fields"]["code"]}
        return lambda: self.api.call("POST", "/sign-in/sessions", body, headers=self.headers)


def test_signing_in_is_a_handful_of_requests_each_by_its_key(api):
    browser = SigningIn(api)
    new = bill(api, browser.ask).requests
    assert new == ["GetItem", *COUNTED, "UpdateItem", "TransactWriteItems"]
    entered = bill(api, browser.entering()).requests
    # Last, whether it is an agent: their pages say "Desk" (decision 0040).
    assert entered == ["UpdateItem", "UpdateItem", "UpdateItem", "TransactWriteItems", "GetItem"]
    known = bill(api, browser.ask).requests
    assert known == ["GetItem", COUNTED[0], "UpdateItem", "TransactWriteItems"]


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
        SigningIn(api).ask,
        lambda: birk.get("/me/sessions"),
        lambda: birk.delete("/sessions"),
    ]
    asked = [name for call in calls for name in bill(api, call).requests]
    assert not {"Scan", "ExecuteStatement", "BatchGetItem"} & set(asked)


def test_the_capacity_is_what_the_decision_says(api, birk, ada):
    for _ in range(20):
        number = birk.case()["number"]
    large = birk.case(**LARGEST)["number"]
    calls = {
        "send": birk.send,
        "message": lambda: birk.post(f"/cases/{number}/messages", {"text": "Hello"}),
        "reply": lambda: ada.post(f"/cases/{number}/messages", {"text": "Hello"}),
        "large send": lambda: birk.send(**LARGEST),
        "large message": lambda: birk.post(f"/cases/{large}/messages", {"text": "Hello"}),
        "large reply": lambda: ada.post(f"/cases/{large}/messages", {"text": "Hello"}),
        "inbox": lambda: birk.get("/cases"),
        "case": lambda: birk.get(f"/cases/{number}"),
        "timeline": lambda: birk.get(f"/cases/{number}/events"),
        "feedback": lambda: api.call("POST", "/articles/feedback", HELPFUL, key=uuid.uuid4().hex),
        "comment": lambda: api.call(
            "POST", "/articles/feedback", {**HELPFUL, "comment": "Thanks"}, key=uuid.uuid4().hex
        ),
    }
    browser, another = SigningIn(api), SigningIn(api)
    calls["code, new browser"] = another.ask
    calls["where I am signed in"] = lambda: birk.get("/me/sessions")
    decided = "".join((DECISIONS / name).read_text("utf-8") for name in WRITTEN_DOWN)
    browser.ask()
    calls["sign in"], calls["code, known browser"] = browser.entering(), browser.ask
    for name, act in calls.items():
        counted = bill(api, act)
        written = counted.units["TransactWriteItems"] + counted.units["UpdateItem"]
        read = sum(counted.units.values()) - written
        assert f"| {name} | {len(counted.requests)} | {read:g} | {written:g} |" in decided, name
