"""Arriving with a token from the vendor's own app: once, briefly, and only with the vendor's key."""

import base64
import hmac
import json
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

import jwt
import pytest

from chalicelib.errors import Invalid
from chalicelib.http.tokens import token_reader
from chalicelib.people.vendor_token import VendorTokens
from tests.fakes.clock import FixedClock
from tests.fakes.people import PRINT
from tests.people.door import LAPTOP, PHONE

KEY = "the vendor's key, which is long enough"
CLOCK = FixedClock()


@pytest.fixture
def tokens():
    reader = token_reader({"app": KEY * 2, "empty": ""})
    return VendorTokens(reader, PRINT.of, FixedClock())


def token(key=KEY, kid="app", algorithm="HS256", **changes):
    issued = int(CLOCK().timestamp())
    claims = {"iat": issued, "exp": issued + 300, "aud": "varde", "email": "Ada@Kunde.example"}
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not ...}
    return jwt.encode(claims, key * 2, algorithm, headers={"kid": kid})


def refused(tokens, given):
    with pytest.raises(Invalid) as invalid:
        tokens.vouched(given)
    (error,) = invalid.value.errors
    return error.code


def part(content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_a_genuine_token_proves_the_address(tokens):
    assert tokens.vouched(token()).email.lower() == "ada@kunde.example"


def test_a_token_opens_one_session(tokens, door):
    given = token(jti=uuid4().hex)
    opened, _ = door.sign_in.with_token(tokens.vouched(given), door.visit(LAPTOP))
    assert opened.email == "ada@kunde.example"
    for other in (PHONE, None):
        assert used(tokens, door, given, door.visit(other))


def used(tokens, door, given, visit):
    with pytest.raises(Invalid) as invalid:
        door.sign_in.with_token(tokens.vouched(given), visit)
    return [error.code for error in invalid.value.errors] == ["token_expired"]


def test_a_token_sent_again_by_the_same_browser_within_a_minute_opens_the_same_session(tokens, door):
    given = token(jti=uuid4().hex)
    opened, first = door.sign_in.with_token(tokens.vouched(given), door.visit(LAPTOP))
    door.clock.forward(seconds=60)
    assert door.sign_in.with_token(tokens.vouched(given), door.visit(LAPTOP))[1] == first
    assert len(door.sessions.listed(opened)[0]) == 1
    door.clock.forward(seconds=1)
    assert used(tokens, door, given, door.visit(LAPTOP))


def test_a_token_sent_again_without_any_cookie_is_recognised_by_its_idempotency_key(tokens, door):
    given = token(jti=uuid4().hex)
    visit = replace(door.visit("new-" + "n" * 40), bound_to="1234567890-1234567890")
    _, first = door.sign_in.with_token(tokens.vouched(given), visit)
    again = replace(door.visit("other-" + "o" * 40), bound_to="1234567890-1234567890")
    assert door.sign_in.with_token(tokens.vouched(given), again)[1] == first
    assert used(tokens, door, given, replace(again, bound_to="1234567890-1234567891"))


def test_a_token_sent_again_after_signing_out_opens_nothing(tokens, door):
    given = token(jti=uuid4().hex)
    opened, _ = door.sign_in.with_token(tokens.vouched(given), door.visit(LAPTOP))
    door.sessions.end_here(opened)
    assert used(tokens, door, given, door.visit(LAPTOP))


def test_a_token_makes_its_browser_known(tokens, door):
    given = token(jti=uuid4().hex)
    opened, _ = door.sign_in.with_token(tokens.vouched(given), door.visit(LAPTOP))
    assert door.store.known(opened.owner, opened.browser, door.clock())


def test_a_token_spelled_another_way_is_the_same_token(tokens):
    """The last letter of a signature holds two bits that mean nothing; more ways of writing it than one."""
    given = token()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = alphabet.index(given[-1])
    spellings = [given[:-1] + alphabet[place - place % 4 + bits] for bits in range(4)]
    spellings += [given + "=", given[:-5] + "!" + given[-5:]]
    prints = set()
    for spelling in spellings:
        with suppress(Invalid):
            prints.add(tokens.vouched(spelling).token)
    assert prints == {tokens.vouched(given).token}


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
        token(iat=-(10**400)),
        token(exp=10**400),
        token(iat=True),
        "", ".", "..", "a.b.c", "é.é.é", "\x00", "." * 3000,
    ],
)  # fmt: skip
def test_what_is_not_genuine_is_refused(tokens, forged):
    assert refused(tokens, forged) == "wrong_token"


