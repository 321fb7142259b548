"""The search field of the header: its list is there for who is in the field."""

import pytest

pytestmark = pytest.mark.browser


def test_no_list_opens_when_the_reader_has_left_the_field_or_pressed_escape(reader):
    page = reader("/sign-in/").page
    field, options = page.locator("#find"), page.locator("#find-list [role=option]")
    field.press_sequentially("import", delay=10)
    options.first.wait_for()
    field.press("s")
    field.press("Escape")
    page.wait_for_timeout(600)
    assert field.get_attribute("aria-expanded") == "false"
    field.press("Backspace")
    page.locator("h1").click()
    page.wait_for_timeout(600)
    assert field.get_attribute("aria-expanded") == "false"
    assert not options.first.is_visible()
