"""A case's life: who it waits for, and the response time that starts again each time it waits for us (decision D4)."""

import pytest

from chalicelib.errors import Conflict, Forbidden, Invalid
from tests.fakes.clock import oslo
from tests.fakes.people import PRINT, ada, birk, odd


def test_a_case_by_letter_is_due_one_business_day_later(desk):
    case = desk.send()
    assert (case.status, case.waiting_on, case.due) == ("open", "us", oslo("2026-11-26 11:00"))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-25 20:00", "2026-11-26 17:00"),  # after closing: from the next opening
        ("2026-11-28 12:00", "2026-11-30 17:00"),  # Saturday
        ("2026-11-27 16:00", "2026-11-30 16:00"),  # over a weekend
        ("2026-12-23 12:00", "2026-12-24 12:00"),
        ("2026-12-24 11:00", "2026-12-28 16:00"),  # a half day until 12:00, and Christmas Day is a Friday
        ("2026-12-24 12:00", "2026-12-28 17:00"),  # after closing
        ("2026-04-01 16:00", "2026-04-07 16:00"),  # Easter
    ],
)
def test_closed_hours_are_not_counted(desk, received, due):
    desk.clock.set(received)
    assert desk.send().due == oslo(due)


def test_our_answer_stops_the_clock_and_the_customers_next_words_get_a_whole_promise(desk):
    case = desk.send()  # Wednesday 11:00
    desk.clock.set("2026-11-26 10:57")  # three minutes before its time
    answered = desk.write(case, ada)
    assert (answered.waiting_on, answered.waiting_since, answered.due) == ("them", None, None)
    desk.clock.set("2026-11-26 12:00")
    asked = desk.write(case, birk)
    assert (asked.waiting_on, asked.waiting_since, asked.due) == (
        "us", oslo("2026-11-26 12:00"), oslo("2026-11-27 12:00")
    )  # fmt: skip


def test_a_whole_promise_counts_open_hours_only(desk):
    desk.clock.set("2026-11-27 15:00")
    case = desk.send()
    desk.clock.set("2026-11-27 16:00")
    desk.write(case, ada)
    desk.clock.set("2026-11-28 13:00")  # a Saturday
    assert desk.write(case, birk).due == oslo("2026-11-30 17:00")


def test_an_answer_after_the_promise_leaves_the_next_question_its_whole_time(desk):
    case = desk.send()
    desk.clock.set("2026-11-26 14:00")
    desk.write(case, ada)
    desk.clock.set("2026-11-26 15:00")
    assert desk.write(case, birk).due == oslo("2026-11-27 15:00")


@pytest.mark.parametrize("hours", [1, 30])
def test_several_messages_in_a_row_neither_extend_nor_shorten_the_promise(desk, hours):
    case = desk.send()
    desk.clock.forward(hours=hours)  # also when it is late already
    more = desk.write(case, birk, "One more thing")
    assert (more.due, more.waiting_since) == (case.due, case.received)
    desk.write(case, ada)
    desk.clock.forward(hours=1)
    again = desk.write(case, ada)
    assert (again.due, again.waiting_on) == (None, "them")


def test_a_callback_is_due_in_five_minutes_each_time(desk):
    case = desk.send(channel="ring", phone="+47 22 22 55 55")
    assert case.due == oslo("2026-11-25 11:05")
    desk.clock.forward(minutes=2)
    desk.write(case, ada)
    desk.clock.set("2026-11-25 16:59")
    assert desk.write(case, birk).due == oslo("2026-11-25 17:04")
    desk.write(case, ada)
    desk.clock.set("2026-11-25 20:00")  # nobody is there to call: from the next opening
    assert desk.write(case, birk).due == oslo("2026-11-26 09:05")


def test_a_chat_has_no_instant_only_a_target_from_the_day_the_policy_has_one(desk):
    case = desk.send(channel="talk")
    assert (case.due, case.target) == (None, oslo("2026-11-25 11:00")), "before 2026-12-01 no row gives it minutes"
    desk.clock.set("2026-12-01 11:00")
    chat = desk.send(channel="talk")
    assert (chat.due, chat.target) == (None, oslo("2026-12-01 11:02"))
    desk.clock.forward(minutes=1)
    assert desk.write(chat, birk, "Hello?").target == chat.target
    assert desk.write(chat, ada).target is None
    desk.clock.forward(minutes=9)
    assert desk.write(chat, birk).target == oslo("2026-12-01 11:12")
    desk.write(case, ada)
    assert desk.write(case, birk).target == desk.clock(), "a case keeps the rules of its day (D9)"


