"""Codes and sessions, in a dictionary and in DynamoDB: the same questions, the same answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest

from chalicelib.aws.outbox import OutboxTable
from chalicelib.aws.people import SignInTable
from chalicelib.aws.table import Table
from chalicelib.errors import Invalid, SignInRequired, SlowDown
from chalicelib.people.address import Fingerprint
from chalicelib.people.sign_in import CODES_PER_ADDRESS, CODES_PER_SOURCE, SESSION_LIFE, TRIES_PER_SOURCE, SignIn
from tests.fakes.clock import FixedClock
from tests.fakes.sign_in import DrawerOfCodes

ADA = "ada@kunde.example"
SOURCE = "192.0.2.1"


@pytest.fixture(params=["in a dictionary", "in DynamoDB"])
def store(request):
    if request.param == "in a dictionary":
        return DrawerOfCodes()
    engine = request.getfixturevalue("engine")
    client = engine.client("dynamodb")
    table = Table(lambda: client, engine.table)
    return SignInTable(table, OutboxTable(table))


class Door:
    """Signing in, with codes 000001, 000002 … and everything that was mailed."""

    def __init__(self, store):
        self.clock, self.mailed = FixedClock(), []
        codes = count(1)
        self.sign_in = SignIn(
            store, Fingerprint(uuid4().hex), self.clock,  # a key of its own: no test meets another's codes
            new_token=lambda: uuid4().hex, new_code=lambda digits: f"{next(codes):0{digits}d}",
            wake=self.mailed.append,
        )  # fmt: skip

    def code(self, email=ADA, source=SOURCE):
        """Ask for a code; it is what the mail says."""
        self.sign_in.send_code(email, "en", source)
        return self.mailed[-1].fields["code"]

    def wrong(self, code, email=ADA, source=SOURCE):
        """How a wrong code is refused: the error's code and the tries left."""
        with pytest.raises(Invalid) as invalid:
            self.sign_in.with_code(email, code, source)
        (error,) = invalid.value.errors
        assert error.field == "code"
        return error.code, error.params.get("tries_left")


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def quick_door():
    """For tests with very many tries."""
    return Door(DrawerOfCodes())


def test_a_code_opens_one_session(door):
    code = door.code()
    session, token = door.sign_in.with_code(ADA, code, SOURCE)
    assert session.email == ADA
    assert door.sign_in.session(token) == session
    assert door.wrong(code) == ("code_expired", None), "single use"


def test_a_code_is_six_digits_and_goes_to_who_asked_as_written(door):
    code = door.code("Ada@Kunde.example")
    letter = door.mailed[-1]
    assert (len(code), letter.to, letter.kind, letter.fields["minutes"]) == (6, "Ada@Kunde.example", "sign_in_code", 10)
    assert door.sign_in.with_code("ada@kunde.EXAMPLE ", code, SOURCE)[0].email == ADA


def test_of_those_who_use_a_code_at_the_same_moment_one_gets_in(door):
    for _ in range(4):
        code = door.code()

        def enter(place, code=code):
            try:
                return door.sign_in.with_code(ADA, code, f"198.51.100.{place}")
            except Invalid:
                return None

        with ThreadPoolExecutor(5) as threads:
            entered = list(threads.map(enter, range(5)))
        assert sum(session is not None for session in entered) == 1


def test_five_wrong_tries_use_a_code_up(door):
    code = door.code()
    assert [door.wrong("999999") for _ in range(4)] == [("wrong_code", left) for left in (4, 3, 2, 1)]
    assert door.wrong("999999") == ("code_expired", None)
    assert door.wrong(code) == ("code_expired", None)


def test_the_fifth_try_may_be_the_right_one(door):
    code = door.code()
    for _ in range(4):
        door.wrong("999999")
    assert door.sign_in.with_code(ADA, code, SOURCE)[0].email == ADA


def test_a_code_is_good_for_ten_minutes_to_the_second(door):
    code = door.code()
    door.clock.forward(minutes=9, seconds=59)
    door.wrong("999999")
    assert door.sign_in.with_code(ADA, code, SOURCE)
    code = door.code()
    door.clock.forward(minutes=10)
    assert door.wrong(code) == ("code_expired", None)


def test_a_newer_code_replaces_the_older_one_and_its_tries(door):
    old = door.code()
    door.wrong("999999")
    new = door.code()
    assert door.wrong(old) == ("wrong_code", 4)
    assert door.sign_in.with_code(ADA, new, SOURCE)


def test_a_code_is_bound_to_its_address(door):
    code = door.code()
    door.code("eve@elsewhere.example")
    assert door.wrong(code, email="eve@elsewhere.example") == ("wrong_code", 4)
    assert door.wrong(code, email="nobody@elsewhere.example") == ("code_expired", None), "nobody asked for one there"


