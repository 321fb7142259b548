"""One asker's many mails do not delay everybody's, in a dictionary and in DynamoDB."""

import tomllib
from datetime import timedelta

import pytest

from chalicelib.aws.mail.waker import Waker
from chalicelib.limits import MailCeiling, load
from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import SWEEP, Outbox, Quick, Waiting
from tests.fakes.clock import FixedClock
from tests.fakes.limits import BoxOfCounters
from tests.fakes.mail import PocketMailer, RoomyCeiling
from tests.limits.files import SHIPPED, written
from tests.mail.post import LEASE, QUICK

FLOOD = 300  # more than a sweep sees at once
RAW = tomllib.loads(SHIPPED.read_text("utf-8"))
FEW = load(written({**RAW, "mail": {**RAW["mail"], "hour": 5, "day": 8}}))


def test_a_flood_of_one_asker_does_not_stand_before_another(post):
    flood = [post.put(to="eve@elsewhere.example", apart=0) for _ in range(FLOOD)]
    post.clock.forward(seconds=1)
    mine = post.put()
    results = post.sweep()
    assert post.mailer.sent.index(mine) <= QUICK
    assert results["behind"] == FLOOD - QUICK
    while post.sweep():
        post.clock.forward(minutes=1)
    assert sorted(post.mailer.sent) == sorted([*flood, mine]), "each once, none forgotten"


def test_a_flood_that_the_queue_brings_is_left_to_the_sweep(post):
    flood = [post.put(to="eve@elsewhere.example", apart=0) for _ in range(QUICK + 50)]
    mine = post.put()
    asked, claim = [], post.store.claim
    post.store.claim = lambda mail, *rest: asked.append(mail) or claim(mail, *rest)
    lane = Letter("", "", "eve@elsewhere.example", "en", {}).lane
    results = [post.outbox.woken(mail, lane) for mail in flood]
    assert (results.count("sent"), results.count("behind")) == (QUICK, 50)
    assert len(asked) == QUICK, "the others cost the store nothing"
    assert post.outbox.woken(mine, "another lane") == "sent"
    assert post.sweep() == {"behind": 50, "sent": 50}


def test_mails_of_the_slow_lane_go_in_turns(post):
    names = ("eve@elsewhere.example", "mallory@elsewhere.example")
    of = {name: [post.put(to=name, apart=0) for _ in range(QUICK + 10)] for name in names}
    post.clock.forward(seconds=1)
    post.sweep()
    slow = post.mailer.sent[2 * QUICK :]
    assert len(slow) == 20
    for place in range(0, 20, 2):
        assert {mail in of[names[0]] for mail in slow[place : place + 2]} == {True, False}


def test_a_slow_service_does_not_keep_a_sweep_beyond_its_time(post):
    """A Lambda that is ended in the middle of a mail leaves it unclear."""
    mails = [post.put(to=f"{place}@kunde.example", apart=0) for place in range(30)]
    post.clock.forward(seconds=1)
    post.mailer.after = lambda _: post.clock.forward(seconds=2)
    began = post.clock()
    assert post.sweep()["sent"] < len(mails)
    assert post.clock() - began < SWEEP + timedelta(seconds=3)
    post.mailer.after = lambda _: None
    post.sweep()
    assert sorted(post.mailer.sent) == sorted(mails), "the others are the next sweep's"


class EndlessLine:
    """A flood of one asker: whatever goes to the slow lane, another mail is due."""

    def __init__(self, clock):
        self.clock, self.moved = clock, 0

    def due(self, now):
        return [Waiting(f"v-{now}", "flood")]

    def behind(self, now):
        raise AssertionError(f"at {now} there is still something due")

    def put_behind(self, waiting):
        assert waiting.lane == "flood"
        self.moved += 1
        assert self.moved < 100
        self.clock.forward(seconds=2)