@pytest.mark.parametrize(
    ("issued", "expires"),
    [(0, 301), (-300, 0), (-301, -1), (61, 300), (0, 86400), (-86400, 10), (0, -1), (0, 10**9), (-(10**9), 10**9)],
)
def test_a_token_that_lives_too_long_or_at_another_time_is_refused(tokens, issued, expires):
    now = int(CLOCK().timestamp())
    assert refused(tokens, token(iat=now + issued, exp=now + expires)) == "token_expired"


def signed(payload, head=b'{"alg":"HS256","kid":"app","typ":"JWT"}'):
    """A genuine signature over any bytes that the vendor's app was tricked into signing."""
    content = b".".join(base64.urlsafe_b64encode(bytes_).rstrip(b"=") for bytes_ in (head, payload))
    mark = hmac.new((KEY * 2).encode(), content, "sha256").digest()
    return (content + b"." + base64.urlsafe_b64encode(mark).rstrip(b"=")).decode()


NOW = int(CLOCK().timestamp())
FAR = "9" * 400
ABSURD = [
    FAR, f"-{FAR}", "1e400", "-1e400", "NaN", "Infinity", "-Infinity", "1.5", "-0.0", "null", "true", '"soon"', "[]",
    "{}", "[[[[1]]]]", f'"{NOW}"', "253402300800", "18446744073709551616", "1e30", "-1e30", "0",
]  # fmt: skip


@pytest.mark.parametrize("claim", ["iat", "exp", "nbf"])
@pytest.mark.parametrize("value", ABSURD, ids=[value[:12] for value in ABSURD])
def test_absurd_times_in_a_genuine_token_are_the_senders_mistake(tokens, claim, value):
    claims = {"iat": str(NOW), "exp": str(NOW + 300), "aud": '"varde"', "email": '"ada@kunde.example"', claim: value}
    given = signed(("{" + ",".join(f'"{name}":{said}' for name, said in claims.items()) + "}").encode())
    if claim == "nbf" and value in ("0", "-0.0", "1.5", "null"):
        assert tokens.vouched(given), "begun long ago"
    else:
        assert refused(tokens, given) in ("wrong_token", "token_expired")


@pytest.mark.parametrize(
    "payload",
    [
        b"[" * 2900, b'{"a":' * 580, b"{", b"", b"null", b"7", b'"x"', b"[]", b"\xff\xfe",
        b'{"iat":' + b"9" * 2800 + b"}",
        b'{"email":' + b"[" * 2000 + b"]" * 2000 + b"}", b'{"aud":{"varde":1}}', b'{"aud":[["varde"]]}', b'{"aud":7}',
    ],
)  # fmt: skip
def test_whatever_a_genuine_token_holds_is_the_senders_mistake(tokens, payload):
    assert refused(tokens, signed(payload)) == "wrong_token"


@pytest.mark.parametrize(
    "head",
    [
        b"[" * 2900, b"null", b"7", b'{"alg":["HS256"],"kid":"app"}', b'{"alg":"HS256","kid":{"a":1}}', b'{"alg":null}',
        b'{"alg":"HS256","kid":7}', b'{"alg":"HS256","kid":"app","crit":["b64"],"b64":false}', b'{"kid":"app"}',
        b'{"alg":"HS256","kid":"app","crit":7}', b'{"alg":"HS256","kid":' + b"9" * 2800 + b"}",
        b'{"alg":"HS256","kid":null}', b'{"alg":"HS256","kid":NaN}', b'{"alg":"HS256","kid":""}', b"\x00",
    ],
)  # fmt: skip
def test_whatever_the_head_of_a_token_holds_is_the_senders_mistake(tokens, head):
    assert refused(tokens, signed(b"{}", head)) == "wrong_token"


def test_a_time_may_have_a_fraction(tokens):
    """RFC 7519: a NumericDate is a number, and some libraries write 1700000000.25."""
    assert tokens.vouched(token(iat=NOW + 0.25, exp=NOW + 300.0))


@pytest.mark.parametrize(("issued", "expires"), [(0, 300), (-299, 1), (60, 61)])
def test_a_minute_of_wrong_clocks_is_forgiven(tokens, issued, expires):
    now = int(CLOCK().timestamp())
    assert tokens.vouched(token(iat=now + issued, exp=now + expires))


def test_the_products_clock_counts_and_not_the_machines(tokens):
    now = int(CLOCK().timestamp())
    assert tokens.vouched(token(nbf=now - 10))
    assert refused(tokens, token(nbf=now + 200)) == "token_expired"
