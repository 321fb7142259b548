"""Two who write at once: an agent's answer is not sent past what somebody else did since they looked."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def odd(api):
    return api.agent("Odd Vang")


def changed(answer) -> list[tuple[str, str]]:
    """What a 409 says that others did."""
    assert (answer.status, answer.problem) == (409, "changed"), answer.body
    return [(event["kind"], event.get("text") or event["status"]) for event in answer.json["events"]]


def test_a_reply_meets_what_the_customer_wrote_meanwhile(api, birk, ada):
    number = birk.case()["number"]
    birk.post(f"/cases/{number}/messages", {"text": "It works now, thank you"})
    answer = ada.post(f"/cases/{number}/messages", {"text": "Please reinstall it", "seen": "00000001"})
    assert changed(answer) == [("message", "It works now, thank you")]
    assert answer.json["more"] is False
    assert len(ada.get(f"/cases/{number}/events").json["events"]) == 2
    assert [letter["kind"] for letter in api.mails_to(birk.email)] == ["case_received"]


@pytest.mark.parametrize("what", ["reply", "note", "take", "close"])
def test_whatever_another_agent_did_is_new(birk, ada, odd, what):
    number = birk.case()["number"]
    act = {
        "reply": lambda: odd.post(f"/cases/{number}/messages", {"text": "done"}),
        "note": lambda: odd.post(f"/desk/cases/{number}/notes", {"text": "done"}),
        "take": lambda: odd.post(f"/desk/cases/{number}/take"),
        "close": lambda: odd.post(f"/cases/{number}/close"),
    }
    assert act[what]().status < 300
    new = {
        "reply": ("message", "done"),
        "note": ("note", "done"),
        "take": ("status", "taken"),
        "close": ("status", "closed"),
    }
    seen = {"seen": "00000001"}
    assert changed(ada.post(f"/cases/{number}/messages", {"text": "x", **seen})) == [new[what]]
    assert changed(ada.post(f"/cases/{number}/close", seen)) == [new[what]]


def test_it_goes_anyway_with_a_new_key_and_the_first_key_has_stored_nothing(birk, ada):
    number = birk.case()["number"]
    birk.post(f"/cases/{number}/messages", {"text": "More"})
    reply, key = {"text": "Try this", "seen": "00000001"}, uuid.uuid4().hex
    changed(ada.post(f"/cases/{number}/messages", reply, key=key))
    changed(ada.post(f"/cases/{number}/messages", reply, key=key))
    sent = ada.post(f"/cases/{number}/messages", {**reply, "anyway": True}, key=uuid.uuid4().hex)
    assert (sent.status, sent.json["event"]["id"]) == (201, "00000003")
    assert ada.post(f"/cases/{number}/close", {"seen": "00000001", "anyway": True}).status == 200


def test_ones_own_events_are_no_news(birk, ada):
    number = birk.case()["number"]
    ada.post(f"/desk/cases/{number}/take")
    ada.post(f"/desk/cases/{number}/notes", {"text": "Looking"})
    seen = {"seen": "00000001"}
    assert ada.post(f"/cases/{number}/messages", {"text": "Hello", **seen}).status == 201
    assert ada.post(f"/cases/{number}/close", seen).status == 200


def test_a_retry_whose_first_answer_was_lost_gets_it_though_the_customer_has_answered_since(birk, ada):
    number = birk.case()["number"]
    reply, key = {"text": "Try this", "seen": "00000001"}, uuid.uuid4().hex
    first = ada.post(f"/cases/{number}/messages", reply, key=key)
    birk.post(f"/cases/{number}/messages", {"text": "It works"})
    again = ada.post(f"/cases/{number}/messages", reply, key=key)
    assert (again.status, again.json["event"]) == (201, first.json["event"])


def test_who_saw_everything_and_who_does_not_say_is_not_stopped(birk, ada):
    number = birk.case()["number"]
    last = birk.post(f"/cases/{number}/messages", {"text": "More"}).json["event"]["id"]
    assert ada.post(f"/cases/{number}/messages", {"text": "a", "seen": last}).status == 201
    birk.post(f"/cases/{number}/messages", {"text": "Even more"})
    assert ada.post(f"/cases/{number}/messages", {"text": "b"}).status == 201
    assert ada.post(f"/cases/{number}/messages", {"text": "c", "seen": None}).status == 201
    birk.post(f"/cases/{number}/messages", {"text": "And more"})
    assert ada.post(f"/cases/{number}/close").status == 200


def test_a_customers_words_and_the_lines_of_a_chat_are_always_taken(birk, ada):
    seen = {"seen": "00000001"}
    number = birk.case()["number"]
    ada.post(f"/cases/{number}/messages", {"text": "Which list?"})
    assert birk.post(f"/cases/{number}/messages", {"text": "The blue one", **seen}).status == 201
    assert birk.post(f"/cases/{number}/close", seen).status == 200
    chat = birk.case(channel="talk")["number"]
    birk.post(f"/cases/{chat}/messages", {"text": "Hello?"})
    assert ada.post(f"/cases/{chat}/messages", {"text": "Hello!", **seen}).status == 201


@pytest.mark.parametrize("seen", ["x", "", "-1", "1" * 9, 1, "٣", ["1"]])
def test_what_is_no_event_is_a_mistake(birk, ada, seen):
    number = birk.case()["number"]
    for path, body in (("messages", {"text": "x", "seen": seen}), ("close", {"seen": seen})):
        fields = {field for field, _ in ada.post(f"/cases/{number}/{path}", body).mistakes}
        assert fields == {"seen"}


def test_of_ten_agents_who_answer_at_once_one_is_sent_and_nine_are_told(api, birk):
    number = birk.case()["number"]
    agents = [api.agent(f"Agent {letter}") for letter in "ABCDEFGHIJ"]

    def reply(agent):
        return agent.post(f"/cases/{number}/messages", {"text": agent.email, "seen": "00000001"}, key=uuid.uuid4().hex)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(reply, agents))
    assert sorted(answer.status for answer in answers) == [201, *[409] * 9]
    assert {answer.problem for answer in answers if answer.status == 409} == {"changed"}
    assert [letter["kind"] for letter in api.mails_to(birk.email)] == ["case_received", "reply_posted"]


def test_what_is_new_is_told_in_no_more_bytes_than_a_page_of_the_timeline(birk, ada, odd):
    number = birk.case()["number"]
    for _ in range(15):
        odd.post(f"/desk/cases/{number}/notes", {"text": "🧊" * 10_000})
    answer = ada.post(f"/cases/{number}/messages", {"text": "x", "seen": "00000001"})
    assert len(changed(answer)) == 9
    assert answer.json["more"]
    assert len(answer.body) < 1_000_000
