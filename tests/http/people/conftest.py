"""A browser that nobody has used yet."""

import pytest

from tests.http.people.browsing import Browser


@pytest.fixture
def browser(api):
    return Browser(api)
