"""What a case and its events are in the store. Items of the release before are written out here: they stay readable."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from chalicelib.aws import case_items as items
from chalicelib.aws.typed import pack, unpack
from chalicelib.cases.case import Case, Read, Requester
from chalicelib.cases.events import KINDS, Author, Message, Note, Status

AT = datetime(2026, 12, 1, 10, tzinfo=UTC)
THEN = "2026-12-01T10:00:00.000000Z"
LONG = "My list is empty " + "and empty " * 40
CASE = Case(
    "V-7F3K-9Q2M", Requester("f1", "tuva@holmen.example", "Tuva Rud", "fleet", None, "Holmen"), "letter", "en",
    "sailing", "page", LONG, AT, AT, waiting_since=AT, due=AT, version=3, taken_by="f2", taken_by_name="Ada Sund",
    links=("https://app.vendor.example/7",), asked=("Why?",), read=(Read("/imports/", None, "c0ffee1"),),
    letters=("first",), locale="no", phone="+4721000000",
)  # fmt: skip
HEAD = {
    "pk": "C#V-7F3K-9Q2M",
    "sk": "M",
    "number": "V-7F3K-9Q2M",
    "requester": {
        "id": "f1", "email": "tuva@holmen.example", "name": "Tuva Rud", "tier": "fleet", "seat": None,
        "account": "Holmen",
    },
    "channel": "letter",
    "language": "en",
    "topic": "sailing",
    "client": "page",
    "overview": LONG[:237] + "…",
    "received": THEN,
    "staff_access": True,
    "phone": "+4721000000",
    "locale": "no",
    "status": "open",
    "waiting_on": "us",
    "due": THEN,
    "waiting_since": THEN,
    "updated": THEN,
    "version": 3,
    "taken_by": "f2",
    "taken_by_name": "Ada Sund",
    "letters": ["first"],
    "requester_key": "R#f1",
    "received_key": f"{THEN}#V-7F3K-9Q2M",
    "status_key": "R#f1#open",
    "queue_key": "Q#en",
    "queue_order": f"1#{THEN}#V-7F3K-9Q2M",
    "taken_key": "T#f2",
    "taken_order": f"1#{THEN}#V-7F3K-9Q2M",
}  # fmt: skip
DETAILS = {
    "pk": "C#V-7F3K-9Q2M",
    "sk": "MD",
    "links": ["https://app.vendor.example/7"],
    "asked": ["Why?"],
    "read": [{"path": "/imports/", "section": None, "commit": "c0ffee1"}],
    "overview": LONG,
}
ADA = Author("f2", "Ada Sund", "agent")


def test_a_case_of_the_release_before_is_read_whole():
    assert items.case_of(HEAD, DETAILS) == CASE
    assert items.case_of(HEAD) == replace(CASE, overview=HEAD["overview"], links=(), asked=(), read=())


def test_a_case_is_stored_as_that_release_reads_it():
    written = unpack(pack(items.head(CASE)))
    assert {name: written[name] for name in HEAD} == HEAD
    assert unpack(pack(items.details(CASE) or {})) == DETAILS


@pytest.mark.parametrize("name", [one.name for one in fields(Case)])
def test_every_field_of_a_case_comes_back_from_the_store(name: str):
    stored = [items.head(CASE), items.details(CASE) or {}]
    head, details = (unpack(pack(item)) for item in stored)
    assert getattr(items.case_of(head, details), name) == getattr(CASE, name)


@pytest.mark.parametrize(
    ("own", "event"),
    [
        ({"kind": "message", "text": "Hello"}, Message(2, AT, ADA, "Hello")),
        ({"kind": "note", "text": "Between us"}, Note(2, AT, ADA, "Between us")),
        ({"kind": "status", "text": "", "status": "taken"}, Status(2, AT, ADA, "taken")),
        ({"kind": "status", "text": "", "status": "closed"}, Status(2, AT, ADA, "closed")),
    ],
)
def test_an_event_of_the_release_before_is_read_as_its_kind(own, event):
    item = {"pk": "C#V-7F3K-9Q2M", "sk": "E#00000002", "sequence": 2, "at": THEN, "author": vars(ADA), **own}
    assert items.event_of(item) == event
    assert items.event_of(unpack(pack(items.event_item("V-7F3K-9Q2M", event)))) == event


def test_the_words_of_an_event_are_in_no_repr():
    assert "secret" not in repr(Message(1, AT, ADA, "secret"))


def test_a_kind_is_known_by_the_name_it_is_stored_under():
    assert all(KINDS[kind].kind == kind for kind in KINDS)
