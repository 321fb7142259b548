"""
Nothing a client may send makes an answer large: lists of the largest things the API accepts, and every GET measured.

JSON writes a quote and a line break in two bytes, a letter beyond the first 65,536 in four (and in twelve, if nobody
took care); each of them fills the lists here.
"""

import json
import uuid
from dataclasses import dataclass

import pytest

from tests.http.visitors import Api, Visitor, a_case

MOST = 1_000_000  # bytes of an answer
MOST_OF_A_HEAD = 3_500  # bytes, with the names of its attributes and the keys of five indexes
HOSTILE = {"emoji": "🧊", "quotes": '"', "backslashes": "\\", "lines": "x\n"}


def largest_case(letter: str) -> dict:
    """The most that one case takes, in a body of no more bytes than the API accepts."""
    line = letter.replace("\n", "y")
    paths = 50 if line.isascii() else 20
    read = {"path": f"/{'p' * 198}/", "section": "漢" * 200, "commit": "c" * 64}
    return {
        "overview": (line * 200)[:200],
        "description": (letter * 10_000)[:9_999] + ".",
        "links": ["https://app.vendor.example/" + "l" * 1_900] * 10,
        "asked": [(line * 200)[:200]] * 20,
        "read": [read] * paths,
        "reply_email": f"{'r' * 60}@{'.'.join(['d' * 60] * 2)}.example",
    }


def send(who: Visitor, path: str, **body) -> dict:
    """As a browser writes it: letters beyond ASCII as they are."""
    raw = json.dumps(body, ensure_ascii=False).encode()
    answer = who.post(path, raw=raw, key=uuid.uuid4().hex, headers={"Content-Type": "application/json"})
    assert answer.status == 201, answer.body
    return answer.json


def send_case(who: Visitor, **changes) -> str:
    return send(who, "/cases", **a_case(language="pt", **changes))["case"]["number"]


def answers(who: Visitor, path: str) -> list[bytes]:
    """All pages of a GET, as bytes."""
    bodies, asked = [], path
    while asked:
        answer = who.get(asked)
        assert answer.status == 200, answer.body
        bodies.append(answer.body)
        page = answer.json if answer.headers["content-type"] == "application/json" else {}
        join = "&" if "?" in path else "?"
        follows = "events" in page and page["more"] and f"after={page['next']}"
        follows = follows or ("cases" in page and page["next"] and f"cursor={page['next']}")
        asked = f"{path}{join}{follows}" if follows else ""
    return bodies


@dataclass(frozen=True)
class Full:
    """A desk, an inbox and timelines that hold the largest things, and who may look at them."""

    agent: Visitor
    asker: Visitor
    timelines: list[str]  # numbers of the cases with long ones
    others: list[str]


@pytest.fixture(scope="module")
def full(the_api: Api) -> Full:
    the_api.at("2026-11-25 11:00")
    agent, asker = the_api.agent("🧊" * 200), the_api.visitor(name="🧊" * 200)
    timelines = []
    with pytest.MonkeyPatch.context() as patch:
        # What the limits keep off for an hour gathers in a year.
        patch.setattr(the_api.services.limits, "count", lambda *_, **__: None)
        for letter in HOSTILE.values():
            timelines.append(send_case(asker, **largest_case(letter)))
            for _ in range(30):
                send(agent, f"/cases/{timelines[-1]}/messages", text=(letter * 10_000)[:9_999] + ".")
        others = [send_case(asker, overview="🧊" * 200) for _ in range(100)]
    for _ in range(120):
        the_api.services.sign_in.open(asker.email)
    return Full(agent, asker, timelines, others)


