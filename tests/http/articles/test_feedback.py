"""Was this article helpful? Anybody may say so, once, from a page with or without JavaScript."""

import json
import uuid
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.articles.feedback import COMMENT_LIFE
from chalicelib.errors import Unavailable
from chalicelib.limits import shipped
from tests.conftest import SITE_URL
from tests.http.visitors import solved
from tests.roles import company
from workshop.feedback.cli import articles

SECOND = company.second_locale()["id"]
FORM = "application/x-www-form-urlencoded"
ANSWERS, COMMENTS = (shipped().rows[what, "network"].free["hour"] for what in ("feedback", "comments"))


@pytest.fixture
def path(shelf) -> str:
    """An article nobody has answered about."""
    path = f"/{SECOND}/a{uuid.uuid4().hex}/"
    shelf.put(SECOND, path)
    return path


def say(api, path, key=None, source=None, headers=None, **changes):
    """Answer as our script does; from a source of its own unless named."""
    body = {"path": path, "locale": SECOND, "helpful": True, "commit": "abc1234", **changes}
    given = {"x-test-source": source or uuid.uuid4().hex, **(headers or {})}
    return api.call("POST", "/articles/feedback", body, key=key, headers=given)


def fill_in(api, path, source=None, headers=None, **changes):
    """Answer as a page without JavaScript does."""
    fields = {"path": path, "locale": SECOND, "helpful": "yes", "commit": "", "comment": "", "website": "", **changes}
    raw = urlencode({name: value for name, value in fields.items() if value is not ...}).encode()
    given = {"Content-Type": FORM, "x-test-source": source or uuid.uuid4().hex, **(headers or {})}
    return api.call("POST", "/articles/feedback", raw=raw, headers=given)


def said(api, path):
    """Helpful, not helpful and comments, as the writers' script counts them."""
    return next((row[1:] for row in articles(api.services.feedback._store.tallies(SECOND)) if row[0] == path), None)


def comments(api, path):
    return [one.text for one in api.services.feedback._store.comments(SECOND, path)]


def test_an_answer_is_counted_for_the_version_that_was_read_and_sets_no_cookie(api, path):
    answers = [say(api, path), say(api, path, helpful=False, commit="def5678"), say(api, path, commit=None)]
    assert [(one.status, "set-cookie" in one.headers) for one in answers] == [(201, False)] * 3
    found = {one.commit: (one.helpful, one.not_helpful) for one in api.services.feedback._store.tallies(SECOND)
             if one.path == path}  # fmt: skip
    assert found == {"abc1234": (1, 0), "def5678": (0, 1), None: (1, 0)}


def test_the_same_answer_twice_counts_once_and_a_later_comment_belongs_to_it(api, path):
    for _ in range(3):
        say(api, path, key="an-answer-of-birk")
    for _ in range(2):
        assert say(api, path, key="an-answer-of-birk", comment="Step 3 is missing").status == 201
    assert (said(api, path), comments(api, path)) == ((1, 0, 1), ["Step 3 is missing"])


def test_the_same_key_about_another_article_is_another_answer(api, path, shelf):
    other = f"{path[:-1]}b/"
    shelf.put(SECOND, other)
    say(api, path, key="one-key-for-both")
    say(api, other, key="one-key-for-both")
    assert said(api, path) == said(api, other) == (1, 0, 0)


def test_comments_come_newest_first_keep_their_lines_and_end(api, path):
    api.at("2026-11-25 11:00")
    say(api, path, comment="First\r\nand a second line\x1b[31m")
    api.at("2026-11-25 11:05")
    say(api, path, comment="<script>alert(1)</script>", helpful=False)
    assert comments(api, path) == ["<script>alert(1)</script>", "First\nand a second line[31m"]
    for item in api.items("pk = :value", f"F#{SECOND}#{path}"):
        left = datetime.fromtimestamp(item["ends"], UTC) - api.services.clock()
        assert abs(left - COMMENT_LIFE).total_seconds() < 3600


def test_nobody_can_tell_from_the_store_who_answered(api, path):
    source = f"203.0.113.{uuid.uuid4().int % 200}"
    say(api, path, source=source, comment="Hello")
    everything = json.dumps(api.items("pk <> :value", "-"), default=str)
    assert path in everything
    assert source not in everything


