"""The mailbox that codes are guessed for: its spellings, how many mails it gets, and what its owner is told."""

import logging
from datetime import timedelta

import pytest

from chalicelib.people.sign_in.mailbox import mailbox
from tests.people.door import ADA
from tests.people.guessing.guesser import Guesser, stranger


@pytest.mark.parametrize(
    ("spelling", "box"),
    [
        ("Ada@Kunde.example", ADA),
        ("ada+1@kunde.example", ADA),
        ("ada+a+b@kunde.example", ADA),
        ("a.da@kunde.example", "a.da@kunde.example"),
        ("a.d.a+x@gmail.com", "ada@gmail.com"),
        ("ada@googlemail.com", "ada@gmail.com"),
        ("+ada@kunde.example", "+ada@kunde.example"),
        ("ada-news@kunde.example", "ada-news@kunde.example"),
    ],
)
def test_spellings_of_one_mailbox(spelling, box):
    assert mailbox(spelling) == box


def test_fifty_two_tags_of_one_mailbox_cost_work_and_wait_but_each_mail_is_due_within_a_quarter_of_an_hour(quick_door):
    for number in range(52):
        quick_door.code(f"ada+{number}@kunde.example", **stranger(number))
    waits = [(due - quick_door.clock()).total_seconds() for _, due in quick_door.letters()]
    assert waits[:5] == [0] * 5
    assert waits == sorted(waits)
    assert waits[-1] > 600
    for number in range(52, 120):
        quick_door.code(f"ada+{number}@kunde.example", **stranger(number))
    assert quick_door.mailed[-1][1] - quick_door.clock() == timedelta(minutes=15)
    assert len(quick_door.awake) == 5, "nobody wakes the sender for a mail that waits"
    assert len(quick_door.proofs.given) >= 100, "from the fifth code of the hour on, each was paid for with work"


def test_a_code_whose_mail_waits_is_good_for_ten_minutes_after_it_was_sent(quick_door):
    for number in range(30):
        code = quick_door.code(**stranger(number))
    _, due = quick_door.mailed[-1]
    quick_door.clock.now = due + timedelta(minutes=9, seconds=59)
    assert quick_door.enter(code, **stranger(29))


def test_the_owner_is_written_to_once_a_day_when_somebody_guesses(door):
    guesser = Guesser(door)
    guesser.guess(guesser.codes(most=2))
    ((letter, _),) = door.letters("sign_in_tries")
    assert (letter.to, letter.language, dict(letter.fields)) == (ADA, "en", {"tries": 3})
    door.clock.forward(days=1)
    guesser.guess(guesser.codes(most=1))
    assert [letter.fields["tries"] for letter, _ in door.letters("sign_in_tries")] == [3, 8], "and the seven since"


def test_an_owner_who_mistypes_twice_is_not_written_to(door):
    code = door.code()
    door.wrong()
    door.wrong()
    door.enter(code)
    assert door.letters("sign_in_tries") == []


def test_whoever_guesses_slowly_is_reported_as_well(quick_door):
    for number in range(6):
        quick_door.code(**stranger(number))
        quick_door.wrong(**stranger(number))
        quick_door.clock.forward(days=3)
    assert len(quick_door.letters("sign_in_tries")) == 2


def test_guessing_at_a_whole_domain_raises_an_alarm_and_refuses_nobody(quick_door, caplog):
    with caplog.at_level(logging.WARNING, logger="chalicelib.people.sign_in.guesses"):
        for number in range(210):
            email = f"person{number}@kunde.example"
            quick_door.code(email, **stranger(number))
            quick_door.wrong("no", email, **stranger(number))
    alarms = [record.getMessage() for record in caplog.records]
    assert [alarm.partition("wrong_codes=")[2] for alarm in alarms] == ["100 within=1h", "200 within=1h"]
    assert all(alarm.startswith("sign_in_domain_alarm domain=") for alarm in alarms)
    assert "kunde" not in "".join(alarms)
