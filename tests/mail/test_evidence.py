"""The mail service's reports about a letter: any input is read, stored once, and used where the result was unknown."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from chalicelib.aws.mail.evidence import EvidenceTable
from chalicelib.aws.mail.kept import OutboxCare
from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.mail.evidence import Evidence, read
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Outbox, Quick
from tests.fakes.clock import FixedClock
from tests.fakes.mail import PocketMailer, RoomyCeiling

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
LEASE = timedelta(seconds=120)


def event(letter="v-1-received", kind="Send", **more):
    mail = {"timestamp": "2026-11-25T09:59:00.000Z", "messageId": "0102", "destination": ["ada@kunde.example"]}
    return {
        "eventType": kind,
        "mail": {**mail, "tags": {"outbox": [letter], "ses:operation": ["SendRawEmail"]}},
        **more,
    }


def by_sns(event):
    return {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-north-1:1:t", "Message": json.dumps(event)}


def by_event_bridge(event):
    return {"version": "0", "source": "aws.ses", "detail-type": "Email Sent", "detail": event}


@pytest.mark.parametrize("wrap", [lambda event: event, by_sns, by_event_bridge], ids=["raw", "SNS", "EventBridge"])
@pytest.mark.parametrize(
    ("kind", "stored"),
    [("Send", "sent"), ("Delivery", "delivered"), ("Bounce", "bounced"), ("Complaint", "complained")],
)
def test_an_event_is_read_however_it_comes(wrap, kind, stored):
    found = read(json.dumps(wrap(event(kind=kind))), NOW)
    assert found == Evidence("v-1-received", stored, datetime(2026, 11, 25, 9, 59, tzinfo=UTC))


def test_a_delivery_has_a_time_of_its_own():
    found = read(json.dumps(event(kind="Delivery", delivery={"timestamp": "2026-11-25T10:05:00Z"})), NOW)
    assert found.at == datetime(2026, 11, 25, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "1", '"x"', "{", "\x00", "[" * 100_000, "{}" * 200_000, json.dumps({"Message": "{"}),
        json.dumps({"mail": {}}), json.dumps({"eventType": "Send"}), json.dumps({"eventType": "Send", "mail": []}),
        json.dumps({"eventType": "Open", "mail": {"tags": {"outbox": ["v-1"]}}}),
        json.dumps(event("../../etc")), json.dumps(event("a" * 200)), json.dumps(event("a\nb")), json.dumps(event(7)),
        json.dumps({"eventType": ["Send"], "mail": {"tags": {"outbox": "v-1"}}}),
        json.dumps({"eventType": "Send", "mail": {"tags": {"outbox": ["v-1", "v-2"]}}}),
        json.dumps(by_sns(by_sns(by_sns(by_sns(event()))))),
    ],
    ids=lambda body: body[:30],
)  # fmt: skip
def test_what_says_nothing_of_ours_is_none_and_never_an_error(body):
    assert read(body, NOW) is None


@pytest.mark.parametrize("stamp", [None, "", "yesterday", "9" * 400, "2026-11-25T10:00:00", 7, {}])
def test_a_time_that_cannot_be_read_is_now(stamp):
    odd = event()
    odd["mail"]["timestamp"] = stamp
    assert read(json.dumps(odd), NOW).at == NOW


@pytest.fixture
def table(engine):
    return engine.items()


def test_evidence_has_its_place_before_during_and_after_the_sending(table):
    heard, letter = EvidenceTable(table), f"v-{uuid4().hex}"
    assert not heard.left_us(letter)
    for kind in ("Send", "Send", "Bounce"):
        assert heard.record(json.dumps(event(letter, kind)), NOW)
    assert heard.left_us(letter)
    kept = table.get(f"O#{letter}", "E")
    assert {"sent", "bounced"} <= kept.keys()
    assert "kunde" not in str(kept)
    assert not heard.record("{}", NOW)


class ForgetfulMailer(PocketMailer):
    """Takes a mail and does not say so; afterwards it knows what the table heard."""

    def __init__(self, heard):
        super().__init__()
        self._heard = heard

    def seen(self, tag):
        return self._heard.left_us(tag) or None


def test_an_acknowledgement_whose_answer_was_lost_is_settled_by_the_event_and_not_sent_twice(table):
    heard, clock = EvidenceTable(table), FixedClock()
    mailer, store = ForgetfulMailer(heard), OutboxTable(table, "evidence")
    box = Outbox(
        store, mailer, lambda letter, now: b"mail", clock, sender="s@vendor.example", lease=LEASE,  # noqa: ARG005
        ceiling=RoomyCeiling(), quick=Quick(lambda: 20, clock),
    )  # fmt: skip
    early, late = (stored(table, clock) for _ in range(2))
    for letter in (early, late):
        assert store.claim(letter, clock(), clock() + LEASE)  # and its sender dies
        clock.forward(seconds=1)
    heard.record(json.dumps(event(early)), clock())
    clock.forward(minutes=5)
    assert (box.send(early), box.send(late)) == ("sent", "parked")
    heard.record(json.dumps(event(late)), clock())
    assert table.get(f"O#{late}", "O")["state"] == "sent", "an event that comes late settles what was parked"
    assert "letter" not in table.get(f"O#{late}", "O")
    assert OutboxCare(table, "evidence").one(late) is None
    assert mailer.sent == []


def stored(table, clock):
    letter = Letter(f"v-{uuid4().hex}", "case_received", "ada@kunde.example", "en", {"number": "V-1"})
    table.transact(OutboxTable(table, "evidence").storing(letter, clock()))
    return letter.id