def test_an_address_gets_five_codes_an_hour(door):
    for number in range(CODES_PER_ADDRESS.most):
        door.code(source=f"192.0.2.{number}")
    with pytest.raises(SlowDown) as slow:
        door.code(ADA.upper(), source="192.0.2.99")
    assert slow.value.retry_after == 3600, "it is eleven sharp"
    assert len(door.mailed) == CODES_PER_ADDRESS.most
    door.clock.forward(minutes=59, seconds=59)
    with pytest.raises(SlowDown) as slow:
        door.code()
    assert slow.value.retry_after == 1
    door.clock.forward(seconds=1)
    assert door.code()


def test_a_source_gets_sixty_codes_in_ten_minutes_whoever_they_are_for(quick_door):
    assert (CODES_PER_SOURCE.most, CODES_PER_SOURCE.seconds) == (60, 600)
    for number in range(CODES_PER_SOURCE.most):
        quick_door.code(f"a{number}@kunde.example")
    with pytest.raises(SlowDown):
        quick_door.code("b@kunde.example")
    assert quick_door.code("b@kunde.example", source="192.0.2.2")


def test_all_addresses_of_one_ipv6_line_are_one_source(quick_door):
    for number in range(60):
        quick_door.code(f"a{number}@kunde.example", source=f"2001:db8:7:1::{number:x}")
    with pytest.raises(SlowDown):
        quick_door.code("b@kunde.example", source="2001:db8:7:1:ffff::1")
    assert quick_door.code("b@kunde.example", source="2001:db8:7:2::1")


def test_a_source_may_try_sixty_times_in_ten_minutes_however_many_addresses_it_tries(quick_door):
    code = quick_door.code()
    for number in range(TRIES_PER_SOURCE.most):
        quick_door.wrong("999999", email=f"a{number}@kunde.example", source="192.0.2.9")
    with pytest.raises(SlowDown):
        quick_door.sign_in.with_code(ADA, code, "192.0.2.9")
    assert quick_door.sign_in.with_code(ADA, code, SOURCE)


def test_a_session_ends_by_itself(door):
    _, token = door.sign_in.open(ADA)
    door.clock.forward(seconds=SESSION_LIFE.total_seconds() - 1)
    assert door.sign_in.session(token)
    door.clock.forward(seconds=1)
    with pytest.raises(SignInRequired):
        door.sign_in.session(token)


def test_signing_out_here_leaves_the_other_browser_signed_in(door):
    (here, token), (_, other) = door.sign_in.open(ADA), door.sign_in.open(ADA)
    door.sign_in.sign_out(here)
    with pytest.raises(SignInRequired):
        door.sign_in.session(token)
    assert door.sign_in.session(other)


def test_signing_out_everywhere_ends_all_of_ones_own_sessions_only(door):
    (here, token), (_, other) = door.sign_in.open(ADA), door.sign_in.open(ADA)
    _, eves = door.sign_in.open("eve@elsewhere.example")
    door.sign_in.sign_out_everywhere(here)
    for ended in (token, other):
        with pytest.raises(SignInRequired):
            door.sign_in.session(ended)
    assert door.sign_in.session(eves)


@pytest.mark.parametrize("token", [None, "", ".", "a", "a.", ".b", "a.b", "a.b.c", "é.ø", "x" * 5000 + ".y"])
def test_a_token_that_nobody_was_given_opens_nothing(door, token):
    with pytest.raises(SignInRequired):
        door.sign_in.session(token)


def test_a_token_does_not_open_another_persons_session(door):
    _, mine = door.sign_in.open("eve@elsewhere.example")
    _, theirs = door.sign_in.open(ADA)
    forged = f"{theirs.partition('.')[0]}.{mine.partition('.')[2]}"
    with pytest.raises(SignInRequired):
        door.sign_in.session(forged)


def test_an_address_under_a_similar_domain_is_another_person(door):
    """straße.example and strasse.example are two domains, and may have two owners."""
    door.code("ada@strasse.example")
    code = door.code("ada@straße.example")
    assert door.wrong(code, email="ada@strasse.example") == ("wrong_code", 4)


def test_what_is_kept_of_a_session_does_not_open_it():
    store = DrawerOfCodes()
    door = Door(store)
    _, token = door.sign_in.open(ADA)
    assert token.partition(".")[2] not in repr(store.sessions)
    code = door.code()
    assert code not in repr(store.slips)


def test_a_code_that_was_mailed_lasts_ten_minutes_like_the_mail_says(door):
    door.code()
    assert timedelta(minutes=door.mailed[-1].fields["minutes"]) == timedelta(minutes=10)
