"""Sessions: where somebody is signed in, and how that ends."""

import pytest

from chalicelib.errors import NotFound, SignInRequired
from chalicelib.people.sign_in import SESSION_LIFE
from chalicelib.people.sign_in.browsers import Description, described
from tests.people.door import ADA, LAPTOP, PHONE

EVE = "eve@elsewhere.example"


def ended(door, token):
    with pytest.raises(SignInRequired):
        door.sessions.of(token)
    return True


def test_a_session_ends_by_itself(door):
    _, token = door.sign_in.open(ADA)
    door.clock.forward(seconds=SESSION_LIFE.total_seconds() - 1)
    assert door.sessions.of(token)
    door.clock.forward(seconds=1)
    assert ended(door, token)


def test_signing_out_here_leaves_the_other_browser_signed_in(door):
    (here, token), (_, other) = door.sign_in.open(ADA), door.sign_in.open(ADA)
    door.sessions.end_here(here)
    assert ended(door, token)
    assert door.sessions.of(other)


def test_signing_out_everywhere_ends_all_of_ones_own_sessions_only(door):
    (here, token), (_, other) = door.sign_in.open(ADA), door.sign_in.open(ADA)
    _, eves = door.sign_in.open(EVE)
    door.sessions.end_all(here)
    assert ended(door, token)
    assert ended(door, other)
    assert door.sessions.of(eves)


def test_signing_out_everywhere_makes_every_browser_new(door):
    door.signed_in(PHONE)
    mine = door.sessions.of(door.signed_in(LAPTOP))
    door.sessions.end_all(mine)
    for browser in (PHONE, LAPTOP):
        assert not door.store.known(mine.owner, door.sign_in._browser(door.visit(browser)), door.clock())


def test_one_sees_where_one_is_signed_in_here_first_then_the_newest(door):
    token = door.signed_in(PHONE)
    door.clock.forward(minutes=5)
    mine, _ = door.enter(door.code(browser=LAPTOP), browser=LAPTOP)
    door.sign_in.open(EVE)
    listed, left_out = door.sessions.listed(mine)
    assert [one.id for one in listed] == [mine.id, door.sessions.of(token).id]
    assert [one.described for one in listed] == [Description("Firefox", "Linux")] * 2
    assert left_out == 0
    assert (listed[0].since - listed[1].since).total_seconds() == 300
    phone, _ = door.sessions.listed(door.sessions.of(token))
    assert [one.id for one in phone] == [door.sessions.of(token).id, mine.id], "where one looks comes first"


def test_an_ended_session_is_not_listed(door):
    door.sign_in.open(ADA)
    door.clock.forward(seconds=SESSION_LIFE.total_seconds())
    mine, _ = door.sign_in.open(ADA)
    assert [one.id for one in door.sessions.listed(mine)[0]] == [mine.id]


def test_of_very_many_the_newest_hundred_are_listed_and_the_others_counted(quick_door):
    for _ in range(103):
        mine, _ = quick_door.sign_in.open(ADA)
        quick_door.clock.forward(seconds=1)
    listed, left_out = quick_door.sessions.listed(mine)
    assert (len(listed), left_out, listed[0].id) == (100, 3, mine.id)


def test_one_ends_another_session_of_ones_own_and_its_browser_is_new_again(door):
    token = door.signed_in(PHONE)
    mine, here = door.enter(door.code(browser=LAPTOP), browser=LAPTOP)
    door.sessions.end(mine, door.sessions.of(token).id)
    assert ended(door, token)
    assert door.sessions.of(here)
    assert not door.store.known(mine.owner, door.sign_in._browser(door.visit(PHONE)), door.clock())
    assert door.store.known(mine.owner, door.sign_in._browser(door.visit(LAPTOP)), door.clock())


def test_an_earlier_session_of_this_very_browser_ends_and_the_browser_stays_known(door):
    earlier = door.signed_in(LAPTOP)
    mine, here = door.enter(door.code(browser=LAPTOP), browser=LAPTOP)
    door.sessions.end(mine, door.sessions.of(earlier).id)
    assert ended(door, earlier)
    assert door.sessions.of(here)
    assert door.store.known(mine.owner, door.sign_in._browser(door.visit(LAPTOP)), door.clock())


def test_nobody_ends_another_persons_session(door):
    mine, _ = door.sign_in.open(EVE)
    theirs, token = door.sign_in.open(ADA)
    for name in (theirs.id, "", "x", "é" * 32, "0" * 32, "A" * 32, "a" * 3000, "S#", "../" + theirs.id):
        with pytest.raises(NotFound):
            door.sessions.end(mine, name)
    assert door.sessions.of(token)


def test_a_token_does_not_open_another_persons_session(door):
    _, mine = door.sign_in.open(EVE)
    _, theirs = door.sign_in.open(ADA)
    forged = f"{theirs.partition('.')[0]}.{mine.partition('.')[2]}"
    assert ended(door, forged)


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CHROME, ("Chrome", "Linux")),
        (CHROME.replace("X11; Linux x86_64", "Linux; Android 14; Pixel 8"), ("Chrome", "Android")),
        (CHROME.replace("X11; Linux x86_64", "X11; CrOS x86_64 14541.0.0"), ("Chrome", "ChromeOS")),
        (f"{CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/130.0.0.0", ("Edge", "Windows")),
        (f"{CHROME} OPR/115.0.0.0", ("Opera", "Linux")),
        (f"{WINDOWS} Gecko/20100101 Firefox/132.0", ("Firefox", "Windows")),
        (f"{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        (f"{IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
        (f"{IPHONE} FxiOS/132.0 Mobile/15E148 Safari/605.1.15", ("Firefox", "iPhone")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.6 Safari/605.1.15", ("Safari", "Mac")),
        ("curl/8.5.0", (None, None)),
        ("", (None, None)),
        ("<script>alert(1)</script>" * 100_000, (None, None)),
        ("x" * 400 + "Firefox/1 Windows", (None, None)),
    ],
)
def test_a_browser_is_named_in_words_of_ours(header, words):
    found = described(header)
    assert (found.program, found.system) == words
