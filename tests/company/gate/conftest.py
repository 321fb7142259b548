"""The policy that is there, read twice: by the product and by the oracle."""

import pytest

from chalicelib.policy import Policy, shipped
from tests.company.gate import given
from tests.company.gate.oracle import Oracle


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped()


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    first = Oracle(given.POLICY, given.TODAY)
    return Oracle(given.POLICY, max(given.TODAY, *first.days_of_change))