def test_a_plain_form_is_counted_and_leads_back_to_the_words_of_thanks(api, path):
    answer = fill_in(api, path, helpful="no", comment="Takk, men nei", commit="abc1234")
    assert (answer.status, answer.headers["location"]) == (303, f"{path}#feedback-thanks")
    assert "set-cookie" not in answer.headers
    assert (said(api, path), comments(api, path)) == ((0, 1, 1), ["Takk, men nei"])


def test_two_clicks_in_a_plain_form_count_once(api, path):
    api.at("2026-11-25 11:00:20")
    for _ in range(2):
        fill_in(api, path, source="one browser")
    fill_in(api, path, source="another browser")
    assert said(api, path) == (2, 0, 0)


def test_a_program_that_fills_in_every_field_is_thanked_and_not_counted(api, path):
    answer = fill_in(api, path, website="https://spam.example/", comment="Buy!")
    assert answer.headers["location"] == f"{path}#feedback-thanks"
    assert (said(api, path), comments(api, path)) == (None, [])


def test_a_flood_from_one_network_is_asked_for_work_and_nobody_else_is(api, path):
    source = uuid.uuid4().hex
    answers = [say(api, path, source=source, key=uuid.uuid4().hex) for _ in range(ANSWERS + 1)]
    assert {one.status for one in answers[:-1]} == {201}
    last = answers[-1]
    assert (last.status, last.problem) == (428, "proof_needed")
    assert said(api, path) == (ANSWERS, 0, 0)
    proved = {"Proof-Of-Work": solved(last.json["challenge"])}
    assert say(api, path, source=source, key=uuid.uuid4().hex, headers=proved).status == 201
    assert say(api, path).status == 201, "another source is free to answer"


def test_a_plain_form_that_meets_a_limit_is_answered_in_words(api, path):
    source = uuid.uuid4().hex
    for _ in range(ANSWERS):
        say(api, path, source=source)
    answer = fill_in(api, path, source=source, comment="Step 3 is missing")
    assert (answer.status, answer.headers["location"]) == (303, f"{path}#feedback-too-many")


def test_when_the_store_is_away_the_form_says_so_in_the_article_and_the_script_gets_a_problem(api, path, monkeypatch):
    def away(*_, **__):
        raise Unavailable("not today")

    monkeypatch.setattr(type(api.services.feedback._store), "add", away)
    assert fill_in(api, path).headers["location"] == f"{path}#feedback-not-sent"
    body = {"path": path, "locale": SECOND, "helpful": True}
    answer = api.call("POST", "/articles/feedback", body, headers={"x-test-source": uuid.uuid4().hex}, promised=False)
    assert (answer.status, answer.problem) == (503, "unavailable")


def test_comments_have_a_limit_of_their_own(api, path):
    source = uuid.uuid4().hex
    answers = [say(api, path, source=source, key=uuid.uuid4().hex, comment="x") for _ in range(COMMENTS)]
    refused = say(api, path, source=source, key=uuid.uuid4().hex, comment="x")
    assert ({one.status for one in answers}, refused.status) == ({201}, 428)
    assert say(api, path, source=source, key=uuid.uuid4().hex).status == 201
    assert said(api, path) == (COMMENTS + 1, 0, COMMENTS)


def test_one_line_of_ipv6_is_one_source_however_many_addresses_it_has(api, path):
    answers = [say(api, path, source=f"2001:db8:1:{2 + n // ANSWERS}::{n:x}") for n in range(ANSWERS + 1)]
    assert answers[-1].status == 201, "the next line"
    assert say(api, path, source="2001:db8:1:2:ffff::1").status == 428


@pytest.mark.parametrize(
    "there",
    [
        "", "/", "x", "sign-in/", "/sign-in", "//evil.example/", "///evil.example/", "/\\evil.example/",
        "https://evil.example/", "/a/../b/", "/./a/", "/%2e%2e/", "/a//b/", "/a?b=/", "/a#b/", "/.git/", "/-/",
        "/a/\r\nSet-Cookie: x/", "/javascript:alert(1)/", "/" + "a/" * 9, "/" + "a" * 200 + "/", "/Å/",
    ],
)  # fmt: skip
def test_only_an_articles_address_is_taken_so_nobody_is_sent_elsewhere(api, there):
    for answer in (say(api, there), fill_in(api, there)):
        assert answer.status == 422
        assert {field for field, _ in answer.mistakes} == {"path"}
        assert "location" not in answer.headers


