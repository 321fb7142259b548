"""The door of the tests, in a dictionary and in DynamoDB: the same questions, the same answers."""

import pytest

from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.people.guesses import GuessTable
from chalicelib.aws.people.sessions import SessionTable
from chalicelib.aws.people.sign_in import SignInTable
from chalicelib.aws.table import Table
from tests.people.door import Door, drawer_door


@pytest.fixture(params=["in a dictionary", "in DynamoDB"])
def door(request):
    if request.param == "in a dictionary":
        return drawer_door()
    engine = request.getfixturevalue("engine")
    client = engine.client("dynamodb")
    table = Table(lambda: client, engine.table)
    outbox = OutboxTable(table)
    return Door(SignInTable(table, outbox), GuessTable(table, outbox), SessionTable(table))


@pytest.fixture
def quick_door():
    """For tests with very many tries."""
    return drawer_door()
