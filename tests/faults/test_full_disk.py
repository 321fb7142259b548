"""The disk under the data directory is full: what a customer meets, and that it passes by itself."""

import uuid

import pytest

from tests.fakes.small_disk import Ballast
from tests.faults.stack import Stack, until
from tests.roles import asking, channels, people

pytestmark = pytest.mark.stack


@pytest.fixture
def cramped(small_disk, stack):
    running = Stack(small_disk / "data", stack.site)
    running.data.mkdir(exist_ok=True)
    running.start()
    yield running
    running.stop()


def test_a_case_without_room_is_answered_503_and_stored_once_when_there_is_room(cramped, small_disk):
    birk = cramped.sign_in(people.a_customer().email)
    key = uuid.uuid4().hex
    first = birk.submit(uuid.uuid4().hex, "There is room")
    assert first[0] == 201
    until(lambda: cramped.outbox(first[1]["case"]["number"]) == "sent")
    ballast = Ballast(small_disk)
    ballast.fill()
    long = "x" * 9000
    ways = {"channel": channels.mail().id, "language": asking.language()}
    case = {**ways, "overview": "No room", "description": long}
    status, refusal = birk.call("POST", "/cases", case, Idempotency_Key=key)
    assert (status, refusal["code"]) == (503, "unavailable")
    assert birk.cases("There is room")
    assert birk.call("GET", "/health")[0] == 200
    assert [one["overview"] for one in birk.call("GET", "/cases")[1]["cases"] if one["overview"] == "No room"] == []
    ballast.empty()
    status, answer = birk.call("POST", "/cases", case, Idempotency_Key=key)
    assert status == 201
    until(lambda: cramped.outbox(answer["case"]["number"]) == "sent")
    assert len(cramped.mails(answer["case"]["number"])) == 1
    assert "Traceback" not in cramped.said()
