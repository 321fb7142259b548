"""The mail service stops answering, and comes back."""

import signal
import time
import uuid

import pytest

from tests.faults.stack import until

pytestmark = pytest.mark.stack


def test_while_mail_is_down_cases_are_accepted_and_their_mails_go_out_in_order_when_it_returns(stack, birk):
    stack.wait_for_an_empty_outbox()
    stack.hurt("mail server", signal.SIGSTOP)
    try:
        numbers = []
        for place in range(5):
            status, answer = birk.submit(uuid.uuid4().hex, f"Mail is down {place}")
            assert status == 201
            numbers.append(answer["case"]["number"])
        time.sleep(6)  # more than one sweep meets the silence
        assert {stack.outbox(number) for number in numbers} <= {"waiting", "claimed"}
    finally:
        stack.hurt("mail server", signal.SIGCONT)
    until(lambda: all(stack.outbox(number) == "sent" for number in numbers))
    arrived = [number for mail in stack.all_mails() for number in numbers if number in str(mail["Subject"])]
    assert arrived == numbers
