"""The local mail server's mails, reported as SES would report them."""

import json
import os
import time

from chalicelib.mail.evidence import SENT, read
from tests.fakes.clock import FixedClock
from tests.stack.mail.test_mail import deliver
from workshop.stack.mail.events import MailEvents


def mail(letter):
    return f"From: s@vendor.example\r\nMessage-ID: <{letter}@vendor.example>\r\n\r\nmessage-id: <not@me>\r\n".encode()


def test_each_mail_is_told_once_and_as_the_product_reads_it(tmp_path):
    mail_events = MailEvents(tmp_path)
    for letter in ("v-1-received", "v-1-00000002"):
        deliver(tmp_path, mail(letter))
    found = [read(body, FixedClock()()) for body in mail_events.events()]
    assert [(one.letter, one.kind) for one in found] == [("v-1-received", SENT), ("v-1-00000002", SENT)]
    assert list(mail_events.events()) == []
    deliver(tmp_path, mail("v-2-received"))
    assert [json.loads(body)["mail"]["tags"]["outbox"] for body in mail_events.events()] == [["v-2-received"]]


def test_a_worker_that_starts_again_tells_the_last_hour_and_what_is_no_mail_of_ours_is_left_out(tmp_path):
    deliver(tmp_path, mail("old"))
    (old,) = (tmp_path / "new").iterdir()
    os.utime(old, (time.time() - 7200,) * 2)
    deliver(tmp_path, b"Subject: no id\r\n\r\n")
    deliver(tmp_path, b"\xff\xfe\0")
    deliver(tmp_path, mail("young"))
    assert [json.loads(body)["mail"]["tags"]["outbox"] for body in MailEvents(tmp_path).events()] == [["young"]]
