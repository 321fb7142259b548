"""One way to write times in all lists, and a promise that the API judges and the page only words."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import AGENT, CUSTOMER_NAME, OTHER
from tests.roles import channels, standing

pytestmark = pytest.mark.browser

NOW = "2026-11-25T11:00:00+01:00"  # a Wednesday
ROW = {
    "number": "V-AAAA-2222", "overview": "Numbers differ", "language": "en", "channel": channels.mail().id,
    "status": "open", "waiting_on": "us", "due": None,
    "received": "2026-11-24T09:41:00+01:00", "updated": "2026-11-24T09:41:00+01:00",
    "late": False, "favourite": False, "own": False, "taken_by": None, "taken_by_me": False,
    "requester": {"name": CUSTOMER_NAME, "tier": standing.best_plan().id, "seat": None},
    "waiting_since": "2026-11-25T10:41:00+01:00", "target": None, "minutes_left": None, "no_break": False,
}  # fmt: skip

# What the API says of the promise, and the words for it.
DESK = [
    ({"due": "2026-11-26T14:30:00+01:00", "minutes_left": 690}, "Due tomorrow 14:30", "Svarfrist i morgen kl. 14.30"),
    ({"due": "2026-11-25T14:30:00+01:00", "minutes_left": 210, "no_break": True}, "Due today 14:30", "Svarfrist i dag kl. 14.30"),  # noqa: E501
    ({"due": "2026-11-25T11:40:00+01:00", "minutes_left": 40, "no_break": True}, "Due in 40 mins?", "Svarfrist om 40 min"),  # noqa: E501
    ({"due": "2026-11-25T11:00:30+01:00", "minutes_left": 0, "no_break": True}, "Due now", "Svarfrist nå"),
    ({"due": "2026-11-25T10:59:30+01:00", "minutes_left": 0, "no_break": True}, "Due now", "Svarfrist nå"),
    ({"due": "2026-11-26T09:20:00+01:00", "minutes_left": 20}, "Due tomorrow 09:20", "Svarfrist i morgen kl. 09.20"),
    ({"due": "2026-11-30T14:30:00+01:00", "minutes_left": 1600}, "Due Monday 14:30", "Svarfrist mandag kl. 14.30"),
    ({"due": "2026-12-09T14:30:00+01:00", "minutes_left": 5000}, "Due 9 Dec 2026 14:30", "Svarfrist 9. des. 2026 kl. 14.30"),  # noqa: E501
    ({"due": "2026-11-25T10:20:00+01:00", "late": True, "minutes_left": 0}, "Late, was due today 10:20", "For sent, fristen var i dag kl. 10.20"),  # noqa: E501
    ({"due": "2026-11-24T16:00:00+01:00", "late": True, "minutes_left": 0}, "Late, was due yesterday 16:00", "For sent, fristen var i går kl. 16.00"),  # noqa: E501
    ({"target": "2026-11-25T10:43:00+01:00", "minutes_left": 0}, "Live, waiting since today 10:41", "Direkte, har ventet siden i dag kl. 10.41"),  # noqa: E501
    ({"waiting_on": "them", "waiting_since": None}, "Waiting for the customer", "Venter på kunden"),
]  # fmt: skip


@pytest.mark.parametrize("place", [1, 2], ids=["en", "no"])
def test_the_desk_words_what_the_api_judged(desk, place):
    import re

    page = desk(AGENT, locale=("en", "no")[place - 1], workers="block")
    page.clock.set_system_time(NOW)
    rows = [{**ROW, **said[0], "number": f"V-AAAA-{at:04d}"} for at, said in enumerate(DESK)]
    page.route("**/api/desk/queue*", lambda route: route.fulfill(json={"cases": rows, "next": None, "count": None}))
    page.reload()
    expect(page.locator(".queue-due")).to_have_text([re.compile(f"^{said[place]}$") for said in DESK])
    expect(page.locator(".late")).to_have_count(2)


@pytest.mark.parametrize(
    ("locale", "updated", "due", "late"),
    [
        ("en", "Updated yesterday 09:41", "Reply by today 14:30", "Late. Our reply was due today 10:20"),
        ("no", "Oppdatert i går kl. 09.41", "i dag kl. 14.30", "i dag kl. 10.20"),
    ],
)
def test_the_inbox_words_times_as_the_desk_does(page_factory, signed_in, locale, updated, due, late):
    page = signed_in(page_factory(locale, service_workers="block"), OTHER)
    page.clock.set_system_time(NOW)
    own = {**ROW, "own": True, "requester": None}
    cases = [
        {**own, "due": "2026-11-25T14:30:00+01:00"},
        {**own, "due": "2026-11-25T10:20:00+01:00", "late": True},
        {**own, "channel": channels.live().id},
    ]
    counts = {"all": 3, "open": 3, "closed": 0, "favourites": 0}
    page.route("**/api/cases?*", lambda route: route.fulfill(json={"cases": cases, "next": None, "counts": counts}))
    page.goto("inbox/")
    rows = page.locator(".rows > li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text(updated)
    expect(rows.nth(0)).to_contain_text(due)
    expect(rows.nth(1)).to_contain_text(late)
    expect(page.locator(".late")).to_have_count(1)


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_chat_is_late_for_nobody_in_its_first_minutes(inbox, desk, locale):
    page, number = inbox(OTHER, "Are you there?", locale, channel=channels.live().id)
    expect(page.locator(".facts")).to_contain_text(number)
    expect(page.locator(".late")).to_have_count(0)
    agent = desk(AGENT, f"?case={number}", locale)
    expect(agent.locator(".desk-facts .live")).to_contain_text(
        {"en": "waiting since today", "no": "har ventet siden i dag kl."}[locale]
    )
    expect(agent.locator(".late")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "hours", "both"),
    [
        ("en", "8 hours of opening hours left", "2 hours and 15 minutes of opening hours left"),
        ("no", "8 timer igjen av åpningstiden", "2 timer og 15 minutter igjen av åpningstiden"),
    ],
)
def test_what_is_left_of_opening_hours_reads_as_a_person_would_say_it(desk, locale, hours, both):
    page = desk(AGENT, locale=locale)
    said = page.evaluate("""async () => {
      const { openTime } = await import(new URL("../assets/desk/words-of.js", location.href))
      return [480, 135].map((left) => openTime({ due: "2026-11-26T14:30:00Z", late: false, no_break: false, minutes_left: left }).textContent)
    }""")  # noqa: E501
    assert said == [hours, both]
