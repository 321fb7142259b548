"""What the shipped company promises: the only folder of tests that asserts facts of Nordlys."""

import pytest

from chalicelib.policy import Policy, shipped, written
from tests.checks.articles.conftest import centre
from tests.policy.conftest import modules, page
from tests.policy.editing import Draft

__all__ = ["centre", "modules", "page"]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped()


@pytest.fixture
def draft() -> Draft:
    """The shipped policy file, to be changed before it is read."""
    return Draft(written())
