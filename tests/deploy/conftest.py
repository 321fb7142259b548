"""A stock engine with CloudFormation, as `scripts/deploy --rehearse` starts it; nothing in it outlives the run."""

import pytest

from tests.package.conftest import package  # noqa: F401 - a fixture
from workshop.deploy import rehearsal


@pytest.fixture(scope="session")
def aws():
    """The address of the engine."""
    with rehearsal.engine() as address:
        yield address


@pytest.fixture(scope="session")
def clients(aws):
    return rehearsal.clients_of(aws)


@pytest.fixture(scope="session")
def cloudformation(clients):
    return clients("cloudformation")
