"""Guessing at a code: how long codes become, and that nobody gets in by it (decision 0038)."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import SlowDown
from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.ladder import KNOWN_BROWSERS, MOST_LIVE, NEW_BROWSERS, TRIES, Count, last_months
from chalicelib.people.sign_in.mailbox import mailbox
from tests.people.door import ADA, LAPTOP, PHONE

YEAR = timedelta(days=365)


def stranger(number):
    return {"browser": f"stranger-{number:040d}", "network": f"198.51.{number // 200 % 200}.{number % 200}"}


class Guesser:
    """Asks for codes in ever new browsers, from ever new networks, under ever new tags, and guesses at all of them."""

    def __init__(self, door):
        self.door, self.number, self.guesses = door, 0, []

    def codes(self, most=MOST_LIVE):
        """As many codes at once as there can be; each is (who, length)."""
        got = []
        while len(got) < most:
            self.number += 1
            who = {"email": f"ada+{self.number}@kunde.example", **stranger(self.number)}
            try:
                got.append((who, len(self.door.code(**who))))
            except SlowDown:
                break
        return got

    def guess(self, codes):
        for who, digits in codes:
            for _ in range(TRIES):
                self.guesses.append((self.door.clock(), digits))
                self.door.wrong("no", **who)

    def worst_year(self, digits):
        """The most guesses at one length within any 365 days."""
        at = [when for when, length in self.guesses if length == digits]
        return max((sum(start <= when < start + YEAR for when in at) for start in at), default=0)


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


# A browser that signed in before.


def test_a_known_browser_has_short_codes_at_once_whatever_others_guess(quick_door):
    quick_door.signed_in(LAPTOP)
    guesser = Guesser(quick_door)
    guesser.guess(guesser.codes(most=110))
    assert len(quick_door.code(browser=PHONE)) == 10
    code = quick_door.code(browser=LAPTOP)
    letter, due = quick_door.mailed[-1]
    assert (len(code), due, letter.whose) == (6, quick_door.clock(), "known")
    assert quick_door.enter(code, browser=LAPTOP)


def test_a_known_browser_is_not_counted_against_its_network(quick_door):
    """A desk of a hundred behind one address, each morning."""
    for number in range(100):
        quick_door.signed_in(f"desk-{number:040d}", f"agent{number}@desk.example")
    quick_door.clock.forward(days=1)
    for number in range(100):
        quick_door.sign_in.send_code(
            f"agent{number}@desk.example", "en", quick_door.visit(f"desk-{number:040d}", "192.0.2.1")
        )  # without any proof


def test_a_browser_is_known_for_its_own_address_only(quick_door):
    quick_door.signed_in(LAPTOP)
    guesser = Guesser(quick_door)
    guesser.guess(guesser.codes(most=5))
    assert len(quick_door.code("ada+news@kunde.example", browser=LAPTOP)) == 8


def test_signing_out_everywhere_makes_every_browser_new_again(quick_door):
    token = quick_door.signed_in(LAPTOP)
    guesser = Guesser(quick_door)
    guesser.guess(guesser.codes(most=5))
    assert len(quick_door.code(browser=LAPTOP)) == 6
    quick_door.sessions.end_all(quick_door.sessions.of(token))
    assert len(quick_door.code(browser=LAPTOP)) == 8


def test_a_browser_is_known_for_a_year_after_it_last_signed_in(door):
    door.signed_in(LAPTOP)
    owner, browser = door.fingerprint.address(ADA), door.sign_in._browser(door.visit(LAPTOP))
    door.clock.forward(days=364)
    assert door.store.known(owner, browser, door.clock())
    door.clock.forward(days=1)
    assert not door.store.known(owner, browser, door.clock())


def test_one_known_browser_that_guesses_is_new_again_and_the_others_keep_short_codes(quick_door):
    """A colleague who left, or a stolen cookie."""
    quick_door.signed_in(PHONE)
    quick_door.signed_in(LAPTOP)
    for _ in range(ladder.MOST_OF_ONE_BROWSER // TRIES):
        quick_door.clock.forward(minutes=30)
        quick_door.code(browser=PHONE)
        assert quick_door.mailed[-1][0].whose == "known"
        for _ in range(TRIES):
            quick_door.wrong(browser=PHONE)
    quick_door.clock.forward(minutes=30)
    quick_door.code(browser=PHONE)
    assert quick_door.mailed[-1][0].whose == "stranger"
    assert len(quick_door.code(browser=LAPTOP)) == 6
    assert quick_door.mailed[-1][0].whose == "known"


def test_many_known_browsers_share_one_count(quick_door):
    many = [f"mine-{number:040d}" for number in range(120)]
    for browser in many:
        quick_door.signed_in(browser)
        quick_door.clock.forward(hours=3)
    guesses = {6: 0, 8: 0}
    for browser in many:
        quick_door.clock.forward(hours=3)
        code = quick_door.code(browser=browser)
        if quick_door.mailed[-1][0].whose == "known":
            for _ in range(TRIES):
                quick_door.wrong(browser=browser)
                guesses[len(code)] += 1
    assert guesses[6] == KNOWN_BROWSERS[0].most
    assert sum(guesses.values()) == KNOWN_BROWSERS[1].most
    assert quick_door.mailed[-1][0].whose == "stranger", "the last of them had no share left"


def test_an_owner_who_mistypes_now_and_then_keeps_short_codes_for_years(quick_door):
    """Each working day a code in their own browser, every twenty-fifth mistyped; each month one in a new browser."""
    longest = set()
    for day in range(600):
        quick_door.clock.forward(days=1)
        code = quick_door.code(browser=LAPTOP)
        longest.add(len(code))
        if day % 40 == 0:
            quick_door.wrong(browser=LAPTOP)
        quick_door.enter(code, browser=LAPTOP)
        if day % 30 == 0:
            longest.add(len(quick_door.code(**stranger(day))))
            quick_door.wrong("no", **stranger(day))
    assert longest == {6}


# The mailbox, and its owner.


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


def test_what_is_at_risk_counts_live_codes_as_failed():
    now = datetime(2026, 12, 1, tzinfo=UTC)
    count = Count({"2026-12": 3, "2025-12": 2, "2025-11": 50}, [int(now.timestamp()), int(now.timestamp()) + 1])
    assert (count.failures(now), count.live_at(now), count.at_risk(now)) == (5, 1, 10)
