"""The line in which mails wait, with a store and a service that fail on purpose."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import Unavailable
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Claim, Outbox, Quick, Waiting
from chalicelib.mail.port import MailUnavailable
from tests.fakes.mail import RoomyCeiling

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Line:
    """An outbox in a dictionary: id -> (place in the line, when it was stored)."""

    def __init__(self, *ids):
        stored = [START + timedelta(seconds=place) for place in range(len(ids))]
        self.waiting = dict(zip(ids, stored, strict=True))
        self.stored = dict(self.waiting)

    def claim(self, id, now, until):
        if self.waiting.get(id, until) > now:
            return None
        self.waiting[id] = until
        return Claim(Letter(id, "reply_posted", "ada@customer.example", "en", {}), 1, False, self.stored[id])

    def sent(self, claim, _now):
        del self.waiting[claim.letter.id]

    def release(self, claim, again):
        self.waiting[claim.letter.id] = again

    def park(self, claim, _reason, _now):
        del self.waiting[claim.letter.id]

    def due(self, now):
        due = sorted((name for name, at in self.waiting.items() if at <= now), key=self.stored.__getitem__)
        return [Waiting(name, "ada") for name in due]

    def behind(self, _now):
        return []


class Service:
    def __init__(self):
        self.failure, self.got, self.asked = None, [], 0

    def send(self, _message, *, tag, **_):
        self.asked += 1
        if self.failure:
            raise self.failure
        self.got.append(tag)

    def seen(self, tag):
        return tag in self.got


@pytest.fixture
def service():
    return Service()


def outbox(line, service, clock, compose=lambda letter, _now: letter.id.encode()):
    return Outbox(
        line, service, compose, lambda: clock[0], sender="s@vendor.example", lease=timedelta(seconds=10),
        ceiling=RoomyCeiling(), quick=Quick(lambda: 20, lambda: clock[0]),
    )  # fmt: skip


def test_mails_keep_their_order_through_an_hour_without_a_mail_service(service):
    line, clock = Line("a", "b", "c"), [START + timedelta(minutes=1)]
    box = outbox(line, service, clock)
    service.failure = MailUnavailable("no connection", down=True)
    assert [box.send(name) for name in ("b", "a", "c")] == ["down"] * 3
    for _ in range(60):
        clock[0] += timedelta(minutes=1)
        assert box.sweep() == {"down": 1}  # one question an attempt, not one for each mail
    service.failure = None
    assert box.sweep() == {"sent": 3}
    assert service.got == ["a", "b", "c"]


def test_a_new_mail_lets_those_go_first_that_waited_while_the_service_was_down(service):
    line, clock = Line("a", "b", "new"), [START + timedelta(minutes=1)]
    box = outbox(line, service, clock)
    service.failure = MailUnavailable("no connection", down=True)
    assert [box.woken(name) for name in ("a", "b")] == ["down", "down"]
    service.failure = None
    box.woken("new")
    assert service.got == ["a", "b", "new"]


def test_a_mail_that_is_not_taken_today_does_not_hold_up_the_ones_behind_it(service):
    line, clock = Line("full", "b"), [START + timedelta(minutes=1)]
    real_send = service.send

    def send(message, *, tag, **rest):
        if tag == "full":
            raise MailUnavailable("recipient not taken: 452")
        real_send(message, tag=tag, **rest)

    service.send = send
    assert outbox(line, service, clock).sweep() == {"later": 1, "sent": 1}


def test_a_mail_that_breaks_our_own_code_does_not_hold_up_the_ones_behind_it(service):
    def compose(letter, _now):
        return b"" if letter.id != "poison" else {}["missing"]

    line, clock = Line("poison", "b"), [START + timedelta(minutes=1)]
    assert outbox(line, service, clock, compose).sweep() == {"broken": 1, "sent": 1}
    assert service.got == ["b"]


def test_a_store_that_is_away_ends_the_sweep(service):
    line, clock = Line("a"), [START + timedelta(minutes=1)]

    def away(*_):
        raise Unavailable("the store did not take get_item")

    line.claim = away
    with pytest.raises(Unavailable):
        outbox(line, service, clock).sweep()