def test_a_closed_case_waits_on_nobody_and_reopened_it_gets_a_whole_promise(desk):
    case = desk.send()
    desk.clock.set("2026-11-25 13:00")
    closed = desk.conversation.close(case.number, birk)
    assert (closed.status, closed.waiting_on, closed.due) == ("closed", None, None)
    desk.clock.set("2026-11-26 09:00")
    reopened = desk.conversation.reopen(case.number, birk)
    assert (reopened.status, reopened.waiting_on, reopened.due) == ("open", "us", oslo("2026-11-26 17:00"))


def test_a_closed_case_takes_no_message_no_second_closing_and_nobody_can_take_it(desk):
    case = desk.send()
    desk.conversation.close(case.number, birk)
    for step in (
        lambda: desk.write(case, birk),
        lambda: desk.write(case, ada),
        lambda: desk.conversation.close(case.number, birk),
        lambda: desk.conversation.take(case.number, ada),
    ):
        with pytest.raises(Conflict) as conflict:
            step()
        assert conflict.value.facts == {"case_status": "closed"}
    assert len(desk.shelf.timelines[case.number]) == 2


def test_an_open_case_cannot_be_reopened(desk):
    case = desk.send()
    with pytest.raises(Conflict):
        desk.conversation.reopen(case.number, birk)


def test_the_first_agent_who_answers_has_the_case(desk):
    case = desk.send()
    assert desk.write(case, ada).taken_by_name == "Ada Sund"
    assert desk.write(case, odd).taken_by_name == "Ada Sund"


def test_a_taken_case_is_refused_to_the_next_agent_with_the_name_of_the_first(desk):
    case = desk.send()
    desk.conversation.take(case.number, ada)
    with pytest.raises(Conflict) as conflict:
        desk.conversation.take(case.number, odd)
    assert conflict.value.facts == {"taken_by": "Ada Sund"}


def test_taking_twice_is_one_event(desk):
    case = desk.send()
    first = desk.conversation.take(case.number, ada)
    assert desk.conversation.take(case.number, ada) == first
    assert [event.own.get("status") for event in desk.shelf.timelines[case.number]] == [None, "taken"]


def test_taking_and_noting_change_neither_the_promise_nor_what_the_customer_sees_as_updated(desk):
    case = desk.send()
    desk.clock.forward(hours=1)
    desk.conversation.take(case.number, ada)
    noted, _ = desk.conversation.note(case.number, ada, "Looks like V-2", None)
    assert (noted.due, noted.waiting_on, noted.updated) == (case.due, "us", case.updated)
    assert noted.version == 3


def test_requesters_take_nothing_and_write_no_notes(desk):
    case = desk.send()
    with pytest.raises(Forbidden):
        desk.conversation.take(case.number, birk)
    with pytest.raises(Forbidden):
        desk.conversation.note(case.number, birk, "Psst", None)


def test_a_note_may_be_added_to_a_closed_case(desk):
    case = desk.send()
    desk.conversation.close(case.number, birk)
    assert desk.conversation.note(case.number, ada, "For the record", None)[1].kind == "note"


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t"])
def test_a_message_without_words_is_refused(desk, nothing):
    case = desk.send()
    with pytest.raises(Invalid):
        desk.write(case, birk, nothing)


def test_an_agent_who_sent_a_case_writes_in_it_as_its_requester(desk):
    case = desk.send(ada, topic="locked_out")
    after = desk.write(case, ada)
    assert (after.waiting_on, after.taken_by) == ("us", None)
    assert desk.shelf.timelines[case.number][-1].author.role == "requester"


def test_the_timeline_has_no_gaps_and_ends_at_the_version(desk):
    case = desk.send()
    desk.write(case, ada)
    desk.conversation.note(case.number, ada, "n", None)
    desk.conversation.close(case.number, birk)
    last = desk.conversation.reopen(case.number, birk)
    assert [event.sequence for event in desk.shelf.timelines[case.number]] == [1, 2, 3, 4, 5]
    assert last.version == 5
    assert last.requester.id == PRINT.address("BIRK@sundogvik.example ")
