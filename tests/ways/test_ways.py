"""What is open to a person: every channel with its reasons, languages and hours."""

from datetime import UTC, date, datetime

from chalicelib.people.person import Account, Person
from chalicelib.ways import refusals, subscription_contact, ways
from tests.fakes.ferry import ferry

POLICY = ferry()
WEDNESDAY, SUNDAY = datetime(2026, 1, 7, 10, tzinfo=UTC), datetime(2026, 1, 11, 10, tzinfo=UTC)
HOLMEN = Account("a1", "Holmen", "fleet", date(2025, 1, 1))


def tuva(seat: str | None = "captain", language: str = "en", account: Account | None = HOLMEN) -> Person:
    return Person("tuva@holmen.example", "Tuva Rud", language, "requester", seat=seat, account=account)


def found(person: Person, now: datetime = WEDNESDAY, client: str = "page"):
    rules = POLICY.on(POLICY.today(now))
    return {way.channel.id: way for way in ways(POLICY, rules, person, client=client, now=now)}


def test_everything_is_open_to_a_captain_of_a_fleet_in_opening_hours():
    assert [name for name, way in found(tuva()).items() if way.allowed] == list(POLICY.on(WEDNESDAY.date()).channels)


def test_what_follows_the_hours_says_when_it_opens():
    talk = found(tuva(), SUNDAY)["talk"]
    assert (talk.allowed, talk.reasons, talk.open_now) == (False, ("hours",), False)
    assert talk.opens_at == datetime(2026, 1, 12, 8, tzinfo=UTC)
    assert found(tuva(), SUNDAY)["letter"].allowed


def test_the_seats_that_would_open_a_channel_are_named_only_where_the_seat_is_the_reason():
    closed = found(tuva(seat="guest"))
    assert [name["en"] for name in closed["letter"].seats] == ["Captain", "Mate"]
    assert closed["guides"].seats == ()


def test_a_call_is_in_the_language_of_the_profile_alone():
    assert found(tuva(language="de"))["ring"].languages == ("de",)
    assert found(tuva(language="nb"))["ring"].reasons == ("language",)


def test_a_case_is_refused_for_the_reasons_that_its_way_shows():
    person, rules = tuva(seat="guest"), POLICY.on(WEDNESDAY.date())
    refused = refusals(POLICY, rules, person, "en", client="pocket", topic=None, now=SUNDAY)
    shown = found(person, SUNDAY, client="pocket")
    assert {name: way.reasons for name, way in shown.items()} == refused
    assert refused["talk"] == ("seat", "client", "hours")


def test_questions_about_the_subscription_go_to_whoever_the_account_has():
    rules = POLICY.on(WEDNESDAY.date())
    mine = subscription_contact(rules, tuva())
    assert mine is None or mine.email in {team.address for team in rules.teams.values()}
    assert subscription_contact(rules, tuva(account=None)) is None
