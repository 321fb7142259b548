"""Signing in, as the tests meet it: browsers, codes, and everything that was mailed."""

from itertools import count
from uuid import uuid4

import pytest

from chalicelib.errors import Invalid
from chalicelib.limits import Asker, Asking, Limiter, shipped
from chalicelib.people.address import Fingerprint
from chalicelib.people.sign_in import Guesses, Sessions, SignIn
from chalicelib.people.sign_in.browsers import Description, Visit
from tests.fakes.clock import FixedClock
from tests.fakes.limits import BoxOfCounters, EasyProofs
from tests.fakes.sign_in import DrawerOfCodes

ADA = "ada@kunde.example"
LAPTOP, PHONE = "laptop-" + "l" * 40, "phone-" + "p" * 40


class Door:
    """Codes are 000001, 000002 …; `mailed` holds every letter that was handed over, also those that wait."""

    def __init__(self, codes, guesses=None, sessions=None, epoch="", key=None, clock=None):
        self.clock, self.store = clock or FixedClock(), codes
        self.fingerprint = Fingerprint(key or uuid4().hex, epoch)  # a key of its own: no test meets another's codes
        self.mailed, self.awake, self.proofs = [], [], EasyProofs()
        numbers = count(1)
        self.guesses = guesses or codes

        def new_token():
            return uuid4().hex

        self.sessions = Sessions(sessions or codes, self.fingerprint, self.clock)
        limits = Limiter(shipped, BoxOfCounters(), self.proofs, self.clock)
        wake = self.awake.append
        self.sign_in = SignIn(
            Mailing(codes, self.mailed),
            Guesses(Mailing(self.guesses, self.mailed), self.fingerprint, new_token=new_token, wake=wake),
            self.sessions, self.fingerprint, self.clock, limits,
            new_token=new_token, new_code=lambda digits: f"{next(numbers):0{digits}d}", wake=wake,
        )  # fmt: skip

    def visit(self, browser=LAPTOP, network="192.0.2.1", route="POST /sign-in/codes", proof=None, words=None):
        asking = Asking(route, (Asker("network", network),), proof)
        return Visit(browser, asking, words or Description("Firefox", "Linux"), browser)

    def code(self, email=ADA, browser=LAPTOP, network="192.0.2.1"):
        """Ask for a code, with a proof where one is asked; it is what the mail says."""
        from chalicelib.errors import ProofNeeded

        try:
            self.sign_in.send_code(email, "en", self.visit(browser, network))
        except ProofNeeded as needed:
            proof = self.proofs.solve(needed.challenge)
            self.sign_in.send_code(email, "en", self.visit(browser, network, proof=proof))
        return self.mailed[-1][0].fields["code"]

    def enter(self, code, email=ADA, browser=LAPTOP, network="192.0.2.1"):
        visit = self.visit(browser, network, "POST /sign-in/sessions")
        return self.sign_in.with_code(email, code, visit)

    def wrong(self, code="x", email=ADA, browser=LAPTOP, network="192.0.2.1"):
        """How a wrong code is refused: the error's code and the tries left."""
        with pytest.raises(Invalid) as invalid:
            self.enter(code, email, browser, network)
        (error,) = invalid.value.errors
        assert error.field == "code"
        return error.code, error.params.get("tries_left")

    def signed_in(self, browser=LAPTOP, email=ADA):
        """A browser that is known from now on; the session's token."""
        return self.enter(self.code(email, browser), email, browser)[1]

    def letters(self, kind="sign_in_code"):
        return [(letter, due) for letter, due in self.mailed if letter.kind == kind]


class Mailing:
    """A store that notes what it hands to the outbox, and when it is due."""

    def __init__(self, store, mailed):
        self._store, self._mailed = store, mailed

    def put_code(self, owner, browser, code, letter, now, due):
        self._store.put_code(owner, browser, code, letter, now, due)
        self._mailed.append((letter, due))

    def report(self, who, day, unreported, letter, now):
        reported = self._store.report(who, day, unreported, letter, now)
        if reported:
            self._mailed.append((letter, now))
        return reported

    def __getattr__(self, name):
        return getattr(self._store, name)


def drawer_door(**options):
    return Door(DrawerOfCodes(), **options)
