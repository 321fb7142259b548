"""Reading and answering: whose case it is, who sees what, and writes that overtake each other."""

import pytest

from chalicelib.cases.case import Case, Timeline
from chalicelib.cases.conversation import PAGE_BYTES, PAGE_EVENTS, POLL_FAST, POLL_SLOW, THREAD, TRIES
from chalicelib.errors import Conflict, Forbidden, Invalid, NotFound, ProofNeeded, SlowDown
from tests.fakes.people import ada, birk, bodil, odd


def test_anothers_case_is_not_found_whatever_one_does(desk):
    case = desk.send()
    for number in (case.number, "V-NONE-0000"):
        for step in (
            lambda number: desk.conversation.read(number, bodil),
            lambda number: desk.conversation.message(number, bodil, "Hello", None),
            lambda number: desk.conversation.close(number, bodil),
            lambda number: desk.conversation.reopen(number, bodil),
            lambda number: desk.conversation.favourite(number, bodil, True),
        ):
            with pytest.raises(NotFound):
                step(number)
    assert len(desk.shelf.timelines[case.number]) == 1


def test_an_address_in_capitals_is_the_same_requester(desk):
    case = desk.send()
    shouting = type(birk)("BIRK@Sundogvik.Example", "Birk", "en", account=birk.account)
    assert desk.conversation.read(case.number, shouting).number == case.number


def test_agents_read_every_case_but_star_none(desk):
    case = desk.send()
    assert desk.conversation.read(case.number, ada).number == case.number
    with pytest.raises(Forbidden):
        desk.conversation.favourite(case.number, ada, True)


def test_a_requester_sees_neither_notes_nor_who_took_the_case(desk):
    case = desk.send()
    desk.conversation.take(case.number, ada)
    desk.conversation.note(case.number, ada, "Between us", None)
    last = desk.write(case, ada)
    assert [event.kind for event in desk.conversation.events(last, birk, 0).events] == ["message", "message"]
    seen = desk.conversation.events(last, odd, 0).events
    assert [event.kind for event in seen] == ["message", "status", "note", "message"]


def test_the_timeline_since_an_event_holds_the_ones_after_it(desk):
    case = desk.send()
    last = desk.write(case, birk, "Second")
    assert [event.text for event in desk.conversation.events(last, birk, 1).events] == ["Second"]
    assert desk.conversation.events(last, birk, 2) == Timeline([], 2, False)


def read_on(desk, case: Case, person) -> list[Timeline]:
    """All pages of a timeline, one after the other."""
    pages = [desk.conversation.events(case, person, 0)]
    while pages[-1].more:
        pages.append(desk.conversation.events(case, person, pages[-1].last))
    return pages


def test_a_long_timeline_comes_in_pages_each_event_once_and_the_last_page_says_so(desk):
    case = desk.send()
    for place in range(2 * PAGE_EVENTS - 1):
        desk.write(case, birk, f"Message {place}")
    pages = read_on(desk, case, birk)
    assert [len(page.events) for page in pages] == [PAGE_EVENTS, PAGE_EVENTS]
    assert [event.sequence for page in pages for event in page.events] == list(range(1, 2 * PAGE_EVENTS + 1))
    assert [desk.conversation.poll_after_ms(case, page.more) for page in pages] == [0, POLL_SLOW]


