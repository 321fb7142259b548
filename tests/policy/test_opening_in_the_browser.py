"""The browser opens and closes with the API: hours.js and promise.py, asked about the same instants."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.policy import shipped
from chalicelib.policy.browser import browser_policy
from chalicelib.policy.promise import PromiseClock
from tests.policy.calendars import DAY, ROUND_THE_CLOCK, STOCKHOLM, TWO_SHIFTS, at, business_day, hours, policy_of

pytestmark = pytest.mark.browser

NIGHTS = policy_of(
    hours("night", "sat sun mon", "00:30", "02:30", holidays=True),
    hours("morning", "sat sun mon", "02:30", "05:15", holidays=True),
    business_day(4),
)
POLICIES = {
    "shipped": shipped(), "Stockholm": STOCKHOLM, "two shifts": TWO_SHIFTS, "never closed": ROUND_THE_CLOCK,
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
