"""What lists and cases say about the promise: judged by the API, so that no clock of a browser decides who is late."""

from tests.http.visitors import Visitor


def again(who: Visitor) -> Visitor:
    """With a new session: the first ends while the clock goes on."""
    _, token = who.api.services.sign_in.open(who.email)
    who.api.book.plant(token.partition(".")[2])
    return Visitor(who.api, who.email, token, who.person)


def test_a_chat_has_no_instant_and_is_late_for_nobody(api):
    api.at("2026-12-01 11:00")
    birk, ada = api.visitor(), api.agent()
    number = birk.case(channel="talk")["number"]
    for now in ("11:00", "11:02", "11:10", "16:00"):
        api.at(f"2026-12-01 {now}")
        for shown in (birk.see(number), birk.row("/cases", number), ada.see(number), ada.row("/desk/queue", number)):
            assert (shown["due"], shown["late"]) == (None, False)
    api.at("2026-12-01 11:01")
    assert ada.see(number)["target"][:16] == "2026-12-01T10:02"
    assert ada.see(number)["minutes_left"] in (0, 1)  # the clock runs
    assert ada.see(number)["waiting_since"][:16] == "2026-12-01T10:00"
    assert "target" not in birk.see(number), "a target is no promise"


def test_a_case_by_email_says_how_much_opening_time_is_left_and_when_that_is_over(api):
    api.at("2026-12-01 16:00")
    birk, ada = api.visitor(), api.agent()
    number = birk.case()["number"]
    for now, late, left in (
        ("2026-12-01 16:00", False, 479),
        ("2026-12-01 20:00", False, 420),
        ("2026-12-02 15:30", False, 29),
        ("2026-12-02 16:02", True, 0),
    ):
        api.at(now)
        ada, birk = again(ada), again(birk)
        shown, listed = ada.see(number), ada.row("/desk/queue", number)
        assert (shown["late"], listed["late"]) == (late, late)
        assert abs(shown["minutes_left"] - left) <= 1, now
        assert abs(shown["minutes_left"] - listed["minutes_left"]) <= 1  # the clock runs
        assert (birk.see(number)["late"], birk.row("/cases", number)["late"]) == (late, late)
    ada.post(f"/cases/{number}/messages", {"text": "Sorry"})
    assert (birk.see(number)["due"], birk.see(number)["late"]) == (None, False)


def test_a_head_that_was_stored_with_the_rest_of_a_promise_is_read_and_gets_a_whole_one(api):
    """Until 2026-12-01 the clock paused, and `left` was what was left of it."""
    from chalicelib.aws import case_items as items
    from chalicelib.aws.typed import pack

    api.at("2026-12-01 11:00")
    birk, ada = api.visitor(), api.agent()
    mail, chat = birk.case()["number"], birk.case(channel="talk")["number"]
    ada.post(f"/cases/{mail}/messages", {"text": "Which list?"})
    for number, old in ((mail, {"left": 180_000}), (chat, {"left": 0, "due": "2026-12-01T10:00:00.000000Z"})):
        pk, sk = items.head_key(number)
        (head,) = [item for item in api.items("pk = :value", pk) if item["sk"] == sk]
        kept = {name: value for name, value in head.items() if name not in ("target", "waiting_since")}
        api.dynamodb().put_item(TableName=api.bench.table, Item=pack({**kept, **old}))
    assert (birk.see(chat)["due"], birk.see(chat)["late"]) == (None, False)
    assert ada.row("/desk/queue", chat)["target"][:16] == "2026-12-01T10:00"
    asked = birk.post(f"/cases/{mail}/messages", {"text": "The blue one"}).json["case"]
    assert asked["due"][:16] == "2026-12-02T10:00"
    (head,) = [item for item in api.items("pk = :value", f"C#{mail}") if item["sk"] == "M"]
    assert "left" not in head
