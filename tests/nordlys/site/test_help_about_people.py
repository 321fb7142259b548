"""What the help dialog says of the policy: plans, promises, hours on each clock, numbers and the community."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.help.help_reader import ABOUT

pytestmark = pytest.mark.browser

SATURDAY = "2026-11-28T10:00:00Z"
NAMES = {"en": "Monday to Friday", "no": "mandag til fredag"}
HOURS = {"en": "09:00–17:00", "no": "kl. 09.00–17.00"}


def people(reader, path="/", **options):
    one = reader(path, **options)
    one.page.clock.set_fixed_time(SATURDAY)
    one.open()
    one.people.click()
    one.dialog.locator(".help-channels").wait_for()
    return one


@pytest.mark.parametrize("locale", ["en", "no"])
def test_opening_hours_are_short_and_say_no_zone_of_the_readers_own(reader, locale):
    about = ABOUT[locale]
    one = people(reader, about["prefix"], locale=about["locale"], timezone_id="Europe/Oslo")
    expect(one.dialog).to_contain_text(f"{NAMES[locale]}, {HOURS[locale]} (Oslo)")
    expect(one.dialog).not_to_contain_text(re.compile("where you are|der du er|your time|din tid"))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Closed on public holidays. Thursday 24 December: 09:00–12:00. Friday 25 December: closed."),
        ("no", "Stengt på helligdager. Torsdag 24. desember: kl. 09.00–12.00. Fredag 25. desember: stengt."),
    ],
)
def test_the_week_before_christmas_names_its_half_day_and_its_holiday(reader, locale, said):
    about = ABOUT[locale]
    one = reader(about["prefix"], locale=about["locale"], timezone_id="Europe/Oslo")
    one.page.clock.set_fixed_time("2026-12-21T10:00:00Z")
    one.open()
    one.people.click()
    expect(one.dialog).to_contain_text(said)


def test_a_reader_elsewhere_is_told_their_own_time_on_the_same_clock(reader):
    one = people(reader, locale="en-US", timezone_id="America/New_York")
    expect(one.dialog).to_contain_text("That is 03:00–11:00 where you are")
    chat = one.dialog.locator(".help-channels li", has_text="Chat")
    expect(chat.locator(".help-why")).to_contain_text(re.compile(r"Opens Monday.* 03:00 \(your time\)"))
    expect(one.dialog).not_to_contain_text(re.compile(r"\d\s?[AP]M"))


def test_a_stranger_sees_each_plan_promise_and_hours_and_why_a_channel_is_closed(reader):
    one = reader("/")
    one.page.clock.set_fixed_time("2026-11-28T10:00:00Z")  # a Saturday
    one.open()
    one.people.click()
    chat = one.dialog.locator(".help-channels li", has_text="Chat")
    expect(chat).to_contain_text("With Starter, Professional and Enterprise")
    expect(chat.locator(".help-why")).to_contain_text(re.compile("Closed now. Opens Monday"))
    email = one.dialog.locator(".help-channels li", has_text="Email")
    expect(email).to_contain_text("within one business day")
    expect(email.locator(".help-why")).to_have_count(0)
    expect(one.dialog).to_contain_text("+44 20 7946 0142")
    expect(one.dialog.get_by_role("link", name="Nordlys Community")).to_be_visible()
    expect(one.dialog).to_contain_text("09:00–17:00 (Oslo)")


def test_a_norwegian_reader_is_told_that_we_do_not_answer_in_norwegian(reader):
    one = reader("/no/", locale="nb-NO").open()
    one.people.click()
    expect(one.dialog).to_contain_text("svarer dessverre ikke på norsk")


@pytest.mark.parametrize(("moment", "opens"), [
    ("2026-11-23T08:30:00Z", None),                      # Monday 09:30 in Oslo
    ("2026-11-23T07:30:00Z", "2026-11-23T08:00:00.000Z"),  # before opening
    ("2026-11-27T16:00:00Z", "2026-11-30T08:00:00.000Z"),  # Friday at closing
    ("2026-12-24T10:59:00Z", None),                        # the last minute of a half day
    ("2026-12-24T11:00:00Z", "2026-12-28T08:00:00.000Z"),  # Christmas is on Friday
    ("2026-07-06T06:59:00Z", "2026-07-06T07:00:00.000Z"),  # summer time
])  # fmt: skip
def test_the_browser_counts_opening_hours_in_the_zone_of_the_policy(reader, moment, opens):
    told = reader("/").page.evaluate(
        """async moment => {
      const { opening } = await import("/assets/shared/policy/hours.js")
      const policy = await fetch("/assets/shared/policy/policy.json").then(answer => answer.json())
      return opening(policy, new Date(moment))
    }""",
        moment,
    )
    assert told == {"open_now": opens is None, "opens_at": opens}
