"""Guessing at a code: how long codes become, and that nobody gets in by it (decision 0038)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.ladder import MOST_LIVE, NEW_BROWSERS, Count, last_months
from tests.people.door import ADA, LAPTOP, PHONE
from tests.people.guessing.guesser import YEAR, Guesser, stranger


def test_a_break_in_is_rarer_than_one_in_ten_thousand_a_year():
    assert ladder.chance_within_a_year() < 1e-4
    assert [rung.digits for rung in NEW_BROWSERS] == [6, 8, 10, 12]


@pytest.mark.parametrize("pause", [timedelta(minutes=26), timedelta(days=1), timedelta(days=29)])
def test_at_each_length_a_year_has_no_more_guesses_than_its_rung_says(quick_door, pause):
    guesser = Guesser(quick_door)
    while len(guesser.guesses) < 2_000 and quick_door.clock() < datetime(2029, 1, 1, tzinfo=UTC):
        guesser.guess(guesser.codes(most=40))
        quick_door.clock.forward(seconds=pause.total_seconds())
    for rung in NEW_BROWSERS[:2]:
        assert 0 < guesser.worst_year(rung.digits) <= rung.most


def test_at_the_edge_of_a_month_nobody_gets_a_second_ladder(quick_door):
    guesser = Guesser(quick_door)
    for day in ("2026-12-31 23:50", "2027-01-01 00:30", "2027-12-31 23:00", "2028-01-01 00:30", "2028-01-31 12:00"):
        quick_door.clock.set(day)
        guesser.guess(guesser.codes(most=10))
    assert guesser.worst_year(6) <= NEW_BROWSERS[0].most


def test_a_year_is_never_shorter_than_a_year():
    for day in (datetime(2026, 12, 1, tzinfo=UTC), datetime(2028, 2, 29, 23, 59, tzinfo=UTC)):
        assert f"{day - YEAR:%Y-%m}" in last_months(day)
    assert len(last_months(datetime(2026, 1, 1, tzinfo=UTC))) == 13


def test_a_year_later_codes_are_short_again(quick_door):
    guesser = Guesser(quick_door)
    guesser.guess(guesser.codes(most=8))
    assert len(quick_door.code(browser=PHONE)) == 8
    quick_door.clock.forward(days=366 + 31)
    assert len(quick_door.code(browser=PHONE)) == 6


def test_codes_opened_first_and_guessed_later_are_long_already(door):
    assert [digits for _, digits in Guesser(door).codes(most=6)] == [6, 6, 6, 6, 8, 8]


def test_of_codes_asked_for_at_the_same_moment_no_more_are_short(door):
    with ThreadPoolExecutor(8) as threads:
        lengths = list(threads.map(lambda n: len(door.code(**stranger(n))), range(12)))
    # The letter that `code` reads may be another thread's: what was mailed is what counts.
    assert len(lengths) == 12
    assert sorted(len(letter.fields["code"]) for letter, _ in door.letters()) == [6] * 4 + [8] * 8


def test_signing_in_does_not_reset_what_was_guessed(quick_door):
    guesser = Guesser(quick_door)
    guesser.guess(guesser.codes(most=4))
    assert len(quick_door.code(browser=PHONE)) == 8
    quick_door.signed_in(LAPTOP)
    quick_door.clock.forward(minutes=30)
    assert len(quick_door.code(browser=PHONE)) == 8


def test_a_right_code_is_not_counted_as_a_guess(door):
    for _ in range(7):
        door.enter(door.code(browser=PHONE), browser=PHONE)
        door.sessions.end_all(door.sign_in.open(ADA)[0])  # so that the phone is new each time
        door.clock.forward(minutes=30)
    assert len(door.code(browser=PHONE)) == 6


def test_a_mailbox_has_so_many_live_codes_and_then_room_again(quick_door):
    guesser = Guesser(quick_door)
    assert len(guesser.codes(most=MOST_LIVE + 5)) == MOST_LIVE
    quick_door.clock.forward(minutes=26)
    assert len(guesser.codes(most=3)) == 3


def test_room_comes_back_in_the_store_too(door):
    """The full list is tidied by who finds it full."""
    who = door.fingerprint.of("mailbox", ADA)
    now = door.clock()
    for seconds in range(3):
        assert door.guesses.reserve(who, now + timedelta(seconds=seconds), 3, now).live_at(now) == seconds
    assert door.guesses.reserve(who, now, 3, now - timedelta(seconds=1)) is None
    assert door.guesses.reserve(who, now + timedelta(minutes=1), 3, now).live_at(now) == 3


def test_months_that_count_no_more_are_not_kept(door):
    door.code()
    door.wrong()
    door.clock.forward(days=500)
    assert door.guesses.spend(door.fingerprint.of("mailbox", ADA), door.clock()).failures(door.clock()) == 1
    months = door.guesses.spend(door.fingerprint.of("mailbox", ADA), door.clock()).months
    assert list(months.values()) == [2]


def test_what_is_at_risk_counts_live_codes_as_failed():
    now = datetime(2026, 12, 1, tzinfo=UTC)
    count = Count({"2026-12": 3, "2025-12": 2, "2025-11": 50}, [int(now.timestamp()), int(now.timestamp()) + 1])
    assert (count.failures(now), count.live_at(now), count.at_risk(now)) == (5, 1, 10)
