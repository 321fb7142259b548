"""Whose a case is rests on nothing that people share: not on names, and not on addresses they no longer have."""

import uuid

import pytest

from tests.http.visitors import API_KEY, Visitor

KEYED = {"Authorization": f"Bearer {API_KEY}", "Origin": None}


def move(api, email: str, *former: str, **more):
    body = {"name": "Birk Moen", "former_emails": list(former), **more}
    answer = api.call("PUT", f"/directory/users/{email}", body, headers=KEYED)
    assert answer.status == 200, answer.body
    return answer


def new_address() -> str:
    return f"{uuid.uuid4().hex[:12]}@kunde.example"


def signed_in(api, who: Visitor, email: str) -> Visitor:
    """Somebody who proved an address."""
    _, token = api.services.sign_in.open(email)
    api.book.plant(token.partition(".")[2])
    return Visitor(api, email, token, who.person)


def inbox(who: Visitor) -> set[str]:
    return {case["number"] for case in who.get("/cases").json["cases"]}


def test_who_has_a_new_address_keeps_cases_stars_and_counts_and_writes_as_the_same_person(api, birk):
    number = birk.case()["number"]
    birk.put(f"/cases/{number}/favourite")
    new = new_address()
    move(api, new, birk.email, account_id=birk.person.account.id)
    now = signed_in(api, birk, new)
    assert inbox(now) == {number}
    assert now.see(number)["favourite"]
    assert now.get("/cases?filter=favourites").json["counts"] == {"all": 1, "open": 1, "closed": 0, "favourites": 1}
    assert now.get("/me").json["tier"] == "fleet"
    event = now.post(f"/cases/{number}/messages", {"text": "From my new address"}).json["event"]
    assert (event["author"]["role"], event["author"]["me"]) == ("requester", True)
    (first, *_) = now.get(f"/cases/{number}/events").json["events"]
    assert first["author"]["me"], "what was written from the old address is theirs too"
    later = now.case(follows=number)["number"]
    assert inbox(now) == {number, later}


def test_what_a_browser_keeps_follows_the_person_and_is_not_shown_to_who_gets_their_old_address(api, birk):
    shown = birk.get("/me").json["requester"]["id"]
    new = new_address()
    move(api, new, birk.email, account_id=birk.person.account.id)
    now = signed_in(api, birk, new)
    assert now.get("/me").json["requester"]["id"] == shown, "drafts from before the change are theirs"
    assert now.get("/me/sessions", headers={"For-Person": shown}).status == 200
    successor = signed_in(api, birk, birk.email)
    assert successor.get("/me").json["requester"]["id"] != shown
    assert successor.get("/cases", headers={"For-Person": shown}).problem == "sign_in_required"


def test_the_old_address_is_signed_out_and_opens_nothing_any_more(api, birk):
    number = birk.case()["number"]
    move(api, new_address(), birk.email)
    assert birk.get("/me").problem == "sign_in_required"
    again = signed_in(api, birk, birk.email)
    assert (inbox(again), again.get(f"/cases/{number}").problem) == (set(), "not_found")
    assert again.get("/me").json["tier"] == "day_trip"


def test_who_gets_a_used_address_later_gets_none_of_its_cases_and_none_of_its_mails(api, birk, ada):
    number = birk.case(overview="Between Birk and us")["number"]
    new = new_address()
    move(api, new, birk.email)
    move(api, birk.email, name="Bodil Berg")  # no former address: somebody else
    bodil = signed_in(api, birk, birk.email)
    assert inbox(bodil) == set()
    assert bodil.post(f"/cases/{number}/messages", {"text": "x"}).problem == "not_found"
    hers = bodil.case(topic="locked_out")["number"]
    assert inbox(bodil) == {hers}
    before = len(api.mails_to(bodil.email))
    ada.post(f"/cases/{number}/messages", {"text": "For Birk only"})
    ada.post(f"/cases/{number}/close")
    assert [letter["kind"] for letter in api.mails_to(new)] == ["reply_posted", "case_closed"]
    assert len(api.mails_to(bodil.email)) == before
    ada.post(f"/cases/{hers}/messages", {"text": "For Bodil"})
    assert len(api.mails_to(bodil.email)) == before + 1


def test_saying_it_every_night_hands_over_once(api, birk):
    number = birk.case()["number"]
    new = new_address()
    move(api, new, birk.email)
    move(api, birk.email, name="Bodil Berg")
    bodil = signed_in(api, birk, birk.email)
    hers = bodil.case(topic="locked_out")["number"]
    move(api, new, birk.email)  # the same request again, and without the address
    move(api, new)
    assert bodil.get("/me").status == 200, "nobody signs her out"
    assert (inbox(bodil), inbox(signed_in(api, birk, new))) == ({hers}, {number})


def test_cases_that_were_sent_from_the_new_address_before_the_directory_knew_stay_too(api, birk):
    old_case = birk.case()["number"]
    new = new_address()
    early = signed_in(api, birk, new).case(topic="locked_out")["number"]
    move(api, new, birk.email)
    now = signed_in(api, birk, new)
    assert inbox(now) == {old_case, early}
    assert now.get("/cases").json["counts"]["all"] == 2
    assert now.post(f"/cases/{early}/close").json["case"]["status"] == "closed"
    assert now.get("/cases?filter=closed").json["counts"] == {"all": 2, "open": 1, "closed": 1, "favourites": 0}


