"""One stack for the whole folder: a fault that another test cannot survive has not been survived."""

import pytest

from tests.faults.stack import SECRETS, Stack
from tests.roles import people


@pytest.fixture(scope="package")
def stack(tmp_path_factory):
    """A running stack; when all is over, its log is read for what no log may hold."""
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text("<!doctype html><title>Home</title>")
    running = Stack(tmp_path_factory.mktemp("stack"), site)
    try:
        yield running.start()
    finally:
        running.stop()
    said = running.said()
    assert [word for word in SECRETS if word in said] == []


@pytest.fixture(scope="package")
def birk(stack):
    """A sample customer of the company that is given."""
    return stack.sign_in(people.a_customer().email)
