"""Mails that are not sent by themselves, in DynamoDB: held after a restore, parked, listed, sent, dropped."""

from datetime import timedelta
from uuid import uuid4

import pytest

from chalicelib.aws.mail import kept
from chalicelib.aws.mail.kept import OutboxCare
from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.table import Table
from chalicelib.mail.kept import NoLongerGood
from chalicelib.mail.letter import Letter
from tests.fakes.clock import FixedClock

LEASE = timedelta(seconds=120)
THEN, NOW = "2026-11-20T10:00:00Z", "2026-11-25T10:00:00Z"


@pytest.fixture(scope="module")
def bare_table(engine):
    """A table of their own: these tests count everything that is kept."""
    client = engine.client("dynamodb")
    shape = client.describe_table(TableName=engine.table)["Table"]
    name = f"kept-{uuid4().hex}"
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=shape["AttributeDefinitions"],
        KeySchema=shape["KeySchema"],
        GlobalSecondaryIndexes=[
            {key: index[key] for key in ("IndexName", "KeySchema", "Projection")}
            for index in shape["GlobalSecondaryIndexes"]
        ],
    )
    yield Table(lambda: client, name)
    client.delete_table(TableName=name)


@pytest.fixture
def table(bare_table):
    yield bare_table
    for epoch in (THEN, NOW, ""):
        care = OutboxCare(bare_table, epoch)
        care.hold_all(FixedClock()())
        for mail in list(care.kept()):
            care.drop(mail, FixedClock()())


def stored(table, epoch, kind="case_received", **fields):
    now = FixedClock()()
    letter = Letter(f"v-{uuid4().hex}", kind, "ada@kunde.example", "en", {"number": "V-1", **fields})
    table.transact(OutboxTable(table, epoch).storing(letter, now))
    return letter.id


def claimed(table, epoch, id, after=timedelta(seconds=1)):
    now = FixedClock()() + after
    return OutboxTable(table, epoch).claim(id, now, now + LEASE)


@pytest.mark.parametrize("before", ["", THEN])
def test_a_mail_of_the_backup_is_held_and_one_of_today_is_sent(table, before):
    old, new = stored(table, before), stored(table, NOW)
    assert claimed(table, NOW, old) is None
    assert claimed(table, NOW, new).letter.id == new
    assert [(mail.id, mail.state, mail.reason) for mail in OutboxCare(table, NOW).kept()] == [(old, "held", "restored")]
    assert OutboxTable(table, NOW).due(FixedClock()() + timedelta(seconds=1)) == []


def test_a_mail_that_was_being_sent_when_the_backup_was_made_is_held_too(table):
    old = stored(table, THEN)
    assert claimed(table, THEN, old)
    assert claimed(table, NOW, old, after=LEASE + timedelta(seconds=2)) is None
    assert OutboxCare(table, NOW).counts() == {"parked": 0, "held": 1}


def test_all_that_waits_is_held_at_once_also_in_the_slow_lane_and_later_today(table):
    ids = {stored(table, THEN) for _ in range(30)}
    box = OutboxTable(table, THEN)
    for waiting in list(box.due(FixedClock()() + timedelta(seconds=1)))[:5]:
        box.put_behind(waiting)
    mine = stored(table, NOW)
    care = OutboxCare(table, NOW)
    assert care.hold_all(FixedClock()()) == 30
    assert {mail.id for mail in care.kept()} == ids
    assert care.hold_all(FixedClock()()) == 0
    assert claimed(table, NOW, mine)


def test_a_mail_that_was_held_meanwhile_does_not_go_to_the_slow_lane(table):
    old = stored(table, THEN)
    box, care = OutboxTable(table, THEN), OutboxCare(table, NOW)
    (waiting,) = box.due(FixedClock()() + timedelta(seconds=1))
    care.hold_all(FixedClock()())
    box.put_behind(waiting)
    assert [mail.id for mail in care.kept()] == [old], "else no list would show it"


def test_a_held_mail_is_sent_when_the_operator_says_so_and_once(table):
    old = stored(table, THEN)
    care = OutboxCare(table, NOW)
    care.hold_all(FixedClock()())
    (mail,) = care.kept()
    assert care.send(mail, FixedClock()())
    assert not care.send(mail, FixedClock()()), "somebody was faster"
    claim = claimed(table, NOW, old)
    assert (claim.letter.to, claim.attempts, claim.unclear) == ("ada@kunde.example", 1, False)


def test_a_dropped_mail_has_no_words_any_more_and_is_never_sent(table):
    old = stored(table, THEN)
    care = OutboxCare(table, NOW)
    care.hold_all(FixedClock()())
    assert care.drop(care.one(old), FixedClock()())
    item = table.get(f"O#{old}", "O")
    assert (item["state"], "letter" in item, "queue_key" in item) == ("dropped", False, False)
    assert claimed(table, NOW, old) is None
    assert care.one(old) is None


def test_a_parked_mail_is_counted_listed_and_can_be_sent_again(table):
    name = stored(table, NOW)
    OutboxTable(table, NOW).park(claimed(table, NOW, name), "MailRefused", FixedClock()())
    care = OutboxCare(table, NOW)
    assert care.counts() == {"parked": 1, "held": 0}
    (mail,) = care.kept()
    assert (mail.kind, mail.number, mail.state, mail.reason) == ("case_received", "V-1", "parked", "MailRefused")
    assert claimed(table, NOW, name, after=timedelta(days=1)) is None
    assert care.send(mail, FixedClock()())
    assert claimed(table, NOW, name)


def test_counting_ends_one_beyond_the_most_which_says_that_there_are_more(table, monkeypatch):
    monkeypatch.setattr(kept, "MOST_COUNTED", 2)
    care, told = OutboxCare(table, NOW), []
    for _ in range(4):
        stored(table, THEN)
        care.hold_all(FixedClock()())
        told.append(care.counts()["held"])
    assert told == [1, 2, 3, 3]


@pytest.mark.parametrize(("epoch", "minutes", "good"), [(NOW, 9, True), (NOW, 10, False), (THEN, 1, False)])
def test_a_code_is_sent_again_only_while_it_opens_something(table, epoch, minutes, good):
    name = stored(table, epoch, "sign_in_code", code="123456", minutes=10)
    care = OutboxCare(table, NOW)
    if epoch == NOW:
        OutboxTable(table, NOW).park(claimed(table, NOW, name), "unclear", FixedClock()())
    else:
        care.hold_all(FixedClock()())
    later = FixedClock()() + timedelta(minutes=minutes)
    if good:
        assert care.send(care.one(name), later)
    else:
        with pytest.raises(NoLongerGood):
            care.send(care.one(name), later)
        assert care.drop(care.one(name), later)
