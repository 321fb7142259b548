"""Proofs of work with the real library: what is a right answer, and what is not."""

import base64
import json
from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge

from chalicelib.http.proofs import LONGEST, AltchaProofs
from tests.fakes.clock import WEDNESDAY_ELEVEN

HERE = "POST /cases stranger#a"
UNTIL = WEDNESDAY_ELEVEN + timedelta(minutes=10)
PROOFS = AltchaProofs("a secret of these tests", lambda: 10)


def challenge(proofs=PROOFS, bound=HERE, level=1):
    return proofs.challenge(bound, "network", level, 50, UNTIL)


def answered(document, **changes):
    """The header that answers a challenge, as the library makes it; with changes in the solution."""
    made = Challenge.from_dict(json.loads(json.dumps(document)))
    payload = Payload(made, solve_challenge(made)).to_dict()
    payload["solution"] |= changes
    return packed(payload)


def packed(payload):
    return base64.b64encode(json.dumps(payload).encode()).decode()


def opened(header):
    return json.loads(base64.b64decode(header))


def test_an_answer_says_what_was_asked_and_by_whom():
    solved = PROOFS.solved(answered(challenge()), HERE)
    assert (solved.by, solved.level, solved.until) == ("network", 1, UNTIL)


def test_two_challenges_are_never_the_same():
    one, other = (PROOFS.solved(answered(challenge()), HERE) for _ in range(2))
    assert one.id != other.id


def test_an_answer_is_found_within_the_tries_that_were_agreed():
    for _ in range(20):
        assert opened(answered(challenge()))["solution"]["counter"] < 50


def test_a_challenge_says_nothing_about_who_asked():
    assert "stranger" not in json.dumps(challenge())


@pytest.mark.parametrize("bound", ["POST /cases stranger#b", "POST /articles/feedback stranger#a", ""])
def test_it_is_good_for_its_route_and_its_asker_alone(bound):
    assert PROOFS.solved(answered(challenge()), bound) is None


def test_one_signed_with_another_key_is_none_of_ours():
    forged = challenge(AltchaProofs("another secret", lambda: 10))
    assert PROOFS.solved(answered(forged), HERE) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("cost", 1), ("keyPrefix", ""), ("data", {}), ("nonce", "00" * 16), ("algorithm", "SHA-256")],
)
def test_a_challenge_that_was_changed_is_none_of_ours(name, value):
    payload = opened(answered(challenge()))
    payload["challenge"]["parameters"][name] = value
    assert PROOFS.solved(packed(payload), HERE) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"counter": 51}, {"counter": -1}, {"counter": 2**40}, {"counter": "1"}, {"counter": None}, {"counter": 1.5},
        {"derivedKey": "00" * 32}, {"derivedKey": None}, {"derivedKey": 5},
    ],
)  # fmt: skip
def test_a_wrong_answer_is_none(changes):
    assert PROOFS.solved(answered(challenge(), **changes), HERE) is None


@pytest.mark.parametrize(
    "header",
    [
        "", " ", "x", "=", "é", "\x00", "AAAA", packed(None), packed([]), packed({}), packed("text"), packed(5),
        packed({"challenge": []}), packed({"challenge": {"parameters": []}, "solution": {}}),
        packed({"challenge": {"parameters": {"data": 5}}, "solution": 5}), "[" * 4000, "W1tb" * 1000,
        "A" * (LONGEST + 1), packed({"challenge": {"parameters": {"cost": 10**9}}, "solution": {"counter": 1}}),
    ],
)  # fmt: skip
def test_a_header_that_is_no_answer_is_none_and_breaks_nothing(header):
    assert PROOFS.solved(header, HERE) is None


def test_a_right_answer_in_a_header_longer_than_ours_are_is_none():
    payload = opened(answered(challenge()))
    assert PROOFS.solved(packed({**payload, "spare": ""}), HERE)
    assert PROOFS.solved(packed({**payload, "spare": "x" * LONGEST}), HERE) is None


def test_an_answer_with_a_hostile_cost_is_refused_before_any_work():
    document = json.loads(json.dumps(challenge()))
    payload = opened(answered(document))
    payload["challenge"]["parameters"]["cost"] = 10**12  # days, if anybody computed it
    assert PROOFS.solved(packed(payload), HERE) is None
