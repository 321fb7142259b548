"""The policy that the browser reads is the one that the API decides with."""

from datetime import date

import pytest

from chalicelib.policy.browser import browser_policy

pytestmark = pytest.mark.browser


def test_the_served_file_is_the_policy_of_the_day_it_names(page, policy):
    served = page.evaluate("async () => (await fetch('/shared/policy/policy.json')).json()")
    assert served == browser_policy(policy, date.fromisoformat(served["since"]))
