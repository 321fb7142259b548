"""A chat to which nobody came, in the real store: found by its time, turned once, mailed once."""


def test_a_chat_to_which_nobody_came_goes_on_in_writing(api):
    api.at("2026-12-02 11:00")
    birk, ada = api.visitor(), api.agent()
    number = birk.case(channel="talk")["number"]
    assert [item["sk"] for item in api.items("pk = :value", f"C#{number}")].count("T") == 1
    api.services.turning.sweep()
    assert birk.see(number)["channel"] == "talk"
    api.at("2026-12-02 11:11")
    api.services.turning.sweep()
    api.services.turning.sweep()
    shown = birk.see(number)
    assert (shown["channel"], shown["due"][:16], shown["waiting_on"]) == ("letter", "2026-12-03T10:00", "us")
    events = birk.get(f"/cases/{number}/events").json["events"]
    assert [event["kind"] for event in events] == ["message", "turned"]
    assert (events[1]["goes_on"], events[1]["author"]["role"]) == ("letter", "system")
    assert [mail["kind"] for mail in api.mails_to(birk.email)].count("case_turned") == 1
    assert not [item for item in api.items("pk = :value", f"C#{number}") if item["sk"] == "T"]
    assert ada.row("/desk/queue", number)["due"] == shown["due"]


def test_a_chat_that_was_answered_has_no_time_in_the_store(api):
    api.at("2026-12-02 11:00")
    birk, ada = api.visitor(), api.agent()
    number = birk.case(channel="talk")["number"]
    ada.post(f"/cases/{number}/messages", {"text": "Here I am"})
    api.at("2026-12-02 11:30")
    api.services.turning.sweep()
    assert birk.see(number)["channel"] == "talk"
