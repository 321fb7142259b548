"""Proving an address with a code that arrives by mail or with a token of the vendor's app (decision 0038)."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from chalicelib.errors import FieldError, Invalid, SlowDown
from chalicelib.limits import Asker, Limiter
from chalicelib.mail.letter import KNOWN, STRANGER, Letter
from chalicelib.people.address import Fingerprint
from chalicelib.people.sign_in import ladder
from chalicelib.people.sign_in.browsers import UNKNOWN, Visit
from chalicelib.people.sign_in.codes import Code, CodeStore
from chalicelib.people.sign_in.mailbox import domain, mailbox
from chalicelib.people.sign_in.sessions import Session, Sessions
from chalicelib.people.vendor_token import Vouched

REPEATED = timedelta(seconds=60)  # a request whose answer was lost may be sent again so long
REPORT_FROM = 3  # wrong codes in new browsers since the last mail about them; one or two are somebody's own slip
ALARM_FROM = 100  # wrong codes in new browsers within an hour, for all addresses of one domain
FULL = 60  # seconds after which to ask again, when a mailbox has more live codes than can be

log = logging.getLogger(__name__)


class SignIn:
    """Codes and sessions. Every answer is the same for known and unknown addresses."""

    def __init__(
        self,
        store: CodeStore,
        sessions: Sessions,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
        limits: Limiter,
        *,
        new_token: Callable[[], str],
        new_code: Callable[[int], str],
        wake: Callable[[Letter], None],
    ) -> None:
        self._store, self.sessions, self._fingerprint, self._clock = store, sessions, fingerprint, clock
        self._limits, self._new_token, self._new_code, self._wake = limits, new_token, new_code, wake

    def new_browser(self) -> str:
        """A secret for the cookie of a browser that has none."""
        return self._new_token()

    def send_code(self, email: str, language: str, visit: Visit) -> None:
        """
        Mail a code that is good in the browser that asks, and nowhere else.

        Raises:
            ProofNeeded: a network, or all new browsers together for one mailbox, asked often.
            SlowDown: far too often.
        """
        now, owner, browser = self._clock(), self._fingerprint.address(email), self._browser(visit)
        known = self._store.known(owner, browser, now)
        place = self._known_place(owner, browser, visit, now) if known and self._trusted(known.months, now) else None
        counted, digits, due = place or self._new_place(email, visit, now)
        number = self._new_code(digits)
        letter = Letter(
            id=f"code-{self._new_token()[:22]}",
            kind="sign_in_code",
            to=email.strip(),
            language=language,
            fields={"code": number, "minutes": int(ladder.CODE_LIFE / timedelta(minutes=1))},
            # A desk behind one address does not wait for each other; strangers of one network may.
            whose=KNOWN if place else STRANGER,
            asker="" if place else visit.asking.askers[0].who,
        )
        code = Code(
            letter.id, self._digest(owner, browser, number), counted, place is not None, language,
            ladder.TRIES, due + ladder.CODE_LIFE,
        )  # fmt: skip
        self._store.put_code(owner, browser, code, letter, now, due)
        if due == now:
            self._wake(letter)

    def with_code(self, email: str, number: str, visit: Visit) -> tuple[Session, str]:
        """
        Open a session for who knows the code, in the browser that asked for it.

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
        count = self._store.spend(code.counted, now)
        if not compare_digest(code.digest, self._digest(owner, browser, number)):
            self._wrong(email, owner, browser, code, count, now)
            left = {"tries_left": code.tries}
            raise Invalid(FieldError("code", "wrong_code", left) if code.tries else FieldError("code", "code_expired"))
        self._store.give_back(code.counted, now)
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

    def _known_place(self, owner: str, browser: str, visit: Visit, now: datetime) -> tuple[str, int, datetime] | None:
        """Whose count, how long, when: of a browser that signed in here before. None when it asked too often."""
        asker = Asker("known_browser", self._fingerprint.of("known browser", f"{owner} {browser}"))
        try:
            self._limits.count(replace(visit.asking, askers=(asker,)), codes=1)
        except SlowDown:
            return None
        counted = self._fingerprint.of("known browsers", owner)
        count = self._store.reserve(counted, now + ladder.LIVE, ladder.MOST_LIVE, now)
        digits = ladder.digits(ladder.KNOWN_BROWSERS, count.at_risk(now)) if count else None
        return (counted, digits, now) if digits else None

    def _new_place(self, email: str, visit: Visit, now: datetime) -> tuple[str, int, datetime]:
        """The same for a browser that is new to this address: all of them share the count of the mailbox."""
        counted = self._fingerprint.of("mailbox", mailbox(email))
        askers = (*visit.asking.askers, Asker("mailbox", counted))
        self._limits.count(replace(visit.asking, askers=askers), codes=1)
        count = self._store.reserve(counted, now + ladder.LIVE, ladder.MOST_LIVE, now)
        digits = ladder.digits(ladder.NEW_BROWSERS, count.at_risk(now)) if count else None
        if count is None or digits is None:
            raise SlowDown(FULL)
        return counted, digits, now + ladder.delay(count.live_at(now))

    def _trusted(self, months: Mapping[str, int], now: datetime) -> bool:
        return ladder.Count(months).failures(now) < ladder.MOST_OF_ONE_BROWSER

    def _why_not(self, owner: str, browser: str, visit: Visit) -> str:
        """Looks at nothing but what this browser asked for, so it answers the same whether others have a code."""
        if self._store.code(owner, browser) is not None:
            return "code_expired"
        self._limits.count(visit.asking, tries=1)
        return "code_elsewhere"

    def _wrong(self, email: str, owner: str, browser: str, code: Code, count: ladder.Count, now: datetime) -> None:
        if code.known:
            self._store.misused(owner, browser, now)
            return
        today = f"{now.astimezone(UTC):%Y-%m-%d}"
        if count.unreported >= REPORT_FROM and (count.reported or "") < today:
            letter = Letter(
                id=f"tries-{self._new_token()[:22]}",
                kind="sign_in_tries",
                to=mailbox(email),
                language=code.language,
                fields={"tries": count.unreported},
                whose=KNOWN,
            )
            if self._store.report(code.counted, today, count.unreported, letter, now):
                self._wake(letter)
        self._watch(email, now)

    def _watch(self, email: str, now: datetime) -> None:
        """An alarm for the operator: somebody guesses at many addresses of one domain. Nobody is refused for it."""
        who = self._fingerprint.of("domain", domain(email))
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        times = self._store.tally(who, f"{hour:%Y%m%d%H}", hour + timedelta(hours=2))
        if times >= ALARM_FROM and (times // ALARM_FROM).bit_count() == 1 and times % ALARM_FROM == 0:
            log.warning("sign_in_domain_alarm domain=%s wrong_codes=%d within=1h", who[:12], times)

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
