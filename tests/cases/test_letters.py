"""Whom a step of a case writes to, and what it may say there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.cases.case import Case, Requester
from chalicelib.cases.events import Author, Event, Message, Note, Status
from chalicelib.cases.letters import letters_of, received_letter
from chalicelib.mail.letter import CUSTOMER, STRANGER
from tests.fakes.ferry import ferry

AT = datetime(2026, 1, 7, 10, tzinfo=UTC)
TUVA = Requester("f1", "tuva@holmen.example", "Tuva Rud", "fleet", "captain", "Holmen")
RULES = ferry().on(AT.date())
ADA = Author("f2", "Ada Sund", "agent")
CASE = Case("V-7F3K-9Q2M", TUVA, "letter", "en", "sailing", "page", "My list is empty", AT, AT, letters=("first",))
ANSWER = Message(2, AT, ADA, "Try again now")


def test_an_answer_goes_to_the_person_who_asked():
    (letter,) = letters_of(CASE, ANSWER)
    assert (letter.to, letter.fields["overview"], letter.thread) == (TUVA.email, CASE.overview, ("first",))


def test_an_answer_goes_to_the_reply_address_of_the_case():
    (letter,) = letters_of(replace(CASE, reply_email="office@elsewhere.example"), ANSWER)
    assert (letter.to, letter.fields["text"]) == ("office@elsewhere.example", ANSWER.text)


def test_an_address_that_nobody_proved_never_gets_the_visitors_words():
    (letter,) = letters_of(replace(CASE, reply_email="victim@elsewhere.example"), ANSWER)
    said = " ".join(str(value) for value in letter.fields.values())
    assert CASE.overview not in said
    assert TUVA.name not in said


def test_a_mail_is_in_the_cases_language_and_only_its_requesters_mails_are_joined():
    (letter,) = letters_of(replace(CASE, language="ja"), ANSWER)
    assert (letter.language, letter.thread) == ("ja", ("first",))
    (letter,) = letters_of(replace(CASE, language="ja", reply_email="office@elsewhere.example"), ANSWER)
    assert (letter.language, letter.thread) == ("ja", ()), "who never got the first mail has nothing to join it to"


def test_ones_own_address_in_other_letters_is_still_ones_own():
    (letter,) = letters_of(replace(CASE, reply_email="Tuva@Holmen.example"), ANSWER)
    assert letter.fields["overview"] == CASE.overview


@pytest.mark.parametrize("status", ["closed", "reopened"])
def test_what_happens_to_the_case_is_told_to_its_requester_only(status: str):
    step = Status(3, AT, ADA, status)
    (letter,) = letters_of(replace(CASE, reply_email="office@elsewhere.example"), step)
    assert (letter.kind, letter.to) == (f"case_{status}", TUVA.email)


@pytest.mark.parametrize(("account", "whose"), [(TUVA.account, CUSTOMER), (None, STRANGER)])
def test_every_mail_says_whose_it_is_and_who_caused_it(account: str | None, whose: str):
    """At the ceiling of all mail a stranger's waits first, and nobody's mails delay all the others."""
    case = replace(CASE, requester=replace(TUVA, account=account))
    closed = Status(3, AT, ADA, "closed")
    letters = [received_letter(case, "en", RULES), *letters_of(case, ANSWER), *letters_of(case, closed)]
    assert [(letter.whose, letter.asker) for letter in letters] == [(whose, TUVA.id)] * 3


@pytest.mark.parametrize("event", [
    Message(2, AT, Author("f1", "Tuva Rud", "requester"), "Here I am"),
    Note(2, AT, ADA, "Between us"),
    Status(2, AT, ADA, "taken"),
])  # fmt: skip
def test_ones_own_words_notes_and_takes_are_not_mailed(event: Event):
    assert letters_of(CASE, event) == ()