@pytest.mark.parametrize("site", ["https://evil.example", "null", ""])
def test_a_form_on_another_site_counts_nothing(api, path, site):
    answer = fill_in(api, path, headers={"Origin": site})
    assert (answer.status, answer.problem, said(api, path)) == (403, "forbidden", None)


def test_every_mistake_is_named_at_once(api):
    body = {"path": "x", "locale": "nb", "helpful": "yes", "comment": "x" * 1001, "commit": "HEAD"}
    answer = api.call("POST", "/articles/feedback", body, headers={"x-test-source": uuid.uuid4().hex})
    assert answer.mistakes == {
        ("path", "not_an_article"), ("locale", "unknown_value"), ("helpful", "wrong_type"), ("comment", "too_long"),
        ("commit", "not_a_commit"),
    }  # fmt: skip
    assert api.call("POST", "/articles/feedback", {}).mistakes == {
        ("path", "missing"), ("locale", "missing"), ("helpful", "missing"),
    }  # fmt: skip
    assert fill_in(api, "/a/", helpful="maybe", locale="xx").mistakes == {
        ("locale", "unknown_value"), ("helpful", "missing"),
    }  # fmt: skip


@pytest.mark.parametrize("value", [None, 1, 0, "true", [], {}, "x" * 5000])
def test_helpful_is_yes_or_no_and_nothing_like_it(api, path, value):
    assert {field for field, _ in say(api, path, helpful=value).mistakes} == {"helpful"}


@pytest.mark.parametrize(
    "raw", [b"\xff=1", b"path=%ff", b"&".join(b"a%d=1" % n for n in range(50))], ids=["bytes", "escape", "many"]
)
def test_a_form_that_is_none_is_a_problem_never_a_crash(api, raw):
    answer = api.call("POST", "/articles/feedback", raw=raw, headers={"Content-Type": FORM})
    assert (answer.status, answer.problem) == (400, "malformed")


NOTHING = st.sampled_from([None, True, 0, -1, 2**70, 1.5, "", "x", "/a/", "\0", "\u202e", "é" * 3000, [], {}, [[]]])
BODIES = st.dictionaries(st.sampled_from(["path", "locale", "helpful", "comment", "commit", "x"]), NOTHING)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(body=st.one_of(NOTHING, BODIES), fields=st.dictionaries(st.text(max_size=9), st.text(max_size=30)))
def test_no_body_breaks_the_api(api, body, fields):
    source = {"x-test-source": uuid.uuid4().hex}
    as_json = api.call("POST", "/articles/feedback", raw=json.dumps(body).encode(),
                       headers={**source, "Content-Type": "application/json"})  # fmt: skip
    raw = urlencode(fields, errors="replace").encode() or b"x=1"
    as_form = api.call("POST", "/articles/feedback", raw=raw, headers={**source, "Content-Type": FORM})
    assert as_json.status in (201, 400, 422)
    assert as_form.status in (400, 422)


@pytest.mark.parametrize("kind", ["application/json", FORM])
def test_more_bytes_than_the_api_takes_are_refused(api, kind):
    answer = api.call("POST", "/articles/feedback", raw=b"a" * 200_001, headers={"Content-Type": kind})
    assert (answer.status, answer.problem) == (413, "too_large")


def test_other_kinds_of_body_are_refused(api, path):
    for kind in ("text/plain", "multipart/form-data", None):
        answer = say(api, path, headers={"Content-Type": kind, "Origin": SITE_URL})
        assert (answer.status, answer.problem) == (415, "unsupported_media_type")


def test_no_word_and_no_address_of_a_reader_is_logged(api, path):
    source, comment = (api.book.plant(f"{what}{uuid.uuid4().hex}") for what in ("source", "comment"))
    key = api.book.plant(uuid.uuid4().hex)
    say(api, path, source=source, key=key, comment=comment)
    fill_in(api, path, source=source, comment=comment)
    assert comment not in say(api, path, source=source, comment=comment * 50).body.decode()
    for _ in range(ANSWERS):
        say(api, path, source=source)
    assert api.book.secrets_found() == []
