"""One process dies in the middle of its work; the others go on."""

import os
import signal
import threading
import uuid
from pathlib import Path

import pytest

from tests.faults.stack import until

pytestmark = pytest.mark.stack


def test_while_the_engine_dies_again_and_again_no_request_is_answered_500_and_no_case_is_lost(stack, birk):
    answers, enough = {}, threading.Event()

    def submit(writer):
        count = 0
        while not enough.is_set():
            key, overview = uuid.uuid4().hex, f"Engine {writer}-{count}"
            answers[overview] = (key, *birk.submit(key, overview))
            count += 1

    writers = [threading.Thread(target=submit, args=(writer,)) for writer in range(3)]
    for writer in writers:
        writer.start()
    for _ in range(2):
        done = len(answers)
        until(lambda done=done: len(answers) > done + 2)
        killed = stack.hurt("engine", signal.SIGKILL)
        until(lambda killed=killed: stack.noted()["children"].get("engine", killed) != killed)
    enough.set()
    for writer in writers:
        writer.join()
    assert {status for _, status, _ in answers.values()} <= {201, 503}
    for overview, (key, status, answer) in answers.items():
        retried, again = birk.submit(key, overview)
        assert retried == 201
        assert status == 503 or again["case"]["number"] == answer["case"]["number"]
        assert [case["number"] for case in birk.cases(overview)] == [again["case"]["number"]]


def test_a_worker_killed_between_claim_and_send_sends_its_mail_once_when_the_lease_is_over(stack, birk):
    stack.wait_for_an_empty_outbox()
    stack.hurt("mail server", signal.SIGSTOP)  # holds the worker between the two
    try:
        number = birk.submit(uuid.uuid4().hex, "Claimed")[1]["case"]["number"]
        until(lambda: stack.outbox(number) == "claimed")
        stack.hurt("worker", signal.SIGKILL)
    finally:
        stack.hurt("mail server", signal.SIGCONT)
    until(lambda: stack.outbox(number) == "sent")
    assert len(stack.mails(number)) == 1


def connected(port):
    """Whether somebody holds a connection to this port of the machine (proc(5): address, state 01 is established)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(row[2].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


def test_a_worker_killed_between_send_and_note_looks_at_the_evidence_and_sends_nothing_again(stack, birk):
    stack.wait_for_an_empty_outbox()
    mail = stack.hurt("mail server", signal.SIGSTOP)
    engine = stack.pid("engine")
    try:
        number = birk.submit(uuid.uuid4().hex, "Sent, not noted")[1]["case"]["number"]
        until(lambda: stack.outbox(number) == "claimed")
        until(lambda: connected(stack.port + 1))  # the worker knows that the claim is its own
        os.kill(engine, signal.SIGSTOP)  # now nobody can note that the mail was sent
    finally:
        os.kill(mail, signal.SIGCONT)
    try:
        until(lambda: stack.mails(number))
    except AssertionError:
        os.kill(engine, signal.SIGCONT)
        raise
    stack.hurt("worker", signal.SIGKILL)
    os.kill(engine, signal.SIGKILL)  # what lay unread in its connections is gone with it
    until(lambda: stack.noted()["children"].get("engine", engine) != engine)
    until(lambda: stack.outbox(number) == "sent")
    assert len(stack.mails(number)) == 1
