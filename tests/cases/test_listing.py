"""The inbox newest first, the desk by the promise due."""

import pytest

from chalicelib.cases.listing import PAGE_SIZE
from chalicelib.errors import Forbidden
from tests.fakes.people import ada, birk, bodil, odd


def test_an_inbox_is_newest_first_and_holds_ones_own_cases_only(desk):
    sent = []
    for _ in range(PAGE_SIZE + 3):
        desk.clock.forward(seconds=1)
        sent.append(desk.send().number)
    desk.send(bodil)
    first, counts = desk.listing.inbox(birk, "all", None)
    rest, _ = desk.listing.inbox(birk, "all", first.next)
    assert [case.number for case in (*first.cases, *rest.cases)] == sent[::-1]
    assert (len(first.cases), rest.next, counts.by_filter["all"]) == (PAGE_SIZE, None, PAGE_SIZE + 3)


def test_the_desk_merges_languages_by_the_promise_due_and_puts_who_waits_on_the_customer_last(desk):
    german = desk.send(language="de")
    desk.clock.forward(minutes=1)
    english = desk.send()
    chat = desk.send(channel="chat", language="fr")
    answered = desk.send()
    desk.write(answered, ada)
    page = desk.listing.queue(ada, ("en", "de", "fr"), None, waiting=False)
    order = [case.number for case in page.cases]
    assert order == [chat.number, german.number, english.number, answered.number]
    waiting = desk.listing.queue(ada, ("en", "de", "fr"), None, waiting=True)
    assert [case.number for case in waiting.cases] == order[:3]


def test_an_agent_sees_the_open_cases_they_took(desk):
    mine, theirs, closed = desk.send(), desk.send(), desk.send()
    for case, agent in ((mine, ada), (theirs, odd), (closed, ada)):
        desk.conversation.take(case.number, agent)
    desk.conversation.close(closed.number, ada)
    assert [case.number for case in desk.listing.taken(ada, None).cases] == [mine.number]


def test_requesters_have_no_desk(desk):
    with pytest.raises(Forbidden):
        desk.listing.queue(birk, ("en",), None, waiting=True)
    with pytest.raises(Forbidden):
        desk.listing.taken(birk, None)
