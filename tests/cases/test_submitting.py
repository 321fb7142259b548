"""Sending a case: the policy decides, the store keeps it once, the mail follows."""

import pytest

from chalicelib.cases.submitting import DRAWS
from chalicelib.errors import Invalid, NotEntitled, Unavailable
from chalicelib.policy.load import load
from tests.fakes.clock import oslo
from tests.fakes.ferry import HOLIDAYS, TEXT
from tests.fakes.people import ada, birk, bodil, frida, liv, stranger


def refusal(desk, person, **asked):
    with pytest.raises(NotEntitled) as refused:
        desk.send(person, **asked)
    assert desk.shelf.heads == {}
    assert desk.shelf.letters == desk.woken == []
    return refused.value.reasons, refused.value.allowed


def test_all_reasons_are_told_in_the_order_of_the_policy(desk):
    desk.clock.set("2026-11-28 12:00")  # a Saturday
    reasons, allowed = refusal(desk, liv, channel="ring", language="nb", client="pocket", phone="+4722225555")
    assert reasons == ("tier", "seat", "client", "language", "hours")
    assert allowed == ()


def test_a_refusal_names_the_channels_that_are_open_to_the_person_now(desk):
    desk.clock.set("2026-11-25 18:00")
    assert refusal(desk, birk, channel="talk") == (("hours",), ("letter",))
    desk.clock.set("2026-11-25 10:00")
    assert refusal(desk, birk, channel="talk", client="pocket") == (("client",), ("letter",))
    assert refusal(desk, birk, channel="line", language="de") == (("language",), ("talk", "letter"))


def test_opening_is_included_and_closing_is_not(desk):
    desk.clock.set("2026-11-25 09:00")
    assert desk.send(channel="talk").channel == "talk"
    desk.clock.set("2026-11-25 17:00")
    with pytest.raises(NotEntitled):
        desk.send(channel="talk")


def test_a_stranger_has_the_rights_of_the_plan_for_strangers(desk):
    assert refusal(desk, stranger) == (("tier",), ())
    assert refusal(desk, frida)[0] == ("tier", "seat")


@pytest.mark.parametrize("person", [stranger, frida, liv])
def test_whoever_cannot_sign_in_to_the_product_may_always_send_that_by_letter(desk, person):
    case = desk.send(person, topic="locked_out")
    assert (case.topic, case.channel, case.due) == ("locked_out", "letter", oslo("2026-11-26 11:00"))


def test_an_open_topic_opens_its_channels_only(desk):
    assert refusal(desk, stranger, topic="locked_out", channel="talk") == (("tier",), ("letter",))


def test_a_channel_that_opens_no_case_is_refused_as_a_mistake(desk):
    with pytest.raises(Invalid) as invalid:
        desk.send(birk, channel="line")
    assert [(e.field, e.code, e.params) for e in invalid.value.errors] == [
        ("channel", "unknown_value", {"allowed": ["talk", "letter", "ring"]})
    ]


def test_a_call_needs_a_number(desk):
    with pytest.raises(Invalid) as invalid:
        desk.send(channel="ring", phone=None)
    assert [(e.field, e.code) for e in invalid.value.errors] == [("phone", "missing")]


def test_a_case_follows_only_ones_own(desk):
    first = desk.send()
    assert desk.send(follows=first.number).follows == first.number
    for person, number in ((bodil, first.number), (ada, first.number), (birk, "V-NONE-0000")):
        with pytest.raises(Invalid) as invalid:
            desk.send(person, topic="locked_out", follows=number)
        assert [(e.field, e.code) for e in invalid.value.errors] == [("follows", "unknown_value")]


def test_one_key_is_one_case_and_one_mail(desk):
    first = desk.send(key="twice", body=b'{"a":1}')
    assert desk.send(key="twice", body=b'{"a":1}') == first
    assert len(desk.shelf.heads) == len(desk.shelf.letters) == len(desk.woken) == 1


