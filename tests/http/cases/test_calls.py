"""A callback from asking to its end: at a chosen time, each attempt, the list of calls, and the profile's language."""

import pytest

PHONE = "+4722334455"


@pytest.fixture
def open_hours(api):
    """A Wednesday at eleven."""
    api.at("2026-12-02 11:00")
    return api


def ring(visitor, **changes):
    return visitor.case(channel="ring", phone=PHONE, **changes)


def attempted(agent, number, **body):
    return agent.post(f"/desk/cases/{number}/attempts", {"outcome": "no_answer", **body})


def test_each_attempt_is_in_both_timelines_and_the_last_one_goes_on_in_writing(open_hours):
    birk, ada = open_hours.visitor(), open_hours.agent()
    number = ring(birk)["number"]
    first = attempted(ada, number)
    assert first.status == 201
    assert (first.json["event"]["kind"], first.json["event"]["outcome"]) == ("attempt", "no_answer")
    assert first.json["case"]["due"] == first.json["event"]["again"] == first.json["case"]["call_at"]
    attempted(ada, number)
    events = birk.get(f"/cases/{number}/events").json["events"]
    assert [event["kind"] for event in events] == ["message", "attempt", "attempt"]
    assert (events[-1]["goes_on"], events[-1]["again"]) == ("letter", None)
    assert (birk.see(number)["channel"], birk.see(number)["due"][:16]) == ("letter", "2026-12-03T10:00")
    kinds = [mail["kind"] for mail in open_hours.mails_to(birk.email) if mail["fields"].get("number") == number]
    assert sorted(kinds) == ["call_missed", "call_missed", "case_received"]


def test_a_call_at_a_chosen_time_is_asked_for_while_we_are_closed(api):
    api.at("2026-12-05 20:00")
    birk = api.visitor()
    closed = {one["channel"]: one for one in birk.get("/me").json["channels"]}["ring"]
    assert (closed["allowed"], closed["reasons"], closed["days_ahead"]) == (False, ["hours"], 14)
    assert birk.send(channel="ring", phone=PHONE).problem == "not_entitled"
    case = ring(birk, call_at="2026-12-07T09:30:00+01:00")
    assert case["call_at"] == case["due"] == "2026-12-07T08:30:00Z"
    assert birk.send(channel="ring", phone=PHONE, call_at="2026-12-06T12:00:00+01:00").mistakes == {
        ("call_at", "not_open_then")
    }


@pytest.mark.parametrize("text", ["2026-12-07T09:30:00", "tomorrow", "9" * 39, "2026-12-07T09:30:00+99:00", 7])
def test_a_time_without_an_offset_or_without_sense_is_refused_by_its_field(open_hours, text):
    sent = open_hours.visitor().send(channel="ring", phone=PHONE, call_at=text)
    assert sent.mistakes == {("call_at", "wrong_type")}


def test_the_list_of_calls_shows_the_number_and_the_attempts_and_forgets_who_was_reached(open_hours):
    birk, ada = open_hours.visitor(), open_hours.agent()
    number = ring(birk)["number"]
    attempted(ada, number)
    row = ada.row("/desk/queue?status=calls", number)
    assert (row["phone"], row["attempts"], row["by_call"], row["requester"]["name"]) == (
        PHONE, 1, True, birk.person.name,
    )  # fmt: skip
    assert ada.row("/desk/queue", number)["due"] == row["due"]
    attempted(ada, number, outcome="reached")
    with pytest.raises(AssertionError, match="is not in"):
        ada.row("/desk/queue?status=calls", number)
    assert open_hours.items("pk = :value", f"C#{number}")
    assert not [item for item in open_hours.items("pk = :value", f"C#{number}") if item["sk"] == "C"]


def test_who_has_no_desk_records_no_call_and_a_case_by_letter_has_none(open_hours):
    birk, ada = open_hours.visitor(), open_hours.agent()
    number = ring(birk)["number"]
    assert attempted(birk, number).problem == "forbidden"
    assert attempted(ada, "V-7F3K-9Q2M").problem == "not_found"
    assert attempted(ada, birk.case()["number"]).problem == "conflict"
    assert attempted(ada, number, outcome="later").mistakes == {("call_at", "missing")}


def test_two_agents_who_call_at_once_count_one_attempt(open_hours):
    birk, ada, odd = open_hours.visitor(), open_hours.agent(), open_hours.agent()
    number = ring(birk)["number"]
    assert attempted(ada, number, seen="1").status == 201
    changed = attempted(odd, number, seen="1")
    assert (changed.problem, [event["kind"] for event in changed.json["events"]]) == ("changed", ["attempt"])
    assert attempted(odd, number, seen="1", anyway=True).status == 201


def test_the_language_of_a_call_is_the_profiles_and_one_change_of_it_opens_another(open_hours):
    birk = open_hours.visitor()
    asked = {"channel": "ring", "phone": PHONE, "language": "fr"}
    assert birk.send(**asked).json["reasons"] == ["language"]
    way = {one["channel"]: one for one in birk.get("/me").json["channels"]}["ring"]
    assert (way["languages"], "fr" in way["profile_languages"]) == (["en"], True)
    changed = birk.patch("/me", {"language": "fr"}).json["channels"]
    assert {one["channel"]: one for one in changed}["ring"]["languages"] == ["fr"]
    assert birk.send(**asked).status == 201
