"""What somebody with bad intentions sends, and bytes that are not what they claim to be."""

import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.http.conftest import a_case


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


@pytest.mark.parametrize(
    "number", ["9" * 400, "-" + "9" * 400, "1e400", "1.5", "0", "true", "[]", "{}", '["a"]', '{"a":{}}']
)
def test_values_of_another_type_are_named_in_every_field(birk, number):
    for field in (
        "channel",
        "language",
        "overview",
        "description",
        "reply_email",
        "phone",
        "topic",
        "follows",
        "client",
    ):
        raw = json.dumps(a_case(**{field: "\0"})).replace('"\\u0000"', number).encode()
        answer = birk.post("/cases", raw=raw, key=uuid.uuid4().hex, headers={"Content-Type": "application/json"})
        assert answer.status == 400 or (field, "wrong_type") in answer.mistakes, (field, answer.body)


@pytest.mark.parametrize(
    ("changes", "mistakes"),
    [
        (
            {"overview": ..., "description": ..., "channel": ..., "language": ...},
            {("overview", "missing"), ("description", "missing"), ("channel", "missing"), ("language", "missing")},
        ),
        ({"overview": "  \n ", "description": "\u202e\u200f"}, {("overview", "missing"), ("description", "missing")}),
        ({"overview": "x" * 201, "description": "x" * 10_001}, {("overview", "too_long"), ("description", "too_long")}),
        (
            {"channel": "fax", "topic": "war", "client": "fridge"},
            {("channel", "unknown_value"), ("topic", "unknown_value"), ("client", "unknown_value")},
        ),
        ({"channel": "knowledge_base"}, {("channel", "unknown_value")}),
        ({"channel": "phone"}, {("channel", "unknown_value")}),
        ({"channel": "callback"}, {("phone", "missing")}),
        ({"language": "e"}, {("language", "too_short")}),
        ({"language": "x" * 36}, {("language", "too_long")}),
        ({"language": "klingon!"}, {("language", "not_a_language")}),
        ({"reply_email": "birk"}, {("reply_email", "not_an_email")}),
        ({"reply_email": "b@k.example\nBcc: e@k.example"}, {("reply_email", "not_an_email")}),
        ({"phone": "call me"}, {("phone", "not_a_phone_number")}),
        ({"phone": "22 22 55 55"}, {("phone", "phone_without_country")}),
        ({"phone": "+47 22 22 55 55, +47 22 22 55 56"}, {("phone", "several_phone_numbers")}),
        ({"phone": "+47 820 00 000"}, {("phone", "number_not_called")}),
        ({"follows": "\\"}, {("follows", "unknown_value")}),
        (
            {"links": ["javascript:alert(1)", "https://ok.example/", "data:text/html,x", " ", 7]},
            {
                ("links[0]", "not_a_link"),
                ("links[2]", "not_a_link"),
                ("links[4]", "wrong_type"),
            },
        ),
        ({"links": ["https://a.example/"] * 11}, {("links", "too_many")}),
        ({"links": ["https://a.example/" + "x" * 2000]}, {("links[0]", "too_long")}),
        ({"links": "https://a.example/"}, {("links", "wrong_type")}),
        ({"attachments": ["x"]}, {("attachments", "too_many")}),
        ({"staff_access": "yes"}, {("staff_access", "wrong_type")}),
    ],
)
def test_every_mistake_of_a_case_is_named_at_once(birk, changes, mistakes):
    assert birk.send(**changes).mistakes == mistakes


def test_what_a_page_adds_by_itself_blocks_no_case_and_what_was_left_out_is_named(birk):
    """Nobody typed it and nobody could correct it; but nothing goes on that a desk cannot draw."""
    answer = birk.send(
        asked=["", 7, "x" * 201, None, "\u200b", "How do I export?", {}, {"path": "/"}, [[]]],
        read=[
            {"path": "\\"}, {"path": ""}, {}, 7, {"path": "/" + "x" * 300 + "/"}, {"path": "//elsewhere.example/"},
            {"path": "/../"}, {"path": "/no/sign-in/", "section": "opening-hours", "commit": "0f6ba1e"},
            {"path": "/no/", "section": "\\", "commit": "dirty"}, {"path": "/"},
        ],
    )  # fmt: skip
    assert answer.status == 201
    case = answer.json["case"]
    assert case["asked"] == ["How do I export?"]
    assert case["read"] == [
        {"path": "/no/sign-in/", "section": "opening-hours", "commit": "0f6ba1e"},
        {"path": "/no/", "section": None, "commit": None},
        {"path": "/", "section": None, "commit": None},
    ]
    assert {(one["field"], one["code"]) for one in answer.json["left_out"]} == {
        ("asked[0]", "missing"),
        ("asked[1]", "wrong_type"),
        ("asked[2]", "too_long"),
        ("asked[3]", "wrong_type"),
        ("asked[4]", "missing"),
        ("asked[6]", "wrong_type"),
        ("asked[7]", "wrong_type"),
        ("asked[8]", "wrong_type"),
        ("read[0].path", "not_a_page"),
        ("read[1].path", "missing"),
        ("read[2].path", "missing"),
        ("read[3]", "wrong_type"),
        ("read[4].path", "too_long"),
        ("read[5].path", "not_a_page"),
        ("read[6].path", "not_a_page"),
        ("read[8].section", "not_a_section"),
        ("read[8].commit", "not_a_commit"),
    }


