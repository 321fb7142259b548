"""The API with the shipped policy: it says what the committed files of the site say."""

import json

from tests.http.conftest import shelf, the_api  # noqa: F401 - fixtures
from workshop.policy.render import ROOT


def test_the_committed_copy_of_the_policy_is_what_the_api_says(the_api):  # noqa: F811
    committed = json.loads((ROOT / "overrides/assets/shared/policy/policy.json").read_text("utf-8"))
    answer = the_api.call("GET", f"/policy?on={committed['since']}").json
    assert {name: answer[name] for name in committed} == committed
