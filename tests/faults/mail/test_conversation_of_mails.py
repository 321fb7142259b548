"""The mails of a case as a mail program gets them, and what is known of each afterwards."""

import uuid

import pytest

from tests.faults.stack import until
from tests.roles import people

pytestmark = pytest.mark.stack


def test_three_mails_of_a_case_are_one_conversation_and_each_has_its_evidence(stack, birk):
    ada = stack.sign_in(people.an_agent().email)
    number = birk.submit(uuid.uuid4().hex, "One conversation")[1]["case"]["number"]
    until(lambda: stack.mails(number))
    for path, body in (("messages", {"text": "Which list is it?"}), ("close", {})):
        status, answer = ada.call("POST", f"/cases/{number}/{path}", body, Idempotency_Key=uuid.uuid4().hex)
        assert status in (200, 201), answer
    mails = until(lambda: stack.mails(number) if len(stack.mails(number)) == 3 else None)
    subjects = [str(mail["Subject"]) for mail in mails]
    assert subjects[0].startswith(f"[{number}] One conversation")
    assert subjects[1:] == [f"Re: {subjects[0]}"] * 2
    root = f"<case.{number}@"
    assert all(str(mail["References"]).startswith(root) for mail in mails)
    letters = [str(mail["Message-ID"]).strip("<>").partition("@")[0] for mail in mails]
    until(lambda: all(stack.heard_of(letter) for letter in letters))
