"""The store is slow or away: one layer of retries, and an end before the gateway hangs up."""

import threading
from contextlib import closing
from socket import create_server

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib import settings
from chalicelib.aws import table as tables
from chalicelib.aws.clients import Clients
from chalicelib.aws.table import Table
from chalicelib.errors import Unavailable


class Store:
    """Fails with these, one a call, then answers."""

    def __init__(self, *failures):
        self.failures, self.calls = list(failures), 0

    def get_item(self, **_):
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return {}


def failing(code, status):
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "GetItem")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(tables, "jitter", lambda _: None)


def test_any_answer_of_5xx_is_tried_again():
    store = Store(failing("Unheard of", 502), failing("ThrottlingException", 400))
    assert Table(lambda: store, "varde").get("a", "b") is None
    assert store.calls == 3


def test_a_mistake_of_ours_is_not_tried_again():
    store = Store(failing("ValidationException", 400))
    with pytest.raises(ClientError):
        Table(lambda: store, "varde").get("a", "b")


def test_a_store_that_never_answers_in_time_is_unavailable_before_the_gateway_hangs_up(monkeypatch):
    clock = [0.0]
    store = Store(*[ReadTimeoutError(endpoint_url="http://127.0.0.1")] * 20)

    def slow(**_):
        clock[0] += 5  # the read timeout
        return Store.get_item(store)

    monkeypatch.setattr(store, "get_item", slow, raising=False)
    monkeypatch.setattr(tables.time, "monotonic", lambda: clock[0])
    with pytest.raises(Unavailable):
        Table(lambda: store, "varde").get("a", "b")
    assert clock[0] <= 20


WHOLE = b'{"Item": {"pk": {"S": "a"}}}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(WHOLE)


@pytest.mark.parametrize("cut", [HEAD[:17], HEAD, HEAD + LENGTH, HEAD + LENGTH + WHOLE[:5], HEAD + LENGTH + WHOLE[:-1]])
def test_an_answer_that_was_cut_off_is_asked_for_again(monkeypatch, cut):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    answers = [cut, HEAD + LENGTH + WHOLE]
    with closing(create_server(("127.0.0.1", 0))) as server:

        def talk():
            while answers:
                caller, _ = server.accept()
                with caller:
                    caller.recv(65536)
                    caller.sendall(answers.pop(0))

        threading.Thread(target=talk, daemon=True).start()
        endpoint = f"http://127.0.0.1:{server.getsockname()[1]}"
        clients = Clients(settings.read({"VARDE_SECRET": "x", "VARDE_ENDPOINT": endpoint}))
        assert Table(lambda: clients.dynamodb, "varde").get("a", "b") == {"pk": "a"}
    assert answers == []
