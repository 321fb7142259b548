"""A chat to which nobody came goes on in writing, and its promise counts from when the customer began to wait (D10)."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.cases.case import THEM, US
from chalicelib.cases.live.turning import Turning
from tests.fakes.people import ada, birk


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.fixture
def chats(desk):
    """A desk on a Wednesday at eleven; a chat turns after ten minutes."""
    desk.clock.now = oslo("2026-12-02 11:00")
    return desk


def sweep(desk, **later) -> dict[str, int]:
    desk.clock.now += timedelta(**later)
    return Turning(desk.conversation, desk.shelf, desk.clock).sweep()


def talk(desk):
    return desk.send(birk, channel="talk")


def now(desk, case):
    return desk.shelf.heads[case.number]


def test_nobody_came_so_the_case_goes_on_in_writing_and_both_sides_are_shown_it(chats):
    case = talk(chats)
    assert sweep(chats, minutes=9, seconds=59) == {}
    assert sweep(chats, seconds=1) == {"turned": 1}
    turned, event = now(chats, case), chats.shelf.timelines[case.number][-1]
    assert (turned.channel, turned.waiting_on, turned.turns_at) == ("letter", US, None)
    assert turned.due == oslo("2026-12-03 11:00"), "counted from when the customer began to wait"
    assert (event.kind, event.goes_on, event.author.role, event.for_agents) == ("turned", "letter", "system", False)
    letter = chats.shelf.letters[-1]
    assert (letter.kind, letter.to, letter.fields["due"]) == ("case_turned", birk.email, turned.due.isoformat())
    assert chats.woken[-1] == letter


def test_it_turns_once(chats):
    talk(chats)
    sweep(chats, minutes=10)
    assert sweep(chats, hours=1) == {}
    assert [letter.kind for letter in chats.shelf.letters].count("case_turned") == 1


def test_a_chat_turns_when_we_close(chats):
    chats.clock.now = oslo("2026-12-02 16:55")
    case = talk(chats)
    assert sweep(chats, minutes=5) == {"turned": 1}
    assert now(chats, case).due == oslo("2026-12-03 16:55")


def test_once_somebody_took_it_a_chat_stays_one_until_we_close(chats):
    case = talk(chats)
    chats.conversation.take(case.number, ada)
    assert sweep(chats, minutes=30) == {}
    chats.clock.now = oslo("2026-12-02 17:00")
    assert sweep(chats) == {"turned": 1}


def test_an_answered_chat_does_not_turn_and_waits_anew_with_the_next_line(chats):
    case = talk(chats)
    chats.write(case, ada, "Which one?")
    assert now(chats, case).waiting_on == THEM
    assert sweep(chats, minutes=20) == {}
    chats.write(case, birk, "The blue one")
    assert sweep(chats, minutes=9) == {}
    assert sweep(chats, minutes=1) == {"turned": 1}


def test_what_is_written_after_closing_in_a_chat_goes_on_in_writing_at_once(chats):
    case = talk(chats)
    chats.write(case, ada, "Which one?")
    chats.clock.now = oslo("2026-12-02 18:00")
    chats.write(case, birk, "The blue one")
    assert sweep(chats) == {"turned": 1}
    assert now(chats, case).due == oslo("2026-12-03 17:00")


def test_somebody_who_comes_at_the_last_moment_wins(chats):
    case = talk(chats)
    chats.clock.now += timedelta(minutes=10)
    chats.shelf.before_saving = [lambda: chats.write(case, ada, "Here I am")]
    assert sweep(chats) == {"nothing": 1}
    assert (now(chats, case).channel, now(chats, case).waiting_on) == ("talk", THEM)


def test_two_workers_turn_a_case_once(chats):
    case = talk(chats)
    chats.clock.now += timedelta(minutes=10)
    chats.shelf.before_saving = [lambda: sweep(chats)]
    assert chats.conversation.turn(case.number) is False
    assert [event.kind for event in chats.shelf.timelines[case.number]] == ["message", "turned"]


def test_one_case_that_breaks_stops_no_other(chats, caplog):
    first, second = talk(chats), talk(chats)
    turn = chats.conversation.turn

    def breaks(number):
        if number == first.number:
            raise ValueError("secret words")
        return turn(number)

    chats.conversation.turn = breaks
    assert sweep(chats, minutes=10) == {"broken": 1, "turned": 1}
    assert now(chats, second).channel == "letter"
    assert "secret words" not in caplog.text


def test_a_closed_chat_and_a_letter_have_no_time_to_turn(chats):
    case = talk(chats)
    closed = chats.conversation.close(case.number, birk)
    assert (closed.turns_at, chats.send().turns_at) == (None, None)
    assert sweep(chats, hours=1) == {}
