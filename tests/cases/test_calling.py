"""Calls (decision D14): each attempt is an event, the last one turns the case, and a time can be chosen."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.cases.case import THEM, US
from chalicelib.cases.live.calling import Called
from chalicelib.errors import Changed, Conflict, Forbidden, Invalid, NotEntitled, NotFound
from tests.fakes.people import ada, birk, bodil, odd

NUMBER = "+4721000000"


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.fixture
def calls(desk):
    """A desk on a Wednesday at eleven, on which a ferry captain has asked to be called."""
    desk.clock.now = oslo("2026-12-02 11:00")
    return desk


def ring(desk, person=birk, **more):
    return desk.send(person, channel="ring", phone=NUMBER, **more)


def attempt(desk, case, outcome="no_answer", person=ada, again=None, **more):
    return desk.conversation.attempt(case.number, person, Called(outcome, again), None, **more)


def kinds(desk) -> list[str]:
    return [letter.kind for letter in desk.shelf.letters]


def test_nobody_answers_so_we_call_again_after_the_policys_wait_and_say_so(calls):
    case, event = attempt(calls, ring(calls))
    again = oslo("2026-12-02 11:15")
    assert (event.kind, event.outcome, event.again, event.goes_on) == ("attempt", "no_answer", again, None)
    assert (case.channel, case.attempts, case.call_at, case.due) == ("ring", 1, again, again)
    assert (case.waiting_on, case.taken_by_name) == (US, ada.name)
    assert calls.shelf.letters[-1].fields["again"] == again.isoformat()


def test_after_the_policys_attempts_the_case_goes_on_in_writing_with_that_promise(calls):
    case, _ = attempt(calls, ring(calls))
    calls.clock.now += timedelta(minutes=15)
    case, event = attempt(calls, case)
    due = oslo("2026-12-03 11:15")
    assert (event.again, event.goes_on) == (None, "letter")
    assert (case.channel, case.attempts, case.call_at, case.due, case.by_call) == ("letter", 0, None, due, False)
    assert kinds(calls) == ["case_received", "call_missed", "call_missed"]
    last = calls.shelf.letters[-1].fields
    assert (last["writes"], last["again"], last["due"]) == (True, None, due.isoformat())


def test_a_case_that_goes_on_in_writing_is_called_no_more(calls):
    case, _ = attempt(calls, ring(calls), "wrong_number")
    with pytest.raises(Conflict):
        attempt(calls, case)
    assert kinds(calls).count("call_missed") == 1


def test_a_wrong_number_is_not_called_twice(calls):
    case, event = attempt(calls, ring(calls), "wrong_number")
    assert (case.channel, event.goes_on, calls.shelf.letters[-1].fields["outcome"]) == (
        "letter", "letter", "wrong_number",
    )  # fmt: skip


def test_a_wait_that_ends_after_closing_goes_on_when_we_open(calls):
    calls.clock.now = oslo("2026-12-02 16:50")
    case, _ = attempt(calls, ring(calls))
    assert case.due == oslo("2026-12-03 09:00")


def test_once_we_spoke_the_case_waits_for_the_customer_without_a_mail(calls):
    case, _ = attempt(calls, ring(calls))
    case, event = attempt(calls, case, "reached")
    assert (case.waiting_on, case.due, case.call_at, case.attempts) == (THEM, None, None, 0)
    assert (event.again, kinds(calls)) == (None, ["case_received", "call_missed"])


def test_what_the_customer_writes_after_a_call_gets_the_promise_of_a_call_anew(calls):
    case, _ = attempt(calls, ring(calls), "reached")
    calls.clock.now += timedelta(hours=1)
    case = calls.write(case, birk)
    assert (case.due, case.by_call) == (oslo("2026-12-02 12:05"), True)


def test_whoever_asks_for_another_time_is_called_then_and_the_attempts_begin_anew(calls):
    case, _ = attempt(calls, ring(calls))
    then = oslo("2026-12-04 10:30")
    case, event = attempt(calls, case, "later", again=then)
    assert (case.due, case.call_at, case.attempts, event.again) == (then, then, 0, then)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-12-02 10:59", "not_in_range"), ("2026-12-16 11:01", "not_in_range"),
        ("2026-12-02 17:00", "not_open_then"), ("2026-12-05 12:00", "not_open_then"), (None, "missing"),
    ],
)  # fmt: skip
def test_another_time_is_within_opening_hours_and_in_reach(calls, at, code):
    case = ring(calls)
    with pytest.raises(Invalid) as refused:
        attempt(calls, case, "later", again=at and oslo(at))
    assert [(error.field, error.code) for error in refused.value.errors] == [("call_at", code)]


def test_a_call_now_is_refused_when_we_are_closed_and_one_at_a_chosen_time_is_not(calls):
    calls.clock.now = oslo("2026-12-05 20:00")  # a Saturday
    with pytest.raises(NotEntitled) as refused:
        ring(calls)
    assert refused.value.reasons == ("hours",)
    then = oslo("2026-12-07 09:00")
    case = ring(calls, call_at=then)
    assert (case.due, case.call_at) == (then, then)
    assert calls.shelf.letters[-1].fields["call_at"] == then.isoformat()
    assert calls.promises.judged(case, oslo("2026-12-07 08:00")).due == then
    assert calls.promises.judged(case, oslo("2026-12-07 09:02")).late


def test_a_chosen_time_opens_nothing_but_the_hours(calls):
    then = oslo("2026-12-02 15:00")
    with pytest.raises(NotEntitled) as refused:
        ring(calls, call_at=then, language="de")
    assert refused.value.reasons == ("language",)
    with pytest.raises(Invalid) as wrong:
        calls.send(birk, call_at=then)
    assert [(error.field, error.code) for error in wrong.value.errors] == [("call_at", "not_offered")]


def test_the_list_of_calls_has_what_is_due_first_and_nothing_else(calls):
    tomorrow = ring(calls, call_at=oslo("2026-12-03 09:00"))
    now = ring(calls, bodil)
    done, turned = ring(calls), ring(calls)
    calls.send()
    attempt(calls, done, "reached")
    attempt(calls, turned, "wrong_number")
    page = calls.listing.calls(ada, ["en"], None)
    assert [case.number for case in page.cases] == [now.number, tomorrow.number]
    assert (page.count.n, page.cases[0].phone) == (2, NUMBER)
    with pytest.raises(Forbidden):
        calls.listing.calls(birk, ["en"], None)


def test_only_an_agent_records_a_call_and_never_in_their_own_case(calls):
    case = ring(calls)
    with pytest.raises(Forbidden):
        attempt(calls, case, person=birk)
    with pytest.raises(NotFound):
        calls.conversation.attempt("V-ZZZZ-9999", ada, Called("reached"), None)


def test_two_agents_who_call_at_once_count_one_attempt_and_the_other_is_told(calls):
    case = ring(calls)
    attempt(calls, case, seen=1)
    with pytest.raises(Changed) as changed:
        attempt(calls, case, person=odd, seen=1)
    assert [event.kind for event in changed.value.events] == ["attempt"]
    assert calls.shelf.heads[case.number].attempts == 1


def test_an_attempt_that_is_sent_twice_is_one(calls):
    case = ring(calls)
    for _ in range(2):
        found, event = calls.conversation.attempt(case.number, ada, Called("no_answer"), "key-of-a-call")
    assert (found.attempts, event.sequence, kinds(calls).count("call_missed")) == (1, 2, 1)


def test_where_the_policy_has_no_attempts_a_missed_call_leaves_the_promise(desk_with):
    from tests.policy.another import another

    def nothing(rows) -> None:
        rows["attempts"], rows["chosen_time"] = [], []

    desk = desk_with(another(nothing))
    desk.clock.now = oslo("2026-12-02 11:00")
    case = ring(desk)
    after, event = attempt(desk, case)
    assert (after.due, after.attempts, event.again, event.goes_on) == (case.due, 1, None, None)
