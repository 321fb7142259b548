"""Codes: asked for in a browser, mailed, typed in that browser."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.errors import Invalid, SignInRequired
from chalicelib.people.sign_in import SESSION_LIFE
from tests.people.door import ADA, LAPTOP, PHONE


def test_a_code_opens_a_session(door):
    session, token = door.enter(door.code())
    assert session.email == ADA
    assert door.sessions.of(token) == session
    assert session.expires - session.since == SESSION_LIFE


def test_a_code_has_six_digits_and_goes_to_who_asked_as_written(door):
    code = door.code("Ada@Kunde.example")
    letter, due = door.mailed[-1]
    assert (len(code), letter.to, letter.kind, letter.fields["minutes"]) == (6, "Ada@Kunde.example", "sign_in_code", 10)
    assert (door.awake, due) == ([letter], door.clock())
    assert door.enter(code, "ada@kunde.EXAMPLE ")[0].email == ADA


def test_five_wrong_tries_use_a_code_up(door):
    code = door.code()
    assert [door.wrong() for _ in range(4)] == [("wrong_code", left) for left in (4, 3, 2, 1)]
    assert door.wrong() == ("code_expired", None)
    assert door.wrong(code) == ("code_expired", None)


def test_the_fifth_try_may_be_the_right_one(door):
    code = door.code()
    for _ in range(4):
        door.wrong()
    assert door.enter(code)[0].email == ADA


def test_a_code_is_good_for_ten_minutes_to_the_second(door):
    code = door.code()
    door.clock.forward(minutes=9, seconds=59)
    door.wrong()
    assert door.enter(code)
    code = door.code()
    door.clock.forward(minutes=10)
    assert door.wrong(code) == ("code_expired", None)


def test_a_newer_code_of_the_same_browser_replaces_the_older_one_and_its_tries(door):
    old = door.code()
    door.wrong()
    new = door.code()
    assert door.wrong(old) == ("wrong_code", 4)
    assert door.enter(new)


def test_a_code_is_bound_to_its_address(door):
    code = door.code()
    door.code("eve@elsewhere.example")
    assert door.wrong(code, email="eve@elsewhere.example") == ("wrong_code", 4)
    assert door.wrong(code, email="nobody@elsewhere.example") == ("code_elsewhere", None), "nobody asked for one there"


def test_an_address_under_a_similar_domain_is_another_person(door):
    """straße.example and strasse.example are two domains, and may have two owners."""
    door.code("ada@strasse.example")
    code = door.code("ada@straße.example")
    assert door.wrong(code, email="ada@strasse.example") == ("wrong_code", 4)


# Nobody voids another's code, nobody spends another's tries.


def test_a_code_is_typed_where_it_was_asked_for_wherever_the_mail_is_read(door):
    code = door.code(browser=PHONE)
    assert door.wrong(code, browser=LAPTOP) == ("code_elsewhere", None)
    for _ in range(20):
        door.wrong(browser=LAPTOP)
    assert door.wrong(browser=PHONE) == ("wrong_code", 4), "none of the phone's tries was spent"
    assert door.enter(code, browser=PHONE)[0].email == ADA


def test_another_browser_learns_nothing_of_a_code_that_exists(door):
    door.code(browser=PHONE)
    answers = {door.wrong(email=email, browser=LAPTOP) for email in (ADA, "nobody@elsewhere.example")}
    assert answers == {("code_elsewhere", None)}


def test_a_stranger_who_asks_for_the_same_address_does_not_void_its_owners_code(door):
    mine = door.code(browser=LAPTOP)
    for number in range(3):
        door.code(browser=f"strangers-{number:040d}", network="198.51.100.7")
    assert door.enter(mine, browser=LAPTOP)[0].email == ADA


def test_a_browser_without_a_cookie_is_no_browser_that_asked(door):
    door.code()
    assert door.wrong(browser=None) == ("code_elsewhere", None)


# A request whose answer was lost is sent again.


def test_a_code_sent_again_within_a_minute_opens_the_same_session(door):
    code = door.code()
    session, token = door.enter(code)
    door.clock.forward(seconds=59)
    assert door.enter(code) == (door.sessions.of(token), token)
    assert len(door.sessions.listed(session)[0]) == 1
    door.clock.forward(seconds=1)
    assert door.wrong(code) == ("code_expired", None)


def test_also_when_the_last_try_was_the_right_one(door):
    code = door.code()
    for _ in range(4):
        door.wrong()
    _, token = door.enter(code)
    assert door.enter(code)[1] == token
    assert door.wrong(code) == ("code_expired", None), "and not for ever"


def test_nobody_else_repeats_a_code(door):
    code = door.code(browser=LAPTOP)
    door.enter(code, browser=LAPTOP)
    assert door.wrong(code, browser=PHONE) == ("code_elsewhere", None)


def test_a_code_sent_again_after_signing_out_opens_nothing(door):
    code = door.code()
    session, _ = door.enter(code)
    door.sessions.end_here(session)
    assert door.wrong(code) == ("code_expired", None)


def test_guessing_at_a_code_that_was_used_a_moment_ago_spends_its_tries(door):
    code = door.code()
    door.enter(code)
    assert [door.wrong()[0] for _ in range(5)] == ["wrong_code"] * 3 + ["code_expired"] * 2
    assert door.wrong(code) == ("code_expired", None)


def test_those_who_send_a_code_at_the_same_moment_from_one_browser_get_one_session(door):
    for _ in range(3):
        code = door.code()

        def enter(_, code=code):
            try:
                return door.enter(code)[1]
            except Invalid:
                return None

        with ThreadPoolExecutor(5) as threads:
            entered = set(threads.map(enter, range(5)))
        assert len(entered) == 1
        assert None not in entered


def test_of_guesses_sent_at_the_same_moment_no_two_share_a_try(door):
    for _ in range(3):
        door.code()

        def guess(_):
            return door.wrong()

        with ThreadPoolExecutor(12) as threads:
            answers = list(threads.map(guess, range(12)))
        assert sorted(left for code, left in answers if code == "wrong_code") == [1, 2, 3, 4]


@pytest.mark.parametrize("token", [None, "", ".", "a", "a.", ".b", "a.b", "a.b.c", "é.ø", "x" * 5000 + ".y"])
def test_a_token_that_nobody_was_given_opens_nothing(door, token):
    with pytest.raises(SignInRequired):
        door.sessions.of(token)


def test_what_is_stored_of_a_code_and_a_session_opens_nothing(quick_door):
    code = quick_door.code()
    _, token = quick_door.enter(code)
    stored = repr([quick_door.store.kept, quick_door.store.slips, quick_door.store.cards, quick_door.store.sheets])
    for secret in (code, token.partition(".")[2], LAPTOP, ADA.partition("@")[0] + " "):
        assert secret not in stored
