"""The inbox newest first, the desk by the promise due."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.cases.case import Case, Count, Page
from chalicelib.cases.listing import MOST_COUNTED, PAGE_SIZE, QUEUE_SIZE
from chalicelib.errors import Forbidden, Invalid
from tests.fakes.people import PRINT, ada, birk, bodil, odd


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
    chat = desk.send(channel="talk", language="fr")
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


def all_pages(ask: Callable[[str | None], Page]) -> list[Page]:
    """A list read on until nothing follows."""
    pages = [ask(None)]
    while pages[-1].next:
        pages.append(ask(pages[-1].next))
    return pages


def numbers(pages: list[Page]) -> list[str]:
    return [case.number for page in pages for case in page.cases]


def fill(desk, how_many: int, languages: tuple[str, ...] = ("en", "de", "ja")) -> list[Case]:
    """Cases that came in one after the other, in one language after the other; each third was answered."""
    sent = []
    for place in range(how_many):
        desk.clock.forward(seconds=1)
        desk.numbers.append(f"V-FULL-{place:04d}")
        desk.numbers.sort(reverse=True)
        sent.append(desk.send(language=languages[place % len(languages)]))
        if place % 3 == 2:
            desk.write(sent[-1], ada)
    return sent


@pytest.mark.parametrize("how_many", [0, 1, QUEUE_SIZE - 1, QUEUE_SIZE, QUEUE_SIZE + 1, 3 * QUEUE_SIZE + 7])
def test_every_case_of_all_languages_is_on_one_page_in_the_order_of_the_desk(desk, how_many):
    fill(desk, how_many)
    pages = all_pages(lambda cursor: desk.listing.queue(ada, ("en", "de", "ja"), cursor, waiting=False))
    by_promise = sorted(desk.shelf.heads.values(), key=lambda case: (case.due is None, case.due or case.updated))
    assert numbers(pages) == [case.number for case in by_promise]
    assert {len(page.cases) for page in pages[:-1]} <= {QUEUE_SIZE}
    assert (pages[0].count, {page.count for page in pages[1:]} <= {None}) == (Count(how_many), True)


def test_what_is_due_last_is_reached_however_much_a_stranger_sends_in_one_language(desk):
    mine = [desk.send(language=language) for language in ("de", "ja")]
    fill(desk, 2 * QUEUE_SIZE, ("en",))
    for case in mine:  # answered and asked again: due after all of the stranger's
        desk.write(case, ada)
        desk.clock.forward(hours=20)
        desk.write(case, birk)
    pages = all_pages(lambda cursor: desk.listing.queue(ada, ("en", "de", "ja"), cursor, waiting=True))
    assert numbers(pages)[-2:] == [case.number for case in mine]


def test_a_queue_is_counted_to_five_hundred_and_then_said_to_be_more(desk):
    case = desk.send()
    for how_many in (MOST_COUNTED, MOST_COUNTED + 1):
        desk.shelf.heads = {
            number: replace(case, number=number, language=("en", "de")[place % 2])
            for place, number in enumerate(f"V-{each:04d}-AAAA" for each in range(how_many))
        }
        page = desk.listing.queue(ada, ("en", "de"), None, waiting=True)
        assert page.count == Count(MOST_COUNTED, how_many > MOST_COUNTED)
        desk.shelf.heads = {
            number: replace(one, taken_by=PRINT.address(ada.email)) for number, one in desk.shelf.heads.items()
        }
        assert desk.listing.taken(ada, None).count == Count(MOST_COUNTED, how_many > MOST_COUNTED)


def test_a_case_that_comes_in_while_one_reads_on_hides_none_and_doubles_none(desk):
    sent = {case.number for case in fill(desk, QUEUE_SIZE + 20)}
    first = desk.listing.queue(ada, ("en", "de", "ja"), None, waiting=False)
    desk.write(first.cases[0], ada)  # now waits on the customer: behind the place where we are
    desk.send(channel="ring", phone="+4722225555")  # due before it
    rest = desk.listing.queue(ada, ("en", "de", "ja"), first.next, waiting=False)
    assert set(numbers([first, rest])) == sent
    assert numbers([rest]).count(first.cases[0].number) == 1


def test_the_last_page_that_is_exactly_full_leads_to_no_empty_one(desk):
    for _ in range(PAGE_SIZE):
        desk.send()
    assert desk.listing.inbox(birk, "all", None)[0].next is None


def test_a_cursor_of_another_list_another_person_or_of_nobody_is_refused(desk):
    for _ in range(2):
        fill(desk, QUEUE_SIZE + 1)
        desk.numbers[:] = [f"V-MORE-{place:04d}" for place in range(999)]
    for case in list(desk.shelf.heads.values()):
        if case.is_open:
            desk.conversation.take(case.number, ada)
    languages = ("en", "de", "ja")
    lists = {
        "inbox": lambda cursor: desk.listing.inbox(birk, "all", cursor)[0],
        "open": lambda cursor: desk.listing.inbox(birk, "open", cursor)[0],
        "bodil": lambda cursor: desk.listing.inbox(bodil, "all", cursor)[0],
        "waiting": lambda cursor: desk.listing.queue(ada, languages, cursor, waiting=True),
        "all open": lambda cursor: desk.listing.queue(ada, languages, cursor, waiting=False),
        "fewer": lambda cursor: desk.listing.queue(ada, languages[:2], cursor, waiting=False),
        "mine": lambda cursor: desk.listing.taken(ada, cursor),
        "odd": lambda cursor: desk.listing.taken(odd, cursor),
    }
    given = {name: cursor for name, ask in lists.items() if (cursor := ask(None).next)}
    assert given.keys() >= {"inbox", "waiting", "all open", "mine"}
    for name, ask in lists.items():
        for other, cursor in given.items():
            if other == name:
                assert ask(cursor)
                continue
            with pytest.raises(Invalid):
                ask(cursor)
        for nobodys in ("x", "A" * 60, given["mine"][:-1], given["mine"] + "A", given["mine"].swapcase(), "é" * 30):
            with pytest.raises(Invalid):
                ask(nobodys)
