"""A store that came back from a backup: what it remembers of sessions, codes and tokens holds no longer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from chalicelib import settings
from chalicelib.errors import Invalid, SignInRequired
from chalicelib.http.tokens import token_reader
from chalicelib.people.address import Fingerprint
from chalicelib.people.vendor_token import VendorTokens
from tests.fakes.clock import FixedClock
from tests.fakes.people import PRINT
from tests.fakes.sign_in import DrawerOfCodes
from tests.people.door import ADA, Door

RESTORED = "2026-11-25T10:00:00Z"
KEY = "the vendor's key, which is long enough for it"


def door(store, epoch):
    return Door(store, epoch=epoch, key="a key for tests")


@pytest.mark.parametrize("before", ["", "2026-11-20T10:00:00Z"])
def test_a_session_of_the_backup_is_signed_out(before):
    store = DrawerOfCodes()
    _, token = door(store, before).sign_in.open(ADA)
    assert door(store, before).sessions.of(token).email == ADA
    with pytest.raises(SignInRequired):
        door(store, RESTORED).sessions.of(token)


@pytest.mark.parametrize("before", ["", "2026-11-20T10:00:00Z"])
def test_a_code_of_the_backup_opens_nothing_though_nobody_has_used_it_there(before):
    store = DrawerOfCodes()
    code = door(store, before).code()
    assert door(store, RESTORED).wrong(code) == ("code_elsewhere", None)
    assert door(store, before).enter(code)


@pytest.mark.parametrize("before", ["", "2026-11-20T10:00:00Z"])
def test_a_browser_that_signed_in_before_the_restore_is_new(before):
    """It may have been forgotten since, with "sign out everywhere"."""
    store = DrawerOfCodes()
    door(store, before).signed_in()
    later = door(store, RESTORED)
    later.code()
    assert not list(later.store.slips.values())[-1].known


def test_what_was_guessed_at_a_mailbox_is_remembered_in_every_epoch():
    store = DrawerOfCodes()
    for number in range(4):
        browser = f"stranger-{number:040d}"
        door(store, "").code(browser=browser)
        for _ in range(5):
            door(store, "").wrong(browser=browser)
    assert len(door(store, RESTORED).code()) == 8


def test_an_upgrade_signs_nobody_out():
    """Before there were epochs a session was kept under this very fingerprint."""
    assert Fingerprint("key").in_epoch("session", "secret") == Fingerprint("key").of("session", "secret")


def test_cases_and_people_are_found_in_every_epoch():
    here, there = Fingerprint("key"), Fingerprint("key", RESTORED)
    assert here.address(ADA) == there.address(ADA)
    assert here.of("idempotency", "a key") == there.of("idempotency", "a key")


def vendor_tokens(epoch_began):
    return VendorTokens(token_reader({"app": KEY}), PRINT.of, FixedClock(), epoch_began)


def test_a_token_from_before_the_restore_may_have_been_used_and_is_refused():
    now = FixedClock()()
    began = now - timedelta(seconds=30)

    def issued(at):
        claims = {"iat": int(at.timestamp()), "exp": int(at.timestamp()) + 300, "aud": "varde", "email": ADA}
        return jwt.encode(claims, KEY, "HS256", headers={"kid": "app"})

    tokens = vendor_tokens(began)
    with pytest.raises(Invalid, match="token_expired"):
        tokens.vouched(issued(began - timedelta(seconds=1)))
    assert tokens.vouched(issued(began)).email == ADA
    assert replace(tokens, epoch_began=None).vouched(issued(began - timedelta(seconds=1))).email == ADA


def test_the_epoch_moves_with_the_products_clock():
    given = settings.read({"VARDE_SECRET": "x", "VARDE_EPOCH": RESTORED, "VARDE_CLOCK_OFFSET": "60"})
    assert given.epoch_began == datetime(2026, 11, 25, 10, 1, tzinfo=UTC)
    assert settings.read({"VARDE_SECRET": "x"}).epoch_began is None


@pytest.mark.parametrize("wrong", ["2", "yesterday", "2026-11-25", "2026-11-25T10:00:00"])
def test_an_epoch_that_is_no_instant_is_refused(wrong):
    with pytest.raises(ValueError, match="VARDE_EPOCH"):
        settings.read({"VARDE_SECRET": "x", "VARDE_EPOCH": wrong})