def test_no_get_answers_more_than_a_megabyte(api, full):
    agent, asker = full.agent, full.asker
    asked = {
        "/policy": [(asker, "/policy")],
        "/health": [(asker, "/health")],
        "/openapi.json": [(asker, "/openapi.json")],
        "/problems": [(asker, "/problems")],
        "/me": [(asker, "/me"), (agent, "/me")],
        "/me/sessions": [(asker, "/me/sessions")],
        "/cases": [(asker, f"/cases?filter={name}") for name in ("all", "open", "closed", "favourites")],
        "/cases/{number}": [(who, f"/cases/{number}") for number in full.timelines for who in (agent, asker)],
        "/cases/{number}/events": [(agent, f"/cases/{number}/events") for number in full.timelines],
        "/desk/queue": [(agent, f"/desk/queue?status={name}") for name in ("waiting", "mine", "all")],
    }
    gets = {path for path, methods in api.contract.document["paths"].items() if "get" in methods}
    assert gets == asked.keys(), "a list that nobody filled here"
    largest = {path: max(len(body) for way in ways for body in answers(*way)) for path, ways in asked.items()}
    assert max(largest.values()) < MOST, largest
    assert largest["/cases/{number}/events"] > MOST / 2, "the timelines were not filled"
    assert largest["/cases/{number}"] > MOST / 20, "the cases were not filled"
    assert largest["/desk/queue"] > MOST / 20, "the desk was not filled"


@pytest.mark.usefixtures("api")
def test_the_pages_of_a_long_timeline_together_are_all_of_it(full):
    for number in full.timelines:
        pages = [full.agent.get(f"/cases/{number}/events").json]
        while pages[-1]["more"]:
            assert pages[-1]["poll_after_ms"] == 0
            pages.append(full.agent.get(f"/cases/{number}/events?after={pages[-1]['next']}").json)
        assert pages[-1]["poll_after_ms"] > 0
        assert [int(event["id"]) for page in pages for event in page["events"]] == list(range(1, 32))
        assert {len(event["text"]) for page in pages for event in page["events"]} == {10_000}


def test_a_head_is_small_whatever_was_sent_and_the_case_has_it_all(api, full):
    mine = {*full.timelines, *full.others}
    heads = [item for item in api.items("sk = :value", "M") if item["number"] in mine]
    assert len(heads) == len(mine)
    assert max(map(_weight, heads)) < MOST_OF_A_HEAD
    for number, letter in zip(full.timelines, HOSTILE.values(), strict=True):
        sent, case = largest_case(letter), full.asker.see(number)
        for name in ("overview", "links", "asked"):
            assert case[name] == sent[name]
        assert [(read["path"], read["section"]) for read in case["read"]] == [
            (read["path"], read["section"]) for read in sent["read"]
        ]
        assert full.agent.see(number)["requester"]["name"] == "🧊" * 200
    row = full.asker.get("/cases").json["cases"][0]
    assert row["overview"] == "🧊" * 59 + "…", "a list shows the beginning of a long text"
    assert full.asker.see(row["number"])["overview"] == "🧊" * 200


def _weight(value) -> int:
    """Bytes as DynamoDB counts them, nearly: names and values."""
    if isinstance(value, dict):
        return 3 + sum(len(name) + _weight(each) for name, each in value.items())
    if isinstance(value, list):
        return 3 + sum(map(_weight, value))
    return len(str(value).encode())


def test_a_case_of_before_details_had_an_item_of_their_own_is_read_listed_and_answered(api, birk, ada):
    """What was stored until 2026-12-01: all of it in the head."""
    from chalicelib.aws import case_items as items
    from chalicelib.aws.typed import pack

    number = birk.case(overview="🧊" * 200, links=["https://app.vendor.example/lists/7"], asked=["Why?"],
                       read=[{"path": "/imports/"}])["number"]  # fmt: skip
    case = api.services.conversation.read(number, ada.person)
    details = items.details(case)
    beside = {name: details[name] for name in ("overview", "links", "asked", "read")}
    api.dynamodb().put_item(TableName=api.bench.table, Item=pack({**items.head(case), **beside}))
    key = pack({"pk": f"C#{number}", "sk": items.DETAILS})
    assert "Attributes" in api.dynamodb().delete_item(TableName=api.bench.table, Key=key, ReturnValues="ALL_OLD")

    assert api.services.conversation.read(number, ada.person) == case
    assert birk.get("/cases").json["cases"][0]["overview"] == "🧊" * 200
    replied = ada.post(f"/cases/{number}/messages", {"text": "Try again"}, key=uuid.uuid4().hex).json["case"]
    assert (replied["links"], replied["asked"], replied["overview"]) == (list(case.links), ["Why?"], case.overview)