def test_a_sweep_that_only_moves_mails_to_the_slow_lane_ends_in_its_time_too():
    clock = FixedClock()
    outbox = Outbox(
        EndlessLine(clock), PocketMailer(), lambda *_: b"", clock, sender="support@vendor.example", lease=LEASE,
        ceiling=RoomyCeiling(), quick=Quick(lambda: 0, clock),
    )  # fmt: skip
    began = clock()
    assert outbox.sweep() == {"behind": 8}
    assert SWEEP <= clock() - began < SWEEP + timedelta(seconds=2)


def test_in_the_next_hour_an_asker_has_quick_mails_again(post):
    post.clock.now = post.clock().replace(minute=30, second=0)
    for _ in range(QUICK):
        post.put(apart=0)
    post.clock.forward(seconds=1)
    post.sweep()
    late = post.put()
    assert post.sweep() == {"behind": 1, "sent": 1}, "nothing else waited"
    post.clock.forward(minutes=30)
    assert (post.send(post.put()), late in post.mailer.sent) == ("sent", True)


def test_while_the_service_is_down_no_mail_loses_its_place(post):
    mails = [post.put() for _ in range(QUICK)]
    post.down(down=True)
    for _ in range(12):  # by now a mail that failed by itself would wait for a quarter of an hour
        assert post.sweep() == {"down": 1}
        post.clock.forward(minutes=1)
    post.up()
    post.sweep()
    assert post.mailer.sent == mails


@pytest.fixture
def full(post):
    """A post office whose ceiling is five mails an hour and eight a day."""
    post.ceiling = MailCeiling(lambda: FEW, BoxOfCounters())
    post.__post_init__()
    post.clock.now = post.clock().replace(hour=10, minute=0, second=0)
    yield post
    post.clock.forward(days=1)
    post.sweep()  # what a test left behind is no other test's


def test_at_the_ceiling_strangers_wait_for_the_next_hour_and_nobody_else_does(full):
    for place in range(5):
        assert full.send(full.put(to=f"s{place}@elsewhere.example")) == "sent"
    stranger = full.put(to="eve@elsewhere.example")
    assert full.send(stranger) == "full"
    for whose in ("customer", "known"):
        assert full.send(full.put(to=f"{whose}@kunde.example", whose=whose)) == "sent"
    full.clock.now = full.clock().replace(minute=59, second=59)
    assert full.sweep() == {}
    full.clock.forward(seconds=1)
    assert full.sweep() == {"sent": 1}
    assert full.mailer.sent[-1] == stranger


def test_at_the_ceiling_of_the_day_strangers_wait_for_the_next_day(full):
    for place in range(8):
        assert full.send(full.put(to=f"c{place}@kunde.example", whose="customer")) == "sent"
    stranger = full.put(to="eve@elsewhere.example")
    assert full.send(stranger) == "full"
    full.clock.now = full.clock().replace(hour=23, minute=59, second=59)
    assert full.sweep() == {}
    full.clock.forward(seconds=1)
    assert full.sweep() == {"sent": 1}


def test_what_another_sender_sent_is_counted_too(full):
    other = MailCeiling(full.ceiling._limits, full.ceiling._counters)
    assert full.send(full.put(to="s@elsewhere.example")) == "sent"
    for _ in range(4):
        other.count(full.clock())
    full.clock.forward(seconds=10)
    assert full.send(full.put(to="t@elsewhere.example")) == "full"


def test_the_queue_is_not_woken_for_what_does_not_go_at_once():
    class Queue:
        """Counts the calls."""

        told = 0

        def send_message(self, **_):
            self.told += 1

    queue, clock = Queue(), FixedClock()
    wake = Waker(lambda: queue, "a queue", Quick(lambda: QUICK, clock))
    for _ in range(FLOOD):
        wake(Letter("one", "reply_posted", "eve@elsewhere.example", "en", {}))
    wake(Letter("two", "reply_posted", "ada@kunde.example", "en", {}))
    assert queue.told == QUICK + 1
    clock.forward(hours=1)
    wake(Letter("three", "reply_posted", "eve@elsewhere.example", "en", {}))
    assert queue.told == QUICK + 2
