"""Arriving with a token from the vendor's own app: once, briefly, and only with the vendor's key."""

import base64
import json

import jwt
import pytest

from chalicelib.errors import Invalid
from chalicelib.http.tokens import token_reader
from chalicelib.people.vendor_token import VendorTokens
from tests.fakes.clock import FixedClock
from tests.fakes.people import PRINT
from tests.fakes.sign_in import DrawerOfCodes

KEY = "the vendor's key, which is long enough"
CLOCK = FixedClock()


@pytest.fixture
def tokens():
    reader = token_reader({"app": KEY * 2, "empty": ""})
    return VendorTokens(reader, DrawerOfCodes(), PRINT.of, FixedClock())


def token(key=KEY, kid="app", algorithm="HS256", **changes):
    issued = int(CLOCK().timestamp())
    claims = {"iat": issued, "exp": issued + 300, "aud": "varde", "email": "Ada@Kunde.example"}
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not ...}
    return jwt.encode(claims, key * 2, algorithm, headers={"kid": kid})


def refused(tokens, given):
    with pytest.raises(Invalid) as invalid:
        tokens.address(given)
    (error,) = invalid.value.errors
    return error.code


def part(content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_a_genuine_token_proves_the_address(tokens):
    assert tokens.address(token()).lower() == "ada@kunde.example"


def test_a_token_opens_one_session(tokens):
    given = token()
    tokens.address(given)
    assert refused(tokens, given) == "token_expired"


def test_a_token_spelled_another_way_is_the_same_token(tokens):
    """The last letter of a signature holds two bits that mean nothing; more ways of writing it than one."""
    given = token()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = alphabet.index(given[-1])
    spellings = [given[:-1] + alphabet[place - place % 4 + bits] for bits in range(4)]
    spellings += [given + "=", given[:-5] + "!" + given[-5:]]
    tokens.address(given)
    assert {refused(tokens, spelling) for spelling in spellings} <= {"token_expired", "wrong_token"}


@pytest.mark.parametrize(
    "forged",
    [
        token(key="another key, just as long as the one"),
        token(kid="other"),
        token(kid="empty", key=KEY),
        token(algorithm="HS512"),
        jwt.encode({"email": "ada@kunde.example", "aud": "varde"}, "", "none", headers={"kid": "app"}),
        f'{part({"alg": "none", "kid": "app"})}.{token().split(".")[1]}.',
        f'{part({"alg": "HS256", "kid": "app"})}.{token().split(".")[1]}.',
        f'{part({"alg": "HS256"})}.{token().split(".")[1]}.{token().split(".")[2]}',
        f'{part({"alg": "HS256", "kid": ["app"]})}.{token().split(".")[1]}.x',
        token(aud="elsewhere"),
        token(aud=...),
        token(email=...),
        token(email=7),
        token(email="ada"),
        token(email="ada@kunde.example\r\nBcc: eve@elsewhere.example"),
        token(email="ada\ud800@kunde.example"),
        token(iat=...),
        token(exp=...),
        token(exp="soon"),
        "", ".", "..", "a.b.c", "é.é.é", "\x00", "." * 3000,
    ],
)  # fmt: skip
def test_what_is_not_genuine_is_refused(tokens, forged):
    assert refused(tokens, forged) == "wrong_token"


@pytest.mark.parametrize(
    ("issued", "expires"),
    [(0, 301), (-300, 0), (-301, -1), (61, 300), (0, 86400), (-86400, 10), (0, -1), (0, 10**30), (-(10**30), 10**30)],
)
def test_a_token_that_lives_too_long_or_at_another_time_is_refused(tokens, issued, expires):
    now = int(CLOCK().timestamp())
    assert refused(tokens, token(iat=now + issued, exp=now + expires)) == "token_expired"


@pytest.mark.parametrize(("issued", "expires"), [(0, 300), (-299, 1), (60, 61)])
def test_a_minute_of_wrong_clocks_is_forgiven(tokens, issued, expires):
    now = int(CLOCK().timestamp())
    assert tokens.address(token(iat=now + issued, exp=now + expires))


def test_the_products_clock_counts_and_not_the_machines(tokens):
    now = int(CLOCK().timestamp())
    assert tokens.address(token(nbf=now - 10))
    assert refused(tokens, token(nbf=now + 200)) == "token_expired"
