"""The shipped policy, and a copy of its file that a test may change."""

import pytest

from chalicelib.company import folder
from chalicelib.policy import shipped
from tests.policy.editing import Draft


@pytest.fixture(scope="session")
def policy():
    return shipped()


@pytest.fixture
def draft() -> Draft:
    """The shipped policy file, to be changed before it is read."""
    return Draft((folder() / "policy.toml").read_text("utf-8"))
