"""What an agent saw when they wrote is compared with what the case holds when it is stored, at each try."""

import pytest

from chalicelib.cases.conversation import PAGE_BYTES, PAGE_EVENTS
from chalicelib.errors import Changed
from tests.fakes.people import ada, birk, odd


def reply(desk, case, seen, person=ada):
    return desk.conversation.message(case.number, person, "Try again", None, seen=seen)[1]


def told(step):
    """What somebody else did meanwhile, as the refusal tells it."""
    with pytest.raises(Changed) as changed:
        step()
    return [event.words or event.own["status"] for event in changed.value.events]


def test_what_came_before_the_reply_was_sent_stops_it(desk):
    case = desk.send()
    desk.write(case, birk, "One thing more")
    assert told(lambda: reply(desk, case, 1)) == ["One thing more"]
    assert told(lambda: desk.conversation.close(case.number, ada, seen=1)) == ["One thing more"]
    assert reply(desk, case, 2).sequence == 3


@pytest.mark.parametrize("what", ["a message", "a note", "a closing"])
def test_so_does_what_comes_between_reading_and_storing(desk, what):
    case = desk.send()
    faster = {
        "a message": lambda: desk.write(case, birk, "faster"),
        "a note": lambda: desk.conversation.note(case.number, odd, "faster", None),
        "a closing": lambda: desk.conversation.close(case.number, odd),
    }[what]
    desk.shelf.before_saving.append(faster)
    assert told(lambda: reply(desk, case, 1)) == ["closed" if what == "a closing" else "faster"]
    assert len(desk.shelf.timelines[case.number]) == 2, "the reply is not stored"
    assert [letter.kind for letter in desk.shelf.letters][1:] == (["case_closed"] if what == "a closing" else [])


def test_ones_own_writing_is_no_news_however_much_of_it_there_is(desk):
    case = desk.send()
    for _ in range(PAGE_EVENTS + 5):
        desk.conversation.note(case.number, ada, "to myself", None)
    assert reply(desk, case, 1).text == "Try again"
    desk.write(case, birk, "behind a page of it")
    assert told(lambda: reply(desk, case, 1)) == ["behind a page of it"]


def test_what_is_told_is_no_more_than_a_page_and_says_that_others_follow(desk):
    case = desk.send()
    for _ in range(3):
        desk.write(case, birk, "🧊" * (PAGE_BYTES // 8))
    with pytest.raises(Changed) as changed:
        reply(desk, case, 1)
    assert (len(changed.value.events), changed.value.more) == (1, True)


def test_a_customers_words_and_chat_lines_are_always_taken(desk):
    case, chat = desk.send(), desk.send(channel="talk")
    desk.write(case, ada)
    assert reply(desk, case, 1, birk).sequence == 3
    desk.write(chat, birk)
    assert reply(desk, chat, 1).sequence == 3


def test_who_says_nothing_of_what_they_saw_is_not_checked(desk):
    case = desk.send()
    desk.write(case, birk)
    assert reply(desk, case, None).sequence == 3
