"""The same submission many times at once: a double click, a proxy that retries, a lost answer."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.stack import until

pytestmark = pytest.mark.stack


def test_the_same_submission_twenty_times_at_once_is_one_case_and_one_mail(stack, birk):
    key = uuid.uuid4().hex
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: birk.submit(key, "Twenty times"), range(20)))
    assert [status for status, _ in answers] == [201] * 20
    numbers = {answer["case"]["number"] for _, answer in answers}
    assert len(numbers) == 1
    number = numbers.pop()
    assert [case["number"] for case in birk.cases("Twenty times")] == [number]
    until(lambda: stack.outbox(number) == "sent")
    assert len(stack.mails(number)) == 1


def test_the_same_key_for_another_case_is_refused_and_stores_nothing(birk):
    key = uuid.uuid4().hex
    assert birk.submit(key, "First of two")[0] == 201
    status, refusal = birk.submit(key, "Second of two")
    assert (status, refusal["code"]) == (422, "invalid")
    assert birk.cases("Second of two") == []