def test_a_page_of_a_timeline_has_no_more_bytes_than_it_may_and_one_event_at_least(desk):
    case = desk.send()
    for _ in range(3):
        desk.write(case, birk, "🧊" * (PAGE_BYTES // 8 - 50))  # half a page each
    desk.write(case, birk, "🧊" * PAGE_BYTES)
    desk.write(case, birk, "short")
    pages = read_on(desk, case, birk)
    assert [len(page.events) for page in pages] == [3, 1, 1, 1]
    assert [event.sequence for page in pages for event in page.events] == [1, 2, 3, 4, 5, 6]


def test_a_page_of_notes_leads_a_requester_on_though_they_see_none(desk):
    case = desk.send()
    for _ in range(PAGE_EVENTS):
        desk.conversation.note(case.number, ada, "Between us", None)
    desk.write(case, ada, "Try again")
    pages = read_on(desk, case, birk)
    assert [event.text for page in pages for event in page.events] == ["At 90 %.", "Try again"]


def test_an_overtaken_write_reads_again_and_loses_nothing(desk):
    case = desk.send()
    desk.shelf.before_saving += [
        lambda: desk.conversation.message(case.number, ada, "Faster", None),
    ]
    after, event = desk.conversation.message(case.number, birk, "Slower", None)
    assert [one.text for one in desk.shelf.timelines[case.number]] == ["At 90 %.", "Faster", "Slower"]
    assert (event.sequence, after.version, after.waiting_on, desk.pauses) == (3, 3, "us", [0])


def test_two_agents_take_at_once_and_the_slower_is_told_the_name(desk):
    case = desk.send()
    desk.shelf.before_saving.append(lambda: desk.conversation.take(case.number, odd))
    with pytest.raises(Conflict) as conflict:
        desk.conversation.take(case.number, ada)
    assert conflict.value.facts == {"taken_by": "Odd Vang"}


def test_a_message_that_meets_a_closing_is_refused_not_lost_in_a_closed_case(desk):
    case = desk.send()
    desk.shelf.before_saving.append(lambda: desk.conversation.close(case.number, ada))
    with pytest.raises(Conflict):
        desk.write(case, birk)
    assert desk.shelf.heads[case.number].status == "closed"


def test_who_is_overtaken_every_time_is_told_so(desk):
    case = desk.send()

    def always() -> None:
        before = desk.shelf.before_saving
        desk.shelf.before_saving = []
        desk.conversation.note(case.number, ada, "again", None)
        desk.shelf.before_saving = [*before, always]

    desk.shelf.before_saving.append(always)
    with pytest.raises(Conflict):
        desk.write(case, birk)
    assert desk.pauses == list(range(TRIES))


def test_a_message_with_a_key_is_stored_and_mailed_once(desk):
    case = desk.send()
    first = desk.conversation.message(case.number, ada, "Try again", "the-key")
    desk.write(case, birk)
    again = desk.conversation.message(case.number, ada, "Try again", "the-key")
    assert again[1] == first[1]
    assert again[0].version == 3
    assert [letter.kind for letter in desk.shelf.letters] == ["case_received", "reply_posted"]


def test_a_retry_after_the_case_was_closed_gets_its_message(desk):
    case = desk.send()
    first = desk.conversation.message(case.number, birk, "Thanks", "the-key")
    desk.conversation.close(case.number, ada)
    assert desk.conversation.message(case.number, birk, "Thanks", "the-key")[1] == first[1]
    with pytest.raises(Conflict):
        desk.conversation.message(case.number, birk, "Thanks", "another-key")


@pytest.mark.parametrize("refusal", [SlowDown(60), ProofNeeded({})], ids=["429", "428"])
def test_a_retry_after_a_limit_was_reached_gets_its_message(desk, refusal):
    def full(**_: int) -> None:
        raise refusal

    case = desk.send()
    first = desk.conversation.message(case.number, birk, "Thanks", "the-key")
    assert desk.conversation.message(case.number, birk, "Thanks", "the-key", full)[1] == first[1]
    with pytest.raises(type(refusal)):
        desk.conversation.message(case.number, birk, "Thanks", "another-key", full)


def test_an_overtaken_write_is_counted_once(desk):
    counted: list[dict[str, int]] = []
    case = desk.send()
    desk.shelf.before_saving += [lambda: desk.conversation.note(case.number, ada, "n", None)]
    desk.conversation.message(case.number, birk, "Slower", None, lambda **amounts: counted.append(amounts))
    assert (desk.pauses, counted) == ([0], [{"messages": 1, "letters": 6}])


@pytest.mark.parametrize("text", ["Other words", "Try again "])
def test_a_key_with_other_words_is_a_mistake(desk, text):
    case = desk.send()
    desk.conversation.message(case.number, birk, "Try again", "the-key")
    with pytest.raises(Invalid):
        desk.conversation.message(case.number, birk, text, "the-key")


def test_a_key_of_one_case_is_no_key_of_another(desk):
    one, other = desk.send(), desk.send()
    desk.conversation.message(one.number, birk, "Hello", "the-key")
    with pytest.raises(Invalid):
        desk.conversation.message(other.number, birk, "Hello", "the-key")


def test_a_note_with_the_key_of_a_reply_is_not_taken_for_it(desk):
    """The agent would believe that the customer was answered."""
    case = desk.send()
    desk.conversation.note(case.number, ada, "Hello", "the-key")
    with pytest.raises(Invalid):
        desk.conversation.message(case.number, ada, "Hello", "the-key")


def test_the_key_of_a_case_is_no_key_for_a_message(desk):
    case = desk.send(key="one-key")
    with pytest.raises(Invalid):
        desk.conversation.message(case.number, birk, "Hello", "one-key")


def test_the_requester_is_mailed_our_words_and_never_their_own(desk):
    case = desk.send()
    desk.write(case, birk)
    desk.write(case, ada, "Please try again")
    desk.conversation.note(case.number, ada, "n", None)
    desk.conversation.take(case.number, ada)
    desk.conversation.close(case.number, ada)
    desk.conversation.reopen(case.number, birk)  # what they did themselves they know
    assert [letter.kind for letter in desk.woken] == ["case_received", "reply_posted", "case_closed"]
    assert {letter.to for letter in desk.woken} == {"birk@sundogvik.example"}


def test_mails_of_a_case_thread_and_the_thread_has_an_end(desk):
    case = desk.send()
    for _ in range(THREAD + 5):
        desk.write(case, ada)
    first, second, *_, last = desk.shelf.letters
    assert (first.thread, second.thread) == ((), (first.id,))
    assert len(last.thread) == THREAD
    assert last.thread[-1] == desk.shelf.letters[-2].id
    assert len({letter.id for letter in desk.shelf.letters}) == THREAD + 6


def test_a_star_is_given_and_taken_once(desk):
    case = desk.send()
    for wished in (True, True, False, False):
        assert desk.conversation.favourite(case.number, birk, wished).favourite is wished
        assert desk.shelf.heads[case.number].favourite is wished


def test_a_message_does_not_take_the_star_away(desk):
    case = desk.send()
    desk.shelf.before_saving.append(lambda: desk.conversation.favourite(case.number, birk, True))
    desk.write(case, birk)
    assert desk.conversation.read(case.number, birk).favourite


def test_an_open_chat_is_looked_at_more_often(desk):
    chat, mail = desk.send(channel="talk"), desk.send()
    assert desk.conversation.poll_after_ms(chat) == POLL_FAST
    assert desk.conversation.poll_after_ms(mail) == POLL_SLOW
    assert desk.conversation.poll_after_ms(desk.conversation.close(chat.number, birk)) == POLL_SLOW
