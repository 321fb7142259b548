"""Mails that wait, in a dictionary and in DynamoDB: leases, evidence, and one bad mail among good ones."""
# ruff: noqa: ARG001, ARG005 - trouble comes regardless of the mail

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.aws.mail.waker import Waker
from chalicelib.mail.letter import Letter, Unsendable
from chalicelib.mail.outbox import Quick
from chalicelib.mail.port import MailRefused, MailUnavailable
from tests.fakes.clock import FixedClock
from tests.mail.post import LEASE, QUICK


def test_a_mail_is_sent_once_and_its_words_are_forgotten(post):
    mail = post.put()
    assert post.send(mail) == "sent"
    assert post.store.state(mail) == ("sent", "sent", False)
    assert [post.send(mail), post.sweep(), post.mailer.sent] == ["nothing", {}, [mail]]


def test_a_mail_that_nobody_stored_is_nothing(post):
    assert post.send("v-nobody") == "nothing"


def test_deliveries_of_the_queue_that_come_twice_or_out_of_order_send_once_each(post):
    first, second = post.put(), post.put()
    assert [post.send(mail) for mail in (second, first, second, first)] == ["sent", "sent", "nothing", "nothing"]
    assert post.mailer.sent == [second, first]


def test_while_a_mail_is_claimed_nobody_else_sends_it(post):
    mail = post.put()
    inside = []
    post.mailer.trouble = lambda tag: inside.append(post.send(tag))
    assert post.send(mail) == "sent"
    assert (inside, post.mailer.sent) == (["nothing"], [mail])


def test_of_eight_senders_at_the_same_moment_one_sends(post):
    for _ in range(4):
        mail = post.put()
        with ThreadPoolExecutor(8) as threads:
            results = list(threads.map(lambda _, mail=mail: post.send(mail), range(8)))
        assert sorted(results) == ["nothing"] * 7 + ["sent"]
    assert len(post.mailer.sent) == 4


def test_a_mail_that_surely_did_not_go_is_tried_again_later_each_time(post):
    mail = post.put()
    post.down()
    for wait in (5, 10, 20, 40, 80, 160, 320, 640, 900, 900):
        assert post.send(mail) == "later"
        post.clock.forward(seconds=wait - 1)
        assert post.send(mail) == "nothing", f"not before {wait} seconds"
        post.clock.forward(seconds=1)
    post.up()
    assert post.sweep() == {"sent": 1}
    assert post.mailer.sent == [mail]


def test_after_an_hour_without_a_mail_service_everything_goes_out_in_order(post):
    mails = []
    post.down(down=True)
    for _ in range(6):
        mails.append(post.put())
        post.sweep()
        post.clock.forward(minutes=10)
    assert post.mailer.sent == []
    post.up()
    for _ in range(3):
        post.sweep()
        post.clock.forward(minutes=1)
    assert post.mailer.sent == mails


@pytest.mark.parametrize("kind", ["reply_posted", "case_received", "sign_in_code"])
def test_a_lost_answer_with_evidence_sends_nothing_twice(post, kind):
    mail = post.put(kind)
    post.lose_the_answer()
    assert post.send(mail) == "later"
    post.up()
    assert post.sweep() == {}, "the lease runs out first"
    post.clock.forward(seconds=LEASE.total_seconds())
    assert post.sweep() == {"sent": 1}
    assert post.mailer.sent == [mail]


@pytest.mark.parametrize("kind", ["reply_posted", "case_received", "sign_in_code"])
def test_a_crash_before_sending_with_evidence_sends_after_the_lease(post, kind):
    mail = post.put(kind)

    def crash(tag):
        raise KeyboardInterrupt

    post.mailer.trouble = crash
    with pytest.raises(KeyboardInterrupt):
        post.send(mail)
    post.up()
    post.clock.forward(seconds=LEASE.total_seconds())
    assert post.send(mail) == "sent"
    assert post.mailer.sent == [mail]


