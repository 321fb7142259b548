"""Mails that wait, in a dictionary and in DynamoDB: the same questions, the same answers."""

import pytest

from chalicelib.aws.table import Table
from tests.fakes.clock import FixedClock
from tests.fakes.mail import PocketMailer, ShelfOfLetters
from tests.mail.post import LettersInDynamoDB, Post


@pytest.fixture(params=["in a dictionary", "in DynamoDB"])
def store(request):
    if request.param == "in a dictionary":
        return ShelfOfLetters()
    engine = request.getfixturevalue("engine")
    client = engine.client("dynamodb")
    return LettersInDynamoDB(Table(lambda: client, engine.table))


@pytest.fixture
def post(store):
    return Post(store, PocketMailer(), FixedClock())
