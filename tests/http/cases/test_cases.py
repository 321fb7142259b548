"""A requester's cases over HTTP: sending, reading, answering, closing, starring, listing."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.visitors import a_case
from tests.roles import company


def test_a_case_is_stored_promised_and_acknowledged(api, birk):
    answer = birk.send(overview="Export\tstops\r\nat 90 %", description="First\r\nsecond\n\tthird", language="ja")
    case = answer.json["case"]
    assert (answer.status, answer.headers["location"]) == (201, f"/api/cases/{case['number']}")
    assert case["overview"] == "Export stops at 90 %"
    assert (case["status"], case["waiting_on"], case["version"]) == ("open", "us", 1)
    assert (case["received"][:16], case["due"][:16]) == ("2026-11-25T10:00", "2026-11-26T10:00")
    assert birk.see(case["number"]) == case
    (event,) = birk.get(f"/cases/{case['number']}/events").json["events"]
    assert (event["text"], event["author"]) == (
        "First\nsecond\n\tthird",
        {"name": "Birk Moen", "role": "requester", "me": True},
    )
    (letter,) = api.mails_to(birk.email)
    assert (letter["kind"], letter["language"]) == ("case_received", "ja")


def test_a_requester_does_not_see_what_is_for_agents(api, birk, ada):
    sent = birk.case(links=["https://app.vendor.example/lists/7"], asked=["How do I export?"],
                     read=[{"path": "/export/", "section": "csv"}])  # fmt: skip
    theirs = ada.see(sent["number"])
    assert theirs.keys() - sent.keys() == {
        "requester", "taken_by", "taken_by_me", "waiting_since", "target", "minutes_left", "no_break",
    }  # fmt: skip
    assert sent["links"] == theirs["links"]  # what somebody sent, they may read again
    assert theirs["requester"] == {
        "name": "Birk Moen",
        "email": birk.email,
        "tier": "fleet",
        "seat": None,
        "account": "Sund og Vik",
    }
    assert theirs["links"] == ["https://app.vendor.example/lists/7"]
    assert theirs["asked"] == ["How do I export?"]
    assert theirs["read"] == [{"path": "/export/", "section": "csv", "commit": None}]
    assert api.call("GET", f"/cases/{sent['number']}").problem == "sign_in_required"


def test_what_a_body_claims_about_tier_seat_and_role_is_ignored(api):
    liv = api.visitor("season", created="new", seat="guest")
    claims = {
        "tier": "fleet",
        "seat": "captain",
        "role": "agent",
        "account": {"tier": "fleet"},
        "created": "2020-01-01",
        "requester": {"tier": "fleet"},
        "status": "closed",
        "number": "V-1",
    }
    answer = liv.send(**claims)
    assert (answer.status, answer.json["reasons"]) == (403, ["seat"])
    accepted = liv.case(topic="locked_out", **claims)
    assert (accepted["status"], accepted["number"]) != ("closed", "V-1")
    assert api.agent().see(accepted["number"])["requester"]["seat"] == "guest"


def test_a_refusal_of_the_policy_says_why_what_else_and_where_to_read(api):
    api.at("2026-11-28 12:00")
    answer = api.visitor("season", created="new").send(channel="ring", language="nb", client="pocket")
    assert (answer.status, answer.problem) == (403, "not_entitled")
    assert answer.json["reasons"] == ["tier", "seat", "client", "language", "hours"]
    assert (answer.json["allowed_channels"], answer.json["see"]) == ([], f"/{company.ARTICLES['plans']}/")


def test_the_client_may_be_said_in_the_address_or_the_body(birk):
    for path, more in (("/cases?client=pocket", {}), ("/cases", {"client": "pocket"})):
        answer = birk.post(path, a_case(channel="talk", **more), key=uuid.uuid4().hex)
        assert answer.json["reasons"] == ["client"]
    assert birk.post("/cases?client=fridge", a_case(), key=uuid.uuid4().hex).mistakes == {("client", "unknown_value")}


def test_twenty_sendings_at_once_with_one_key_are_one_case_and_one_mail(api, birk):
    key = uuid.uuid4().hex
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: birk.send(key=key), range(20)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["case"]["number"] for answer in answers}) == 1
    assert birk.get("/cases").json["counts"] == {"all": 1, "open": 1, "closed": 0, "favourites": 0}
    assert len(api.mails_to(birk.email)) == 1


def test_ten_different_sendings_at_once_are_ten_cases(birk):
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: birk.send(), range(10)))
    assert [answer.status for answer in answers] == [201] * 10
    assert birk.get("/cases").json["counts"]["all"] == 10


def test_a_key_with_another_body_is_refused_and_stores_nothing(birk):
    key = uuid.uuid4().hex
    birk.send(key=key)
    assert birk.send(key=key, overview="Another").mistakes == {("Idempotency-Key", "reused")}
    assert birk.get("/cases").json["counts"]["all"] == 1


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "missing"),
        ("short", "wrong_type"),
        ("x" * 129, "wrong_type"),
        ("with space", "wrong_type"),
        ("blåbærene", "wrong_type"),
        ("", "wrong_type"),
    ],
)
def test_a_case_needs_a_key_of_its_own(birk, key, code):
    assert birk.post("/cases", a_case(), key=key).mistakes == {("Idempotency-Key", code)}


def test_twelve_messages_at_once_are_all_stored_without_a_gap(birk, ada):
    number = birk.case()["number"]

    def write(place):
        return (birk, ada)[place % 2].post(f"/cases/{number}/messages", {"text": f"message {place}"})

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(write, range(12)))
    assert [answer.status for answer in answers] == [201] * 12
    events = ada.get(f"/cases/{number}/events").json["events"]
    assert [event["id"] for event in events] == [f"{place:08d}" for place in range(1, 14)]
    assert {event["text"] for event in events[1:]} == {f"message {place}" for place in range(12)}
    assert ada.see(number)["version"] == 13


def test_a_message_with_a_key_is_stored_once(birk):
    number, key = birk.case()["number"], uuid.uuid4().hex
    with ThreadPoolExecutor(6) as threads:
        answers = list(
            threads.map(lambda _: birk.post(f"/cases/{number}/messages", {"text": "Hello"}, key=key), range(6))
        )
    assert {(answer.status, answer.json["event"]["id"]) for answer in answers} == {(201, "00000002")}
    assert birk.see(number)["version"] == 2


def test_the_timeline_is_told_from_where_one_was(birk):
    number = birk.case()["number"]
    page = birk.get(f"/cases/{number}/events").json
    assert (page["next"], page["poll_after_ms"]) == ("00000001", 20_000)
    birk.post(f"/cases/{number}/messages", {"text": "More"})
    more = birk.get(f"/cases/{number}/events?after={page['next']}").json
    assert ([event["text"] for event in more["events"]], more["next"]) == (["More"], "00000002")
    assert birk.get(f"/cases/{number}/events?after=2").json["events"] == []
    for after in ("x", "-1", "1.5", "123456789", "٣"):
        assert birk.get(f"/cases/{number}/events?after={after}").mistakes == {("after", "wrong_type")}


def test_closing_and_reopening(api, birk, ada):
    number = birk.case()["number"]
    closed = birk.post(f"/cases/{number}/close").json["case"]
    assert (closed["status"], closed["waiting_on"], closed["due"]) == ("closed", None, None)
    again = birk.post(f"/cases/{number}/close")
    assert (again.status, again.problem, again.json["case_status"]) == (409, "conflict", "closed")
    assert birk.post(f"/cases/{number}/messages", {"text": "x"}).json["case_status"] == "closed"
    assert birk.post(f"/cases/{number}/reopen").json["case"]["status"] == "open"
    assert birk.post(f"/cases/{number}/reopen").json["case_status"] == "open"
    assert [event.get("status") for event in ada.get(f"/cases/{number}/events").json["events"]] == [
        None,
        "closed",
        "reopened",
    ]
    assert [letter["kind"] for letter in api.mails_to(birk.email)] == ["case_received"]  # their own doing is no news
    assert ada.post(f"/cases/{number}/close").status == 200
    assert sorted(letter["kind"] for letter in api.mails_to(birk.email)) == ["case_closed", "case_received"]


def test_stars_are_counted_once_however_often_one_clicks(birk):
    number = birk.case()["number"]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: birk.put(f"/cases/{number}/favourite"), range(6)))
    page = birk.get("/cases?filter=favourites").json
    assert ([case["number"] for case in page["cases"]], page["counts"]["favourites"]) == ([number], 1)
    assert birk.see(number)["favourite"] is True
    birk.post(f"/cases/{number}/messages", {"text": "x"})
    assert birk.see(number)["favourite"] is True, "a message takes no star away"
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: birk.delete(f"/cases/{number}/favourite"), range(6)))
    page = birk.get("/cases?filter=favourites").json
    assert (page["cases"], page["counts"]["favourites"]) == ([], 0)


def test_the_inbox_is_newest_first_in_pages_with_counts_that_stay_true(api, birk):
    numbers = []
    for minute in range(23):
        api.at(f"2026-11-25 11:{minute:02d}")
        numbers.append(birk.case()["number"])
    for number in numbers[:3]:
        birk.post(f"/cases/{number}/close")
    birk.put(f"/cases/{numbers[0]}/favourite")
    birk.put(f"/cases/{numbers[22]}/favourite")

    first = birk.get("/cases").json
    rest = birk.get(f"/cases?cursor={first['next']}").json
    assert [case["number"] for case in first["cases"] + rest["cases"]] == numbers[::-1]
    assert (len(first["cases"]), rest["next"]) == (20, None)
    assert first["counts"] == rest["counts"] == {"all": 23, "open": 20, "closed": 3, "favourites": 2}
    assert [case["number"] for case in birk.get("/cases?filter=closed").json["cases"]] == numbers[2::-1]
    assert [case["number"] for case in birk.get("/cases?filter=open").json["cases"]] == numbers[:2:-1]
    starred = birk.get("/cases?filter=favourites").json["cases"]
    assert [case["number"] for case in starred] == [numbers[22], numbers[0]]
    assert birk.get("/cases?filter=mine").mistakes == {("filter", "unknown_value")}

    somebody = api.visitor()
    theirs = somebody.get(f"/cases?cursor={first['next']}")
    assert theirs.mistakes == {("cursor", "unknown_value")}, "a cursor opens no other inbox"
    assert birk.get(f"/cases?filter=closed&cursor={first['next']}").mistakes == {("cursor", "unknown_value")}


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!!",
        "e30",
        "W10",
        "MQ",
        "bnVsbA",
        "%00",
        "é",
        "%F0%9F%92%A5",
        "eyJwayI6MX0",
        "eyJwayI6IiJ9",
        "eyJwayI6ICJhIiwgInNrIjogImIifQ",
        "W1tb" * 1500,
        "A" * 6000,
    ],
)
def test_a_cursor_we_did_not_give_is_a_mistake(birk, ada, cursor):
    assert birk.get(f"/cases?cursor={cursor}").mistakes == {("cursor", "unknown_value")}
    for query in ("language=en&", "status=mine&", "status=all&language=en&"):
        assert ada.get(f"/desk/queue?{query}cursor={cursor}").mistakes == {("cursor", "unknown_value")}


def test_a_new_case_may_follow_ones_own_old_one(api, birk):
    old = birk.case()["number"]
    assert birk.case(follows=old)["follows"] == old
    assert api.visitor().send(follows=old).mistakes == {("follows", "unknown_value")}
    assert birk.send(follows="V-NONE-0000").mistakes == {("follows", "unknown_value")}