@pytest.mark.parametrize(
    ("kind", "outcome", "times"),
    [
        ("reply_posted", "sent", 2),
        ("case_received", "parked", 1),
        ("sign_in_code", "parked", 1),
        ("case_closed", "parked", 1),
    ],
)  # fmt: skip
def test_without_evidence_a_reply_goes_at_least_once_and_the_rest_at_most_once(post, kind, outcome, times):
    mail = post.put(kind)
    post.mailer.tells = False
    post.crash_after_sending()
    with pytest.raises(KeyboardInterrupt):
        post.send(mail)
    post.up()
    post.clock.forward(seconds=LEASE.total_seconds())
    assert post.send(mail) == outcome
    assert post.mailer.sent == [mail] * times


def test_what_is_never_taken_is_parked_with_a_reason_and_its_words(post):
    mail = post.put()

    def refuse(tag):
        raise MailRefused("550")

    post.mailer.trouble = refuse
    assert post.send(mail) == "parked"
    assert post.store.state(mail) == ("parked", "MailRefused", True)
    post.up()
    post.clock.forward(days=1)
    assert (post.send(mail), post.sweep()) == ("nothing", {})


def test_a_mail_that_cannot_be_written_is_parked_and_the_ones_behind_it_go_on(post):
    bad, good = post.put(), post.put()

    def compose(letter, now):
        if letter.id == bad:
            raise Unsendable("no words")
        return b"mail"

    post.compose = compose
    assert post.sweep() == {"parked": 1, "sent": 1}
    assert post.mailer.sent == [good]


def test_a_mail_that_breaks_our_own_code_stops_nobody_behind_it(post):
    bad, good = post.put(), post.put()

    def compose(letter, now):
        if letter.id == bad:
            raise ZeroDivisionError
        return b"mail"

    post.compose = compose
    post.sweep()
    assert post.mailer.sent == [good]
    post.compose = lambda letter, now: b"mail"
    post.clock.forward(seconds=LEASE.total_seconds())
    post.sweep()
    assert post.mailer.sent == [good, bad], "once the mistake is mended, it goes"


def test_a_sweep_sends_the_oldest_first(post):
    mails = [post.put() for _ in range(6)]
    assert post.sweep() == {"sent": 6}
    assert post.mailer.sent == mails


def test_the_queue_is_woken_and_an_absent_queue_is_no_trouble(engine, caplog):
    letter = Letter("v-1", "reply_posted", "ada@kunde.example", "en", {})
    sqs, quick = engine.client("sqs"), Quick(lambda: QUICK, FixedClock())
    Waker(lambda: sqs, engine.queue_url, quick)(letter)
    got = sqs.receive_message(QueueUrl=engine.queue_url, WaitTimeSeconds=2)["Messages"]
    assert [message["Body"] for message in got] == [f'{{"letter": "v-1", "lane": "{letter.lane}"}}']
    assert "ada" not in letter.lane
    Waker(lambda: sqs, engine.queue_url + "-gone", quick)(letter)
    assert "queue not reached" in caplog.text
    Waker(lambda: sqs, None, quick)(letter)


def test_a_sender_that_outlives_its_lease_changes_nothing_of_the_next_ones(post):
    mail = post.put()
    slow = post.store.claim(mail, post.clock(), post.clock() + LEASE)
    post.clock.forward(seconds=LEASE.total_seconds())
    post.mailer.tells = True
    assert post.send(mail) == "sent"
    post.store.release(slow, post.clock())
    post.store.park(slow, "MailRefused", post.clock())
    assert post.store.state(mail) == ("sent", "sent", False)


def test_a_reply_whose_answer_is_always_lost_is_parked_in_the_end(post):
    def lost(tag):
        raise MailUnavailable("no answer", maybe_sent=True)

    mail = post.put("reply_posted")
    post.mailer.tells, post.mailer.after = False, lost
    outcomes = []
    for _ in range(9):
        outcomes.append(post.send(mail))
        post.clock.forward(seconds=LEASE.total_seconds())
    assert outcomes == ["later"] * 6 + ["parked"] + ["nothing"] * 2
    assert post.store.state(mail) == ("parked", "unclear", True)
