"""The browser decides as the API does: the same table, asked of policy.js in Chromium."""

import json
from datetime import date

import pytest

from chalicelib.policy.browser import browser_policy
from tests.nordlys.facts import FILE

pytestmark = pytest.mark.browser

# Unpacks the committed table in the page, so that the browser reads the same file as the other tests.
WRONG_ANSWERS = """async ([table, policies]) => {
  const { entitlement } = await import("/shared/policy/policy.js")
  const { on, client, language } = table.answers_for
  const wrong = []
  let asked = 0
  for (const [tier, channel, created, seat, letters] of table.rows) {
    let at = 0
    for (const day of on) for (const how of client) for (const tag of language) {
      const said = entitlement(policies[day], { tier, created, seat }, channel, tag, { client: how })
      const wanted = table.letters[letters[at++]]
      asked += 1
      if (String(said) !== String(wanted)) wrong.push({ tier, channel, created, seat, day, how, tag, said, wanted })
    }
  }
  return { asked, wrong }
}"""
ASK = """async ([policy, ...question]) => (await import("/shared/policy/policy.js")).entitlement(policy, ...question)"""


@pytest.fixture(scope="module")
def today(policy):
    return browser_policy(policy, date(2026, 1, 5))


def test_the_browser_agrees_with_every_line_of_the_table(page, policy):
    table = json.loads(FILE.read_text("utf-8"))
    policies = {day: browser_policy(policy, date.fromisoformat(day)) for day in table["answers_for"]["on"]}
    answer = page.evaluate(WRONG_ANSWERS, [table, policies])
    assert answer["asked"] == 19440
    assert not answer["wrong"], f"{len(answer['wrong'])} cases, the first: {answer['wrong'][0]}"


def test_the_served_file_is_the_policy_of_the_day_it_names(page, policy):
    served = page.evaluate("async () => (await fetch('/shared/policy/policy.json')).json()")
    assert served == browser_policy(policy, date.fromisoformat(served["since"]))


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        ([{"tier": "free"}, "email", "en", {"topic": "sign_in"}], []),
        ([{"tier": "free"}, "email", "en", {"topic": "general"}], ["tier"]),
        ([{"tier": "free"}, "chat", "en", {"topic": "sign_in"}], ["tier"]),
        ([{"tier": "starter", "created": "2024-03-05"}, "email", "en", {"topic": "sign_in"}], []),
        ([{"tier": "free"}, "email", "nb", {"topic": "sign_in"}], ["language"]),
        ([{"tier": "enterprise"}, "chat", "en", {"openNow": False}], ["hours"]),
        ([{"tier": "enterprise"}, "email", "en", {"openNow": False}], []),
        ([{"tier": "enterprise", "profileLanguage": "de"}, "callback", "de"], []),
        ([{"tier": "enterprise", "profileLanguage": "de"}, "callback", "en"], ["language"]),
        ([{"tier": "enterprise", "profileLanguage": "de"}, "callback", None], []),
        ([{"tier": "enterprise", "profileLanguage": "de"}, "email", "en"], []),
        (
            [{"tier": "free", "created": "2024-03-05"}, "chat", "nb", {"client": "mobile", "openNow": False}],
            ["tier", "seat", "client", "language", "hours"],
        ),
    ],
)
def test_the_browser_knows_topics_hours_and_profile_languages(page, today, question, reasons):
    assert page.evaluate(ASK, [today, *question]) == reasons
