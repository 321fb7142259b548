"""Whether we are late is judged in one place, by the server; pages only put it into words."""

from dataclasses import replace

import pytest

from chalicelib.cases.promises import Judged
from tests.fakes.clock import oslo
from tests.fakes.people import ada, birk


@pytest.mark.parametrize(
    ("now", "late", "left"),
    [
        ("2026-11-25 11:00", False, 8 * 60),
        ("2026-11-25 16:45", False, 8 * 60 - 5 * 60 - 45),
        ("2026-11-26 08:00", False, 2 * 60),  # at night no time passes
        ("2026-11-26 10:59", False, 1),
        ("2026-11-26 11:00", False, 0),
        ("2026-11-26 11:00:59", False, 0),  # the clocks still show 11:00
        ("2026-11-26 11:01", True, 0),
        ("2026-12-24 11:00", True, 0),
    ],
)
def test_a_case_by_letter_is_late_when_the_clocks_show_a_minute_more_than_was_promised(desk, now, late, left):
    case = desk.send()
    judged = desk.promises.judged(case, oslo(now))
    assert (judged.due, judged.late, judged.target, judged.minutes_left) == (oslo("2026-11-26 11:00"), late, None, left)


@pytest.mark.parametrize(
    ("received", "now", "due", "left"),
    [
        ("2026-11-30 16:00", "2026-12-01 09:00", "2026-12-01 16:00", 7 * 60),
        ("2026-12-23 14:00", "2026-12-24 11:00", "2026-12-28 11:00", 60 + 2 * 60),
        ("2026-12-23 14:00", "2026-12-24 12:00", "2026-12-28 11:00", 2 * 60),
        ("2026-12-24 10:00", "2026-12-24 13:00", "2026-12-28 15:00", 6 * 60),
    ],
)
def test_the_open_time_left_leaves_out_the_closed_part_of_a_half_day(desk, received, now, due, left):
    desk.clock.set(received)
    judged = desk.promises.judged(desk.send(), oslo(now))
    assert (judged.due, judged.minutes_left) == (oslo(due), left)


@pytest.mark.parametrize(
    ("now", "no_break"),
    [("2026-11-25 16:45", False), ("2026-11-26 08:59", False), ("2026-11-26 09:00", True), ("2026-11-26 11:30", True)],
)
def test_minutes_of_opening_time_are_minutes_on_the_clock_only_while_we_stay_open(desk, now, no_break):
    case = desk.send()  # due on Thursday at eleven
    assert desk.promises.judged(case, oslo(now)).no_break is no_break


@pytest.mark.parametrize("day", ["2026-11-25", "2026-12-01"])
@pytest.mark.parametrize("later", ["11:00", "11:02", "11:03", "16:59", "23:00"])
def test_a_chat_is_never_late_however_long_it_waits(desk, day, later):
    desk.clock.set(f"{day} 11:00")
    judged = desk.promises.judged(desk.send(channel="talk"), oslo(f"{day} {later}"))
    assert (judged.due, judged.late) == (None, False)
    assert judged.target == oslo(f"{day} 11:0{2 if day == '2026-12-01' else 0}")


def test_a_chat_that_was_stored_with_an_instant_is_not_late_either(desk):
    """Until 2026-12-01 a live promise was due the moment it was given."""
    old = replace(desk.send(channel="talk"), due=oslo("2026-11-25 11:00"), target=None)
    assert desk.promises.judged(old, oslo("2026-11-25 12:00")) == Judged(None, False, oslo("2026-11-25 11:00"), 0, True)


def test_nothing_is_owed_while_the_customer_has_the_word_and_when_it_is_closed(desk):
    case = desk.send()
    for after in (desk.write(case, ada), desk.conversation.close(case.number, birk)):
        assert desk.promises.judged(after, oslo("2027-01-01 12:00")) == Judged()


def test_the_desk_is_ordered_by_promise_and_target_and_a_late_mail_comes_before_a_fresh_chat(desk):
    desk.clock.set("2026-12-01 11:00")
    mail = desk.send()
    desk.clock.set("2026-12-02 10:59")
    chat = desk.send(channel="talk")
    callback = desk.send(channel="ring", phone="+47 22 22 55 55")
    fresh = desk.send()
    page = desk.listing.queue(ada, ("en",), None, waiting=True)
    assert [case.number for case in page.cases] == [each.number for each in (mail, chat, callback, fresh)]
