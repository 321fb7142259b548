"""Every process killed with -9, at different moments of a submission, and started again on the same data."""

import threading
import time
import uuid
from contextlib import suppress

import pytest

from tests.faults.stack import NoAnswer, until

pytestmark = pytest.mark.stack


# Of the time that a submission takes; the last is killed when its answer is long there, its mail perhaps not.
MOMENTS = (0.0, 0.2, 0.5, 0.8, 1.0)


def test_a_submission_killed_at_any_moment_is_one_case_and_one_mail(stack, birk):
    began = time.monotonic()
    status, answer = birk.submit(uuid.uuid4().hex, "Undisturbed")
    takes = time.monotonic() - began
    assert status == 201
    numbers = [answer["case"]["number"]]
    for moment in MOMENTS:
        key, overview = uuid.uuid4().hex, f"Killed at {moment}"
        answer = killed_on_its_way(stack, birk, key, overview, moment * takes)
        stack.start()
        before = [case["number"] for case in birk.cases(overview)]
        assert before == [answer["case"]["number"]] if answer else len(before) <= 1
        status, retried = birk.submit(key, overview)
        assert status == 201
        assert [case["number"] for case in birk.cases(overview)] == [retried["case"]["number"]]
        assert not before or before == [retried["case"]["number"]]
        numbers.append(retried["case"]["number"])
    for number in numbers:
        until(lambda number=number: stack.outbox(number) == "sent", what=f"no acknowledgement of {number}")
        assert len(stack.mails(number)) == 1


def test_a_case_answered_201_is_there_when_everything_dies_at_the_answer(stack, birk):
    status, answer = birk.submit(uuid.uuid4().hex, "Answered")
    stack.kill_everything()
    stack.start()
    number = answer["case"]["number"]
    assert (status, [case["number"] for case in birk.cases("Answered")]) == (201, [number])
    until(lambda: stack.outbox(number) == "sent")
    assert len(stack.mails(number)) == 1


def killed_on_its_way(stack, customer, key, overview, seconds):
    """Send it, kill everything after so many seconds; the answer, if one came."""
    answers = []

    def submit():
        with suppress(NoAnswer):
            answers.append(customer.submit(key, overview))

    sending = threading.Thread(target=submit)
    sending.start()
    time.sleep(seconds)
    stack.kill_everything()
    sending.join()
    assert [status for status, _ in answers] in ([], [201])
    return answers[0][1] if answers else None
