"""Every mistake of a case is named at once, by its field; what a page adds by itself blocks nothing."""

import json
import uuid

import pytest

from tests.http.visitors import a_case


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
        ({"channel": "guides"}, {("channel", "unknown_value")}),
        ({"channel": "line"}, {("channel", "unknown_value")}),
        ({"channel": "ring"}, {("phone", "missing")}),
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
