"""The browser opens and closes with the API: hours.js and promise.py, asked about the same instants."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from chalicelib.policy.browser import browser_policy
from chalicelib.policy.promise import PromiseClock
from tests.fakes.ferry import ferry
from tests.policy.calendars import DAY, ROUND_THE_CLOCK, STOCKHOLM, TWO_SHIFTS, at, business_day, hours, policy_of
from workshop.checks.words import read as words

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]

NIGHTS = policy_of(
    hours("night", "sat sun mon", "00:30", "02:30", holidays=True),
    hours("morning", "sat sun mon", "02:30", "05:15", holidays=True),
    business_day(4),
)
POLICIES = {
    "ferry": ferry(), "Stockholm": STOCKHOLM, "two shifts": TWO_SHIFTS, "never closed": ROUND_THE_CLOCK,
    "nights": NIGHTS,
}  # fmt: skip
# Changes of the clocks in each zone, half days, closed days, Christmas: three days from each, every 20 minutes.
STARTS = ["2026-02-02", "2026-03-07", "2026-03-28", "2026-04-04", "2026-06-17", "2026-10-03", "2026-10-24",
          "2026-10-31", "2026-12-10", "2026-12-23", "2026-12-30", "2028-12-22"]  # fmt: skip
ASK = """async ([policy, moments]) => {
  const { opening } = await import("/shared/policy/hours.js")
  return moments.map((moment) => {
    const { open_now, opens_at } = opening(policy, new Date(moment * 1000))
    return open_now ? moment : Date.parse(opens_at) / 1000
  })
}"""

WRITE = """async ([policy, language, words]) => {
  document.documentElement.lang = language
  const script = Object.assign(document.createElement("script"), { type: "application/json", textContent: words })
  script.dataset.words = ""
  document.body.append(script)
  return (await import("/help/people/opening-hours.js")).hours(policy)
}"""


@pytest.mark.parametrize("name", POLICIES)
def test_the_browser_says_when_we_open_as_the_api_does(page, name):
    policy, clock = POLICIES[name], PromiseClock(POLICIES[name], DAY)
    starts = [at(day).astimezone(UTC) for day in STARTS]
    moments = [start + timedelta(minutes=20 * number) for start in starts for number in range(3 * 24 * 3)]
    said = page.evaluate(ASK, [
        browser_policy(policy, DAY), [moment.timestamp() for moment in moments],
    ])  # fmt: skip
    wanted = [clock.opens_at(moment).timestamp() for moment in moments]
    wrong = [(moment, datetime.fromtimestamp(one, UTC), datetime.fromtimestamp(other, UTC))
             for moment, one, other in zip(moments, said, wanted, strict=True) if one != other]  # fmt: skip
    assert not wrong, f"{len(wrong)} of {len(moments)}, the first: {wrong[0]}"


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 11, 30), None), (date(2026, 12, 1), ["09:00-12:00"]), (date(2027, 6, 1), ["09:00-12:00"])],
)
def test_the_browsers_policy_has_the_half_days_of_its_day(policy, day, hours):
    assert browser_policy(policy, day)["hours"]["days"].get("2026-12-24") == hours


@pytest.fixture
def written(browser, modules):
    """What the help dialog writes of a policy's hours on the Monday before Christmas, for a reader in a zone."""

    def write(policy, locale: str, zone: str) -> str:
        language = {"en": "en-GB", "no": "nb-NO"}[locale]
        context = browser.new_context(locale=language, timezone_id=zone)
        page = context.new_page()
        page.clock.set_fixed_time("2026-12-21T10:00:00Z")
        page.goto(f"{modules}/shared/policy/policy.json")
        ours = json.dumps({name: words(ROOT, locale)[name] for name in ("help", "times")})
        said: str = page.evaluate(WRITE, [browser_policy(policy, DAY), language.split("-")[0], ours])
        context.close()
        return said

    return write


@pytest.mark.parametrize(
    ("name", "english", "norwegian"),
    [
        (
            "ferry",
            "Opening hours: Monday to Friday, 09:00–17:00 (Oslo). Closed on public holidays. "
            "Thursday 24 December: 09:00–12:00. Friday 25 December: closed.",
            "Åpningstider: mandag til fredag, kl. 09.00–17.00 (Oslo). Stengt på helligdager. "
            "Torsdag 24. desember: kl. 09.00–12.00. Fredag 25. desember: stengt.",
        ),
        (
            "Stockholm",
            "Opening hours: Sunday to Thursday, 08:30–16:45; Friday, 08:30–12:30 (Stockholm). "
            "Closed on public holidays. Friday 25 December: closed.",
            "Åpningstider: søndag til torsdag, kl. 08.30–16.45; fredag, kl. 08.30–12.30 (Stockholm). "
            "Stengt på helligdager. Fredag 25. desember: stengt.",
        ),
        (
            "two shifts",
            "Opening hours: Monday to Friday, 06:00–11:30 and 12:15–24:00; Saturday and Sunday, 10:00–14:00 (Sydney). "
            "Closed on public holidays. Thursday 24 December: 07:00–11:30 and 12:15–13:00. Friday 25 December: closed.",
            "Åpningstider: mandag til fredag, kl. 06.00–11.30 og 12.15–24.00; lørdag og søndag, "
            "kl. 10.00–14.00 (Sydney). Stengt på helligdager. Torsdag 24. desember: kl. 07.00–11.30 og 12.15–13.00. "
            "Fredag 25. desember: stengt.",
        ),
        (
            "never closed",
            "Opening hours: Monday to Sunday, around the clock (New York).",
            "Åpningstider: mandag til søndag, hele døgnet (New York).",
        ),
    ],
)  # fmt: skip
def test_the_help_dialog_writes_the_hours_of_any_company(written, name, english, norwegian):
    assert [written(POLICIES[name], locale, "Europe/Oslo") for locale in ("en", "no")] == [english, norwegian]


@pytest.mark.parametrize(("zone", "times"), [("America/New_York", "03:00–11:00"), ("Asia/Kolkata", "13:30–21:30")])
def test_a_reader_elsewhere_reads_the_hours_on_their_own_clock(written, zone, times):
    assert written(POLICIES["ferry"], "en", zone).endswith(f" That is {times} where you are.")
    assert "where you are" not in written(POLICIES["never closed"], "en", zone), "there is nothing to convert"
