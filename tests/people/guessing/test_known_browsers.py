"""A browser that signed in before: its codes stay short, until it guesses itself (decision 0038)."""

from chalicelib.limits import shipped
from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.ladder import KNOWN_BROWSERS, TRIES
from tests.people.door import ADA, LAPTOP, PHONE
from tests.people.guessing.guesser import Guesser, stranger


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


def test_a_known_browser_that_asks_above_its_limit_is_treated_like_a_new_one_and_never_refused(quick_door):
    quick_door.signed_in(LAPTOP)
    most = shipped().rows["codes", "known_browser"].most["hour"]
    for _ in range(most + 1):
        quick_door.code(browser=LAPTOP)
    assert [letter.whose for letter, _ in quick_door.letters()][1:] == ["known"] * most + ["stranger"]


def test_mails_of_new_browsers_take_turns_by_network_and_those_of_known_ones_by_address(quick_door):
    """Else one network that asks for many codes would delay everybody's mails, or a desk wait for itself."""
    quick_door.signed_in(LAPTOP)
    quick_door.code(browser=PHONE, network="192.0.2.7")
    assert quick_door.mailed[-1][0].asker == "192.0.2.7"
    quick_door.code(browser=LAPTOP, network="192.0.2.7")
    assert quick_door.mailed[-1][0].asker == ""


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