def test_addresses_change_more_than_once_and_back_and_mails_follow(api, birk, ada):
    number = birk.case()["number"]
    second, third = new_address(), new_address()
    move(api, second, birk.email)
    move(api, third, birk.email, second)  # a vendor that always sends the whole list
    assert inbox(signed_in(api, birk, third)) == {number}
    ada.post(f"/cases/{number}/messages", {"text": "Third"})
    assert [letter["kind"] for letter in api.mails_to(third)] == ["reply_posted"]
    move(api, birk.email, third)  # and home again
    assert inbox(signed_in(api, birk, birk.email)) == {number}
    assert inbox(signed_in(api, birk, third)) == set()
    ada.post(f"/cases/{number}/messages", {"text": "Home"})
    assert [letter["kind"] for letter in api.mails_to(birk.email)] == ["case_received", "reply_posted"]


def test_an_agent_with_a_new_address_keeps_the_cases_they_took(api, birk, ada):
    number = birk.case()["number"]
    ada.post(f"/desk/cases/{number}/take")
    new = new_address()
    move(api, new, ada.email, name="Ada Sund", role="agent")
    now = signed_in(api, ada, new)
    assert [case["number"] for case in now.get("/desk/queue?status=mine").json["cases"]] == [number]
    assert now.see(number)["taken_by_me"]
    assert now.post(f"/desk/cases/{number}/take").status == 200
    assert ada.get("/desk/queue").problem == "sign_in_required"


def test_a_person_with_former_addresses_who_is_removed_and_comes_back_has_all_their_cases(api, birk):
    number = birk.case()["number"]
    new = new_address()
    move(api, new, birk.email)
    removed = api.call("DELETE", f"/directory/users/{new}", headers=KEYED)
    assert removed.json["removed"]
    assert not api.call("DELETE", f"/directory/users/{new}", headers=KEYED).json["removed"]
    back = signed_in(api, birk, new)
    assert (inbox(back), back.get("/me").json["tier"]) == ({number}, "day_trip")


def test_a_list_of_former_addresses_is_parsed_like_every_other(api):
    for wrong, mistake in (
        (["nobody"], ("former_emails[0]", "not_an_email")),
        ("a@kunde.example", ("former_emails", "wrong_type")),
        ([new_address()] * 11, ("former_emails", "too_many")),
    ):
        body = {"name": "x", "former_emails": wrong}
        assert mistake in api.call("PUT", f"/directory/users/{new_address()}", body, headers=KEYED).mistakes


def test_one_of_the_same_name_is_not_me(api, birk):
    """Two agents called Ada Sund: neither sees the other's words as her own."""
    number = birk.case()["number"]
    one, other = api.agent(), api.agent()
    one.post(f"/desk/cases/{number}/take")
    one.post(f"/desk/cases/{number}/notes", {"text": "Mine"})
    for who, mine in ((one, True), (other, False)):
        events = who.get(f"/cases/{number}/events").json["events"]
        assert [event["author"]["me"] for event in events] == [False, mine, mine]
        assert who.see(number)["taken_by_me"] is mine
        row = who.row("/desk/queue", number)
        assert (row["taken_by"], row["taken_by_me"]) == ("Ada Sund", mine)
    assert other.post(f"/desk/cases/{number}/take").problem == "conflict"


@pytest.fixture
def own(api, ada):
    """A case that an agent sent, and on which a colleague has worked."""
    number = ada.case(topic="locked_out")["number"]
    odd = api.agent("Odd Vang")
    odd.post(f"/desk/cases/{number}/take")
    odd.post(f"/desk/cases/{number}/notes", {"text": "She always asks this"})
    odd.post(f"/cases/{number}/messages", {"text": "Please try again"})
    return number


def test_an_agent_sees_their_own_case_as_its_requester_without_notes_about_themselves(ada, own):
    events = ada.get(f"/cases/{own}/events").json["events"]
    assert [event["kind"] for event in events] == ["message", "message"]
    assert not {"requester", "taken_by", "taken_by_me", "target", "waiting_since"} & ada.see(own).keys()
    said = b"".join(
        ada.get(path).body for path in (f"/cases/{own}", f"/cases/{own}/events", "/cases", "/desk/queue?status=all")
    )
    assert b"She always" not in said
    row = ada.row("/desk/queue?status=all", own)
    assert row["own"]
    assert not {"requester", "taken_by"} & row.keys()


def test_an_agent_neither_takes_nor_notes_their_own_case_and_writes_in_it_as_its_requester(ada, own):
    assert ada.post(f"/desk/cases/{own}/take").problem == "forbidden"
    assert ada.post(f"/desk/cases/{own}/notes", {"text": "x"}).problem == "forbidden"
    written = ada.post(f"/cases/{own}/messages", {"text": "It works"}).json
    assert (written["event"]["author"]["role"], written["case"]["waiting_on"]) == ("requester", "us")
    assert ada.put(f"/cases/{own}/favourite").json["case"]["favourite"]
