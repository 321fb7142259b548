"""Proving an address with a code that arrives by mail or with a token of the vendor's app (decision 0038)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hmac import compare_digest

from chalicelib.errors import FieldError, Invalid, SlowDown
from chalicelib.limits import Asker, Limiter
from chalicelib.mail.letter import KNOWN, STRANGER, Letter
from chalicelib.people.address import Fingerprint
from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.browsers import UNKNOWN, Visit
from chalicelib.people.sign_in.codes import Code, CodeStore
from chalicelib.people.sign_in.guesses import Guesses, Place
from chalicelib.people.sign_in.sessions import Session, Sessions
from chalicelib.people.vendor_token import Vouched

REPEATED = timedelta(seconds=60)  # a request whose answer was lost may be sent again so long
FULL = 60  # seconds after which to ask again, when a mailbox has more live codes than can be


class SignIn:
    """Codes and sessions. Every answer is the same for known and unknown addresses."""

    def __init__(
        self,
        store: CodeStore,
        guesses: Guesses,
        sessions: Sessions,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
        limits: Limiter,
        *,
        new_token: Callable[[], str],
        new_code: Callable[[int], str],
        wake: Callable[[Letter], None],
    ) -> None:
        self._store, self._guesses, self.sessions = store, guesses, sessions
        self._fingerprint, self._clock = fingerprint, clock
        self._limits, self._new_token, self._new_code, self._wake = limits, new_token, new_code, wake

    def new_browser(self) -> str:
        """A secret for the cookie of a browser that has none."""
        return self._new_token()

    def send_code(self, email: str, language: str, visit: Visit, asked_at: str | None = None) -> None:
        """
        Mail a code that is good in the browser that asks, and nowhere else.

        Raises:
            ProofNeeded: a network, or all new browsers together for one mailbox, asked often.
            SlowDown: far too often.
        """
        now, owner, browser = self._clock(), self._fingerprint.address(email), self._browser(visit)
        place = self._place_of_known(owner, browser, visit, now) or self._place_of_new(email, visit, now)
        number = self._new_code(place.digits)
        letter = Letter(
            id=f"code-{self._new_token()[:22]}",
            kind="sign_in_code",
            to=email.strip(),
            language=language,
            fields={"code": number, "minutes": int(ladder.CODE_LIFE / timedelta(minutes=1)), "place": asked_at},
            # A desk behind one address does not wait for each other; strangers of one network may.
            whose=KNOWN if place.known else STRANGER,
            asker="" if place.known else visit.asking.askers[0].who,
        )
        code = Code(
            letter.id, self._digest(owner, browser, number), place.counted, place.known, language,
            ladder.TRIES, place.due + ladder.CODE_LIFE,
        )  # fmt: skip
        self._store.put_code(owner, browser, code, letter, now, place.due)
        if place.due == now:
            self._wake(letter)

    def with_code(self, email: str, number: str, visit: Visit) -> tuple[Session, str]:
        """
        Open a session for the person with the code, in the browser that asked for it.

        Sent again within a minute by the same browser, it answers with the same session.

        Returns:
            The session, and the token that only the browser keeps.

        Raises:
            Invalid: the code is wrong (says how many tries are left), no longer good, or this browser asked for none.
            ProofNeeded, SlowDown: the network tries often where it did not ask.
        """
        now, owner, browser = self._clock(), self._fingerprint.address(email), self._browser(visit)
        code = self._store.try_code(owner, browser, now)
        if code is None:
            raise Invalid(FieldError("code", self._why_not(owner, browser, visit)))
        # The try is spent and counted as a wrong one before it is compared: parallel guesses cannot share one.
        count = self._guesses.spend(code.counted, now)
        if not compare_digest(code.digest, self._digest(owner, browser, number)):
            if code.known:
                self._store.misused(owner, browser, now)
            else:
                self._guesses.wrong(email, code.language, code.counted, count, now)
            left = {"tries_left": code.tries}
            raise Invalid(FieldError("code", "wrong_code", left) if code.tries else FieldError("code", "code_expired"))
        self._guesses.give_back(code.counted, now)
        secret = self._secret(code.letter, visit.secret or "")
        session = self.sessions.new(email, secret, browser, visit.described)
        if code.session is None and self._store.use_code(owner, browser, code, session, now + REPEATED, now):
            return session, f"{owner}.{secret}"
        again = self.sessions.again(owner, secret)
        if again is None:
            raise Invalid(FieldError("code", "code_expired"))
        return again, f"{owner}.{secret}"

    def with_token(self, vouched: Vouched, visit: Visit) -> tuple[Session, str]:
        """
        Open a session for an address that the vendor vouches for. Repeated as `with_code`.

        Raises:
            Invalid: the token was used before.
        """
        now, owner = self._clock(), self._fingerprint.address(vouched.email)
        browser = self._browser(visit) if visit.secret else None
        secret = self._secret(vouched.token, visit.bound_to) if visit.bound_to else self._new_token()
        session = self.sessions.new(vouched.email, secret, browser, visit.described)
        if self._store.use_token(vouched.token, vouched.until, browser, session, now):
            return session, f"{owner}.{secret}"
        again = self.sessions.again(owner, secret)
        if again is None or self._store.token_session(vouched.token, now - REPEATED) != again.id:
            raise Invalid(FieldError("token", "token_expired"))
        return again, f"{owner}.{secret}"

    def open(self, email: str) -> tuple[Session, str]:
        """Open a session for an address that was proved otherwise, in no particular browser."""
        secret = self._new_token()
        session = self.sessions.new(email, secret, None, UNKNOWN)
        self.sessions.put(session)
        return session, f"{session.owner}.{secret}"

    def removed(self, email: str) -> None:
        """Somebody is no longer in the directory: their sessions end."""
        self.sessions.end_all_of(self._fingerprint.address(email))

    def _place_of_known(self, owner: str, browser: str, visit: Visit, now: datetime) -> Place | None:
        """None for a browser that is not known here, guesses, or asks too often: it is treated like a new one."""
        known = self._store.known(owner, browser, now)
        if known is None or ladder.Count(known.months).failures(now) >= ladder.MOST_OF_ONE_BROWSER:
            return None
        asker = Asker("known_browser", self._fingerprint.of("known browser", f"{owner} {browser}"))
        try:
            self._limits.count(replace(visit.asking, askers=(asker,)), codes=1)
        except SlowDown:
            return None
        return self._guesses.place_of_known(owner, now)

    def _place_of_new(self, email: str, visit: Visit, now: datetime) -> Place:
        askers = (*visit.asking.askers, Asker("mailbox", self._guesses.mailbox(email)))
        self._limits.count(replace(visit.asking, askers=askers), codes=1)
        place = self._guesses.place_of_new(email, now)
        if place is None:
            raise SlowDown(FULL)
        return place

    def _why_not(self, owner: str, browser: str, visit: Visit) -> str:
        """Looks only at what this browser asked for, so the answer does not depend on others' codes."""
        if self._store.code(owner, browser) is not None:
            return "code_expired"
        self._limits.count(visit.asking, tries=1)
        return "code_elsewhere"

    def _browser(self, visit: Visit) -> str:
        return self._fingerprint.in_epoch("browser", visit.secret or "")

    def _digest(self, owner: str, browser: str, number: str) -> str:
        return self._fingerprint.in_epoch("code", f"{owner} {browser} {number}")

    def _secret(self, proof: str, bound_to: str) -> str:
        """
        A session's secret that the same request makes again, and nobody else can.

        Without our key and what the browser alone knows (256 random bits) it is as good as random.
        """
        return self._fingerprint.in_epoch("session secret", f"{proof} {bound_to}")