def test_of_too_many_things_read_the_newest_are_kept(birk):
    answer = birk.send(read=[{"path": f"/page-{place}/"} for place in range(60)], asked=["x"] * 500)
    assert [one["path"] for one in answer.json["case"]["read"]] == [f"/page-{place}/" for place in range(10, 60)]
    assert {(one["field"], one["code"]) for one in answer.json["left_out"]} == {
        ("asked", "too_many"),
        ("read", "too_many"),
    }


def test_an_answer_names_fifty_mistakes_and_counts_the_others(birk):
    answer = birk.send(links=["not a link"] * 100, overview=...)
    assert len(answer.json["errors"]) == 50
    assert answer.json["errors_left_out"] == {"links": 51}


def test_a_case_that_follows_one_is_found_however_its_number_is_written(birk):
    number = birk.case()["number"]
    assert birk.send(follows=f" {number.lower()}\u200b").json["case"]["follows"] == number


def test_no_number_that_a_case_cannot_have_reaches_the_store(birk, ada):
    for number in ("x" * 3000, "V-7F3K-9Q2M" * 200, "%00", "V-7F3K-9Q2O", "%F0%9F%92%A5", "..%2F..", "V-7F3K-9Q2M%0A"):
        for who, method, path in (
            (birk, "GET", "/cases/{}"), (birk, "GET", "/cases/{}/events"), (birk, "POST", "/cases/{}/messages"),
            (birk, "POST", "/cases/{}/close"), (birk, "POST", "/cases/{}/reopen"), (birk, "PUT", "/cases/{}/favourite"),
            (birk, "DELETE", "/cases/{}/favourite"), (ada, "POST", "/desk/cases/{}/take"),
            (ada, "POST", "/desk/cases/{}/notes"),
        ):  # fmt: skip
            body = {"text": "x"} if path.endswith(("messages", "notes")) else None
            answer = birk.api.call(method, path.format(number), body, who=who)
            assert (answer.status, answer.problem) == (404, "not_found"), (method, path, number)


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


def test_two_hundred_thousand_bytes_are_enough(birk):
    number = birk.case()["number"]
    large = json.dumps({"text": "Hi", "x": "x" * 200_000}).encode()
    answer = birk.post(f"/cases/{number}/messages", raw=large)
    assert (answer.status, answer.problem) == (413, "too_large")
    fits = json.dumps({"text": "Hi", "x": "x" * 199_900}).encode()
    assert birk.post(f"/cases/{number}/messages", raw=fits).status == 201


TRICKS = "Hello\r\nBcc: eve@elsewhere.example\r\n\r\n\u202egpj.exe\u2028\u0000\x1b[31m=?utf-8?b?QmNj?="


def test_tricks_in_names_and_titles_reach_no_header_and_no_second_line(api, ada):
    mallory = api.visitor(name=TRICKS)
    number = mallory.case(overview=TRICKS)["number"]
    shown = ada.see(number)
    assert not any(letter in shown["overview"] for letter in "\r\n\u202e\u2028\u0000\x1b")
    ada.post(f"/cases/{number}/messages", {"text": TRICKS})
    for letter in api.mails_to(mallory.email):
        raw = composed(api, letter)
        head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii").replace("\r\n ", " ")
        assert "\r" not in head.replace("\r\n", "")
        names = [line.partition(":")[0] for line in head.split("\r\n")]
        assert names.count("Bcc") == 0
        assert names.count("To") == names.count("Subject") == 1
        assert f"To: {mallory.email}" in head


def composed(api, letter):
    """The mail that the app would send."""
    from chalicelib.aws.mail.items import unpacked

    return api.services.outbox._compose(unpacked("test-1", letter), api.services.clock())


def test_script_is_text_and_nothing_else(birk):
    answer = birk.send(overview="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["case"]["overview"] == "<script>alert(1)</script>"
