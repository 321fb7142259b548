"""The specialist's desk: the queue by the promise due, taking, notes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest


def test_the_queue_is_in_the_order_of_the_promise_due_over_all_languages(api):
    api.at("2026-11-24 09:00")  # a day of its own
    ada, birk, theo = api.agent(), api.visitor(), api.visitor(language="de")
    german = theo.case(language="de")["number"]
    api.at("2026-11-24 10:00")
    portuguese = birk.case(language="pt")["number"]
    chat = birk.case(language="fr", channel="talk")["number"]
    callback = theo.case(language="de", channel="ring", phone="+47 22 22 55 55")["number"]
    answered = birk.case(language="pt")["number"]
    closed = birk.case(language="pt")["number"]
    ada.post(f"/cases/{answered}/messages", {"text": "Which list?"})
    birk.post(f"/cases/{closed}/close")
    mine = {german, portuguese, chat, callback, answered, closed}

    def queue(query=""):
        cases = ada.get(f"/desk/queue{query}").json["cases"]
        return [case["number"] for case in cases if case["number"] in mine]

    assert queue() == queue("?language=all") == [chat, callback, german, portuguese]
    assert queue("?language=de") == [callback, german]
    assert queue("?language=pt&status=all") == [portuguese, answered]
    assert queue("?status=mine") == [answered]
    (shown,) = [case for case in ada.get("/desk/queue?status=mine").json["cases"] if case["number"] in mine]
    assert (shown["taken_by"], shown["requester"]["tier"], shown["waiting_on"]) == (
        "Ada Sund",
        "fleet",
        "them",
    )


def test_a_long_queue_has_pages(api, ada, monkeypatch):
    from chalicelib.cases import listing

    monkeypatch.setattr(listing, "QUEUE_SIZE", 3)
    birk = api.visitor()
    sent = {birk.case(language="es")["number"] for _ in range(7)}
    seen, cursor, pages = [], "", 0
    while cursor is not None and pages < 50:
        page = ada.get(f"/desk/queue?language=es&cursor={cursor}").json
        seen += [case["number"] for case in page["cases"]]
        cursor, pages = page["next"], pages + 1
    assert sent <= set(seen)
    assert len(seen) == len(set(seen))


def test_the_queue_of_all_languages_has_pages_that_hold_every_case_once_in_one_order(api, monkeypatch):
    from chalicelib.cases import listing

    monkeypatch.setattr(listing, "QUEUE_SIZE", 7)
    api.at("2026-11-24 11:00")
    ada, birk = api.agent(), api.visitor()
    sent = [birk.case(language=("en", "fr", "de", "ja")[place % 4])["number"] for place in range(20)]
    answered, closed = sent[::5], sent[1::5]
    for number in answered:
        ada.post(f"/cases/{number}/messages", {"text": "Which list?"})
    for number in closed:
        birk.post(f"/cases/{number}/close")
    waiting = [number for number in sent if number not in (*answered, *closed)]
    for status, mine in (("waiting", waiting), ("all", waiting + answered), ("mine", answered)):
        seen, cursor, first = [], "", None
        while cursor is not None:
            page = ada.get(f"/desk/queue?status={status}&cursor={cursor}").json
            seen += [case["number"] for case in page["cases"]]
            first, cursor = first or page, page["next"]
            assert len(page["cases"]) == 7 or cursor is None
        assert [number for number in seen if number in mine] == mine
        assert len(set(seen)) == len(seen)
        assert not set(seen) & set(closed)
        assert first["count"] == {"n": min(len(seen), 500), "more": len(seen) > 500}


def test_words_the_desk_does_not_know_are_mistakes(ada):
    assert ada.get("/desk/queue?language=xx").mistakes == {("language", "unknown_value")}
    assert ada.get("/desk/queue?status=late").mistakes == {("status", "unknown_value")}


def test_of_agents_who_take_at_once_one_wins_and_the_others_are_told_the_name(api, birk):
    number = birk.case()["number"]
    agents = [api.agent(f"Agent {letter}") for letter in "ABCDEF"]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda agent: agent.post(f"/desk/cases/{number}/take"), agents))
    (winner,) = [place for place, answer in enumerate(answers) if answer.status == 200]
    name = agents[winner].person.name
    assert answers[winner].json["case"]["taken_by"] == name
    assert {(a.status, a.problem, a.json["taken_by"]) for a in answers if a is not answers[winner]} == {
        (409, "conflict", name)
    }
    again = agents[winner].post(f"/desk/cases/{number}/take")
    assert (again.status, again.json["case"]["version"]) == (200, 2)


def test_a_note_is_seen_by_agents_only_and_mails_nobody(api, birk, ada):
    number = birk.case()["number"]
    noted = ada.post(f"/desk/cases/{number}/notes", {"text": "Between us"})
    assert (noted.status, noted.json["event"]["kind"]) == (201, "note")
    assert [event["kind"] for event in birk.get(f"/cases/{number}/events").json["events"]] == ["message"]
    assert "Between us" not in birk.get(f"/cases/{number}").body.decode()
    assert [event["kind"] for event in ada.get(f"/cases/{number}/events").json["events"]] == ["message", "note"]
    assert len(api.mails_to(birk.email)) == 1


def test_requesters_are_refused_at_the_desk_also_for_cases_that_do_not_exist(birk):
    number = birk.case()["number"]
    for path in (f"/desk/cases/{number}", "/desk/cases/V-NONE-0000"):
        assert birk.post(f"{path}/take").problem == "forbidden"
        assert birk.post(f"{path}/notes", {"text": "x"}).problem == "forbidden"
    assert birk.get("/desk/queue").problem == "forbidden"
    assert birk.get("/desk/queue?status=mine").problem == "forbidden"


def test_an_agent_meets_no_case_where_there_is_none(ada):
    assert ada.post("/desk/cases/V-NONE-0000/take").problem == "not_found"
    assert ada.post("/desk/cases/V-NONE-0000/notes", {"text": "x"}).problem == "not_found"


def test_an_agents_reply_is_mailed_to_the_requester(api, birk, ada):
    number = birk.case()["number"]
    answer = ada.post(f"/cases/{number}/messages", {"text": "Please try again"})
    assert answer.json["event"]["author"] == {"name": "Ada Sund", "role": "agent", "me": True}
    assert (answer.json["case"]["waiting_on"], answer.json["case"]["taken_by"]) == ("them", "Ada Sund")
    reply = next(letter for letter in api.mails_to(birk.email) if letter["kind"] == "reply_posted")
    assert (reply["fields"]["text"], reply["thread"]) == ("Please try again", [f"{number.lower()}-received"])


def test_an_agent_stars_nothing(birk, ada):
    assert ada.put(f"/cases/{birk.case()['number']}/favourite").problem == "forbidden"


def test_an_agents_session_that_opens_very_many_cases_ends_and_the_agent_may_sign_in_again(api, birk, ada, monkeypatch):
    monkeypatch.setattr(api.services.openings, "_most", lambda: 5)
    numbers = [birk.case()["number"] for _ in range(6)]
    for number in numbers[:4]:
        assert ada.get(f"/cases/{number}").status == 200
        assert ada.get(f"/cases/{number}/events?after=1").status == 200
        assert ada.get("/desk/queue").status == 200
    refused = ada.get(f"/cases/{numbers[4]}/events?after=1")
    assert (refused.status, refused.problem) == (401, "sign_in_required")
    assert ada.get(f"/cases/{numbers[0]}").status == 401, "the session has ended"
    _, token = api.services.sign_in.open(ada.email)
    assert replace(ada, cookie=token).get(f"/cases/{numbers[4]}").status == 200
    assert [birk.get(f"/cases/{number}").status for number in numbers] == [200] * 6, "a requester is not counted"


@pytest.mark.parametrize(
    ("way", "body"), [("/desk/cases/{}/take", None), ("/desk/cases/{}/notes", {"text": "."}), ("/cases/{}/close", None)]
)
def test_a_stolen_session_copies_no_more_cases_by_changing_them(api, birk, ada, monkeypatch, way, body):
    """The answer to a change shows the whole case: address, number and all."""
    monkeypatch.setattr(api.services.openings, "_most", lambda: 3)
    numbers = [birk.case()["number"] for _ in range(4)]
    done = [ada.post(way.format(number), body).status for number in numbers]
    assert done == [201 if body else 200] * 2 + [401] * 2
    assert birk.see(numbers[2])["status"] == "open", "what is refused changes nothing"
    assert birk.see(numbers[2])["version"] == 1