def test_a_key_with_another_body_is_a_mistake(desk):
    desk.send(key="twice", body=b'{"a":1}')
    with pytest.raises(Invalid) as invalid:
        desk.send(key="twice", body=b'{"a":2}')
    assert [(e.field, e.code) for e in invalid.value.errors] == [("Idempotency-Key", "reused")]
    assert len(desk.shelf.heads) == 1


def test_another_persons_key_is_another_key(desk):
    assert desk.send(birk, key="the same").number != desk.send(bodil, key="the same").number


def test_a_retry_after_the_channel_closed_gets_its_case(desk):
    desk.clock.set("2026-11-25 16:59")
    first = desk.send(channel="talk", key="retried")
    desk.clock.set("2026-11-25 17:01")
    assert desk.send(channel="talk", key="retried") == first


def test_a_twin_that_is_stored_between_look_and_write_gets_the_same_case(desk):
    twins = []
    desk.shelf.before_saving.append(lambda: twins.append(desk.send(key="both")))
    assert desk.send(key="both") == twins[0]
    assert len(desk.shelf.heads) == len(desk.shelf.letters) == 1


def test_a_number_that_is_taken_is_drawn_again(desk_with):
    desk = desk_with(numbers=["V-AAAA-0000", "V-AAAA-0000", "V-BBBB-0000"])
    assert [desk.send().number, desk.send().number] == ["V-AAAA-0000", "V-BBBB-0000"]


def test_numbers_that_never_change_are_a_broken_machine(desk_with):
    desk = desk_with(numbers=["V-AAAA-0000"] * (DRAWS + 1))
    desk.send()
    with pytest.raises(Unavailable):
        desk.send()
    assert len(desk.shelf.heads) == 1


def test_the_acknowledgement_goes_to_the_proved_address_in_the_language_of_the_case(desk):
    desk.send(language="ja", reply_email="elsewhere@sundogvik.example")
    (letter,) = desk.shelf.letters
    assert (letter.to, letter.language, letter.kind) == ("birk@sundogvik.example", "ja", "case_received")
    assert desk.woken == [letter]


def test_staff_access_is_the_policys_unless_it_was_switched_off(desk):
    assert desk.send().staff_access is True
    assert desk.send(staff_access=False).staff_access is False


def test_a_case_keeps_the_promise_that_held_when_it_was_received(desk_with):
    """Decision D9: from 26 November a letter is promised in two business days, and opens at ten."""
    later = """
[[promise]]
channel = "letter"
kind = "business_days"
amount = 2
unit = "business days"
since = 2026-11-26
source = "a test"
[[hours]]
id = "support"
weekdays = ["mon", "tue", "wed", "thu", "fri"]
opens = 10:00:00
closes = 14:00:00
without_public_holidays = true
since = 2026-11-26
source = "a test"
"""
    desk = desk_with(policy=load(TEXT + later, HOLIDAYS))
    before = desk.send()
    assert before.due == oslo("2026-11-26 11:00")
    desk.write(before, ada)
    desk.clock.set("2026-11-26 15:00")  # closed by the new hours, open by those of the case
    assert desk.write(before, birk).due == oslo("2026-11-27 15:00")
    assert desk.send().due == oslo("2026-12-02 14:00")


def test_any_channel_that_the_policy_says_needs_a_phone_number_is_refused_without_one(desk_with):
    """A trait of the channel's row, not its name: from 26 November a letter needs a number, too."""
    row = TEXT.partition('id = "letter"')[2].partition("[[")[0]
    later = f'[[channel]]\nid = "letter"{row}'.replace("needs = []", 'needs = ["phone"]')
    desk = desk_with(policy=load(TEXT + later.replace("since = 1970-01-01", "since = 2026-11-26"), HOLIDAYS))
    assert desk.send().phone is None
    desk.clock.set("2026-11-26 11:00")
    with pytest.raises(Invalid) as invalid:
        desk.send()
    assert [(one.field, one.code) for one in invalid.value.errors] == [("phone", "missing")]
    assert desk.send(phone="+4722225555").phone == "+4722225555"
