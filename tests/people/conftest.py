"""The door of the tests, in a dictionary and in DynamoDB: the same questions, the same answers."""

import pytest

from chalicelib.aws.mail.outbox import OutboxTable
from chalicelib.aws.people.guesses import GuessTable
from chalicelib.aws.people.sessions import SessionTable
from chalicelib.aws.people.sign_in import SignInTable
from tests.people.door import Door, drawer_door


@pytest.fixture
def door(table_or_fake):
    if (table := table_or_fake) is None:
        return drawer_door()
    outbox = OutboxTable(table)
    return Door(SignInTable(table, outbox), GuessTable(table, outbox), SessionTable(table))


@pytest.fixture
def quick_door():
    """For tests with very many tries."""
    return drawer_door()
