"""Bytes that are not what they claim to be, and bodies of every wrong shape: a problem, never a crash."""

import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.http.door import cookies
from chalicelib.http.door.parameters import HEADERS, LONGEST_COOKIES, LONGEST_TOKEN, PATH, QUERY
from tests.http.visitors import a_case


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
        "text/plain; application/json",
        "application/json-patch+json",
        " " * 200 + "application/json",  # nobody reads on
    ],
)
def test_only_json_is_taken(birk, kind):
    answer = birk.post("/cases", a_case(), key=uuid.uuid4().hex, headers={"Content-Type": kind})
    assert (answer.status, answer.problem) == (415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_may_say_its_charset(birk, kind):
    assert birk.post("/cases", a_case(), key=uuid.uuid4().hex, headers={"Content-Type": kind}).status == 201


BROKEN = [
    b"",
    b" ",
    b"{",
    b"}",
    b"null",
    b"[]",
    b'"x"',
    b"1",
    b"NaN",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b'{"text":"\xff"}',
    b'{"text":"\\ud800"}',
    b'{"text":"\\ud800\\u0041"}',
    b'{"text":NaN}',
    b'{"text":Infinity}',
    b'{"text":1e999}',
    b'{"text":"a\nb"}',
    b"{'text':'x'}",
    b'{"text":"x"} x',
    b"[" * 100_000,
    b'{"a":' * 30_000,
    b'{"text":"x",}',
    b'{"text":"\xed\xa0\x80"}',
    b'{"text":"\xc0\x80"}',
    "{}".encode("utf-16"),
]


@pytest.mark.parametrize("raw", BROKEN, ids=range(len(BROKEN)))
def test_bytes_that_are_no_json_object_are_a_problem_never_a_crash(birk, raw):
    number = birk.case()["number"]
    kind = {"Content-Type": "application/json", "x-test-source": uuid.uuid4().hex}
    for path in ("/cases", f"/cases/{number}/messages", "/sign-in/codes", "/sign-in/sessions"):
        answer = birk.post(path, raw=raw, key=uuid.uuid4().hex, headers=kind)
        assert answer.status in (400, 422), (path, answer.status)
        assert answer.problem in ("malformed", "invalid")


def test_two_hundred_thousand_bytes_are_enough(birk):
    number = birk.case()["number"]
    large = json.dumps({"text": "Hi", "x": "x" * 200_000}).encode()
    answer = birk.post(f"/cases/{number}/messages", raw=large)
    assert (answer.status, answer.problem) == (413, "too_large")
    fits = json.dumps({"text": "Hi", "x": "x" * 199_900}).encode()
    assert birk.post(f"/cases/{number}/messages", raw=fits).status == 201


@pytest.mark.parametrize("name", [*QUERY, *PATH, *HEADERS])
def test_what_is_too_long_outside_the_body_is_refused_before_its_form_is_looked_at(name):
    one = {**QUERY, **PATH, **HEADERS}[name]
    assert not one.takes("0" * (one.most + 1))
    assert one.takes("0" * one.most) or one.form


def test_the_number_in_an_address_may_stand_in_a_sentence_and_not_in_a_book(birk):
    number = birk.case()["number"]
    assert birk.get(f"/cases/{number}.").status == 200
    assert birk.get(f"/cases/{number}{'.' * 40}").status == 404


def test_a_cookie_behind_more_than_any_browser_of_ours_sends_opens_nothing(api, birk):
    cookie = f"varde_session={birk.cookie}"
    room = LONGEST_COOKIES - len(cookie) - len("x=; ")
    for before, status in ((room, 200), (room + 1, 401)):
        headers = {"Cookie": f"x={'x' * before}; {cookie}"}
        assert api.call("GET", "/me", headers=headers).status == status


def test_a_session_of_another_length_or_other_letters_is_no_session_of_ours():
    assert cookies.session_token(f"varde_session={'a' * LONGEST_TOKEN}", secure=False)
    for token in ("a" * (LONGEST_TOKEN + 1), "\u00e5.b", "\u0661"):
        assert cookies.session_token(f"varde_session={token}", secure=False) is None


def test_of_two_sessions_the_last_counts_and_of_two_browsers_none():
    """On loopback a former cookie, for `/api` alone, still comes first; a second browser is somebody's trick."""
    assert cookies.session_token("varde_session=old; theme=dark; varde_session=new", secure=False) == "new"
    one, two = (f"varde_browser={letter * 43}" for letter in "ab")
    assert cookies.browser_secret(one, secure=False) == "a" * 43
    assert cookies.browser_secret(f"{one}; {two}", secure=False) is None


NOTHING = [None, True, 0, -1, 2**70, 1.5, "", "x", "en", "\u202e", "\u0000", "é" * 3000, [], {}, [[]], {"path": "x"}]
FIELDS = [
    "channel",
    "language",
    "overview",
    "description",
    "reply_email",
    "links",
    "attachments",
    "phone",
    "topic",
    "staff_access",
    "asked",
    "read",
    "follows",
    "client",
]
VALUES = st.one_of(
    st.sampled_from(NOTHING),
    st.text(max_size=40),
    st.lists(st.one_of(st.sampled_from(NOTHING), st.text(max_size=10)), max_size=4),
    st.dictionaries(st.sampled_from(["path", "section", "commit", "x"]), st.sampled_from(NOTHING), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["path", "section", "commit"]), st.sampled_from(NOTHING)), max_size=3),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(changes=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5))
def test_no_body_of_a_case_breaks_the_api(birk, changes):
    answer = birk.send(**changes)
    assert answer.status in (201, 400, 403, 422), answer.body
    if answer.status != 201:
        assert answer.problem in ("malformed", "invalid", "not_entitled")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    body=st.recursive(
        VALUES, lambda inner: st.dictionaries(st.sampled_from(["email", "code", "token", "locale"]), inner)
    )
)
def test_no_body_at_sign_in_breaks_the_api(api, body):
    headers = {"x-test-source": uuid.uuid4().hex}
    for path in ("/sign-in/codes", "/sign-in/sessions"):
        answer = api.call(
            "POST", path, raw=json.dumps(body).encode(), headers={"Content-Type": "application/json", **headers}
        )
        assert answer.status in (202, 400, 422), answer.body
