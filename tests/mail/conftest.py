"""Mails that wait, in a dictionary and in DynamoDB: the same questions, the same answers."""

import pytest

from tests.fakes.clock import FixedClock
from tests.fakes.mail import PocketMailer, ShelfOfLetters
from tests.mail.post import LettersInDynamoDB, Post


@pytest.fixture
def store(table_or_fake):
    return LettersInDynamoDB(table_or_fake) if table_or_fake else ShelfOfLetters()


@pytest.fixture
def post(store):
    return Post(store, PocketMailer(), FixedClock())
