"""Who may reach us, where, in which language: sentences a support agent would agree with."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.policy import Standing, entitlement

TODAY = date(2026, 1, 5)
RULE_DAY, DAY_BEFORE = date(2024, 3, 5), date(2024, 3, 4)
CHANNELS = ("knowledge_base", "community", "chat", "email", "phone", "callback")


@pytest.fixture
def reasons(policy):
    """Ask the shipped policy: `reasons(standing, channel, language, on=..., client=...)`."""

    def ask(standing: Standing, channel: str, language: str | None = "en", on: date = TODAY, **how) -> tuple[str, ...]:
        return entitlement(policy.on(on), standing, channel, language, **how).reasons

    return ask


def person(tier: str, created: date | None = DAY_BEFORE, seat: str | None = None, profile: str | None = None):
    return Standing(tier, created, seat, profile)


# --- Plans (P1, P2) ---------------------------------------------------------------------------------------------------


def test_plans_are_listed_from_free_to_enterprise(policy):
    assert list(policy.on(TODAY).tiers) == ["free", "starter", "professional", "enterprise"]


@pytest.mark.parametrize(
    ("tier", "channels"),
    [
        ("free", {"knowledge_base", "community"}),
        ("starter", {"knowledge_base", "community", "chat", "email"}),
        ("professional", set(CHANNELS)),
        ("enterprise", set(CHANNELS)),
    ],
)
def test_each_plan_has_its_channels(reasons, tier, channels):
    assert {channel for channel in CHANNELS if not reasons(person(tier), channel)} == channels


def test_the_customer_success_manager_answers_about_the_subscription_of_the_two_largest_plans(policy):
    contacts = {"starter": "customer_success", "professional": "success_manager", "enterprise": "success_manager"}
    assert policy.on(TODAY).subscription_contacts == contacts


# --- Seats (P3, D2, D3) -----------------------------------------------------------------------------------------------


def test_a_viewer_in_a_new_account_has_no_chat(reasons):
    assert reasons(person("starter", RULE_DAY, "view_only"), "chat") == ("seat",)


def test_the_same_viewer_had_chat_in_an_account_one_day_older(reasons):
    assert reasons(person("starter", DAY_BEFORE, "view_only"), "chat") == ()


@pytest.mark.parametrize("seat", ["core", "sales", "service"])
@pytest.mark.parametrize("channel", ["chat", "email", "phone", "callback"])
def test_a_paid_seat_opens_every_channel_in_a_new_account(reasons, seat, channel):
    assert reasons(person("enterprise", RULE_DAY, seat), channel) == ()


@pytest.mark.parametrize("channel", ["chat", "email", "phone", "callback"])
def test_nobody_without_a_seat_reaches_a_person_in_a_new_account(reasons, channel):
    assert reasons(person("enterprise", RULE_DAY, None), channel) == ("seat",)


def test_a_seat_nobody_has_heard_of_does_not_count(reasons):
    assert reasons(person("enterprise", RULE_DAY, "marketing"), "email") == ("seat",)


@pytest.mark.parametrize("channel", ["knowledge_base", "community"])
def test_reading_needs_no_seat(reasons, channel):
    assert reasons(person("free", RULE_DAY, None), channel) == ()


def test_the_day_of_a_moment_is_the_day_on_oslo_clocks(policy):
    assert policy.today(datetime(2024, 9, 2, 21, 59, tzinfo=UTC)) == date(2024, 9, 2)
    assert policy.today(datetime(2024, 9, 2, 22, 0, tzinfo=UTC)) == date(2024, 9, 3)
    assert policy.today(datetime(2024, 12, 2, 22, 59, tzinfo=UTC)) == date(2024, 12, 2)


# --- Languages (P4, P5, P6) -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["chat", "email", "callback"])
def test_six_languages_are_answered_and_norwegian_is_not_one_of_them(policy, reasons, channel):
    assert policy.on(TODAY).channels[channel].languages == ("en", "fr", "de", "ja", "pt", "es")
    assert reasons(person("enterprise"), channel, "nb") == ("language",)
    assert reasons(person("enterprise"), channel, "no") == ("language",)


def test_the_phone_is_answered_in_english_only(policy, reasons):
    assert policy.on(TODAY).channels["phone"].languages == ("en",)
    assert reasons(person("enterprise"), "phone", "fr") == ("language",)


def test_articles_and_the_community_are_open_in_any_language(reasons):
    assert [reasons(person("free"), channel, "zh") for channel in ("knowledge_base", "community")] == [(), ()]


def test_a_callback_in_german_needs_german_in_the_profile(reasons):
    assert reasons(person("enterprise", profile="de"), "callback", "de") == ()
    assert reasons(person("enterprise", profile="en"), "callback", "de") == ("language",)


def test_a_norwegian_profile_has_no_callback_at_all(policy, reasons):
    assert {reasons(person("enterprise", profile="nb"), "callback", tag) for tag in policy.on(TODAY).languages} == {
        ("language",)
    }


@pytest.mark.parametrize("channel", ["chat", "email"])
def test_chat_and_email_do_not_ask_for_the_profile_language(reasons, channel):
    assert reasons(person("enterprise", profile="nb"), channel, "ja") == ()


# --- Clients (P8) -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", ["starter", "professional", "enterprise"])
def test_paid_plans_may_send_a_case_from_the_mobile_app(reasons, tier):
    assert reasons(person(tier), "email", client="mobile") == ()


@pytest.mark.parametrize("tier", ["professional", "enterprise"])
def test_a_callback_from_the_mobile_app_ended_with_the_second_of_september(reasons, tier):
    assert reasons(person(tier), "callback", on=date(2024, 9, 2), client="mobile") == ()
    assert reasons(person(tier), "callback", on=date(2024, 9, 3), client="mobile") == ("client",)


@pytest.mark.parametrize("on", [date(2000, 1, 1), date(2024, 9, 2), date(2024, 9, 3), date(2040, 1, 1)])
@pytest.mark.parametrize("channel", ["chat", "phone"])
def test_chat_and_phone_were_never_offered_in_the_mobile_app(reasons, channel, on):
    assert reasons(person("enterprise"), channel, on=on, client="mobile") == ("client",)


# --- Opening hours (D5), order (D6) -----------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["chat", "phone", "callback"])
def test_whoever_wants_to_talk_while_we_are_closed_is_told_the_hours(reasons, channel):
    assert reasons(person("enterprise"), channel, open_now=False) == ("hours",)


@pytest.mark.parametrize("channel", ["knowledge_base", "community", "email"])
def test_email_and_reading_are_there_while_we_are_closed(reasons, channel):
    assert reasons(person("enterprise"), channel, open_now=False) == ()


def test_every_reason_is_told_in_the_policys_order(reasons):
    everything_wrong = person("free", RULE_DAY, None)
    said = reasons(everything_wrong, "chat", "nb", client="mobile", open_now=False)
    assert said == ("tier", "seat", "client", "language", "hours")


def test_a_free_account_without_a_seat_is_told_its_plan_first_and_the_seat_too(reasons):
    assert reasons(person("free", RULE_DAY, None), "email") == ("tier", "seat")
    assert reasons(person("free", DAY_BEFORE, None), "email") == ("tier",)


# --- Those who cannot sign in (P11, D7) -------------------------------------------------------------------------------


@pytest.fixture
def stranger(policy):
    """Somebody the directory does not know: no account, no seat."""
    return Standing(policy.on(TODAY).unknown_address_tier)


def test_an_unknown_address_has_what_the_free_plan_has(reasons, stranger):
    assert stranger.tier == "free"
    assert [channel for channel in CHANNELS if not reasons(stranger, channel)] == ["knowledge_base", "community"]


def test_an_unknown_address_may_always_write_that_it_cannot_sign_in(reasons, stranger):
    assert reasons(stranger, "email", topic="sign_in") == ()
    assert reasons(stranger, "email", topic="sign_in", client="mobile") == ()
    assert reasons(stranger, "email", topic="sign_in", open_now=False) == ()


def test_a_viewer_in_a_new_account_may_write_that_they_cannot_sign_in(reasons):
    assert reasons(person("starter", RULE_DAY, "view_only"), "email", topic="sign_in") == ()


@pytest.mark.parametrize("channel", ["chat", "phone", "callback"])
def test_the_sign_in_topic_opens_email_and_nothing_else(reasons, stranger, channel):
    assert reasons(stranger, channel, topic="sign_in") == ("tier",)


@pytest.mark.parametrize("topic", ["general", "subscription"])
def test_other_topics_open_nothing(reasons, stranger, topic):
    assert reasons(stranger, "email", topic=topic) == ("tier",)


def test_the_sign_in_topic_does_not_teach_us_norwegian(reasons, stranger):
    assert reasons(stranger, "email", "nb", topic="sign_in") == ("language",)


# --- What opens a case (D1) and what a case holds (P10, P12 to P14) ---------------------------------------------------


def test_chat_email_and_callback_are_cases_and_dialling_is_not(policy):
    assert {c.id for c in policy.on(TODAY).channels.values() if c.opens_case} == {"chat", "email", "callback"}


def test_staff_may_look_into_the_account_unless_it_is_switched_off_for_the_case(policy):
    assert policy.on(TODAY).staff_access_default is True
    assert [row["may_be_switched_off"] for row in policy.rows("staff_access", TODAY)] == [True]


def test_a_case_has_language_overview_description_and_an_optional_reply_address(policy):
    fields = {row["id"]: row["required"] for row in policy.rows("case_field", TODAY)}
    assert fields.items() >= {"language": True, "overview": True, "description": True, "reply_email": False}.items()


def test_the_inbox_has_its_four_filters_and_the_right_actions(policy):
    rules = policy.on(TODAY)
    assert rules.inbox_filters == ("all", "open", "closed", "favourites")
    assert rules.inbox_actions == {
        "open": {"reply", "favourite", "close"},
        "closed": {"survey", "favourite", "reopen", "new_case"},
    }


def test_the_advice_is_to_be_specific_to_link_and_to_show(policy):
    assert [row["id"] for row in policy.rows("advice", TODAY)] == ["be_specific", "link_the_page", "show_it"]


# --- Questions with words nobody knows are mistakes of the caller -----------------------------------------------------


@pytest.mark.parametrize("wrong", [{"channel": "fax"}, {"client": "watch"}, {"topic": "weather"}])
def test_an_unknown_channel_client_or_topic_is_never_answered(reasons, wrong):
    question = {"channel": "email", **wrong}
    with pytest.raises(KeyError):
        reasons(person("enterprise"), question.pop("channel"), **question)
