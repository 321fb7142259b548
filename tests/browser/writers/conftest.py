"""Somebody else signs in."""

import pytest


@pytest.fixture
def becomes(signed_in):
    """`becomes(page, address)`: from now on the browser has that person's session, as if they signed in elsewhere."""

    def change(page, address):
        page.context.clear_cookies()
        return signed_in(page, address)

    return change
