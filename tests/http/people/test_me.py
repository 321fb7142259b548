"""Who I am, and what I can use."""

import pytest

from tests.http.people.browsing import channels
from tests.roles import company


def test_me_says_per_channel_what_is_allowed_and_why_not(api):
    liv = api.visitor("season", created="new", seat="guest")
    found = channels(liv)
    assert list(found) == ["guides", "quay", "talk", "letter", "line", "ring"]
    assert {name: one["reasons"] for name, one in found.items()} == {
        "guides": [],
        "quay": [],
        "talk": ["seat"],
        "letter": ["seat"],
        "line": ["tier", "seat"],
        "ring": ["tier", "seat"],
    }
    assert found["letter"]["promise"] == {"kind": "business_days", "amount": 1}


@pytest.mark.parametrize(
    ("now", "open_now", "opens_at"),
    [
        ("2026-12-24 11:59", True, None),
        ("2026-12-24 12:00", False, "2026-12-28T08:00:00Z"),
        ("2026-12-31 12:00", False, "2027-01-04T08:00:00Z"),
    ],
)
def test_on_a_half_day_talk_and_calls_are_refused_when_it_has_closed(api, now, open_now, opens_at):
    api.at(now)
    found = channels(api.visitor())
    for channel in ("talk", "ring"):
        assert (found[channel]["open_now"], found[channel]["opens_at"]) == (open_now, opens_at)
        assert ("hours" in found[channel]["reasons"]) is not open_now


def test_me_knows_the_hours_and_the_profile_language(api):
    api.at("2026-11-28 12:00")
    birk = api.visitor()
    found = channels(birk)
    assert (found["talk"]["open_now"], found["talk"]["opens_at"]) == (False, "2026-11-30T08:00:00Z")
    assert found["letter"]["open_now"] is True
    norwegian = api.visitor(language="nb")
    assert channels(norwegian)["ring"]["reasons"] == ["language", "hours"]
    assert channels(birk)["ring"]["languages"] == ["en"]
    assert [one["number"] for one in found["line"]["numbers"]] == ["+46 8 465 00 41", "+45 32 12 34 56"]


def test_me_can_be_asked_for_another_client_and_day(birk):
    assert channels(birk, "?client=pocket&on=2024-09-02")["ring"]["allowed"] is True
    assert channels(birk, "?client=pocket&on=2024-09-03")["ring"]["reasons"] == ["client"]
    assert birk.get("/me?client=fridge").mistakes == {("client", "unknown_value")}
    assert birk.get("/me?locale=de").mistakes == {("locale", "unknown_value")}


def test_a_stranger_has_the_plan_of_strangers_and_may_report_that_they_cannot_sign_in(api):
    nobody = api.visitor(known=False)
    me = nobody.get("/me").json
    assert (me["tier"], me["account"], me["seat"], me["account_contact"]) == ("day_trip", None, None, None)
    assert me["open_topics"] == {"locked_out": ["letter"]}
    assert nobody.send().json["reasons"] == ["tier"]
    assert nobody.send(topic="locked_out").status == 201


def test_the_profile_language_can_be_changed_also_by_a_stranger(api, birk):
    assert birk.patch("/me", {"language": "de"}).json["requester"]["language"] == "de"
    assert channels(birk)["ring"]["languages"] == ["de"]
    nobody, spoken = api.visitor(known=False), company.second_locale()["tag"]
    assert nobody.patch("/me", {"language": spoken}).json["requester"]["language"] == spoken
    assert nobody.get("/me").json["tier"] == "day_trip"
    assert birk.patch("/me", {"language": "xx"}).mistakes == {("language", "unknown_value")}


def test_what_the_profile_says_about_role_and_tier_is_ignored(birk):
    me = birk.patch("/me", {"language": "en", "role": "agent", "tier": "season", "seat": "captain"}).json
    assert (me["requester"]["role"], me["tier"], me["seat"]) == ("requester", "fleet", None)
    assert birk.get("/desk/queue").problem == "forbidden"
