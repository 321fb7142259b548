"""The store is slow or away: one layer of retries, and an end before the gateway hangs up."""

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from chalicelib.aws import table as tables
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
