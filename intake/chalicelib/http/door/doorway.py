"""Who sends a request, from where, and by which rules it is answered."""

from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from chalice.app import Request

from chalicelib.company import shipped
from chalicelib.errors import FieldError, Forbidden, Invalid, SignInRequired
from chalicelib.http.door import cookies
from chalicelib.http.door.content import Content
from chalicelib.http.door.front import sender
from chalicelib.http.door.parameters import LONGEST_COOKIES, LONGEST_KEY
from chalicelib.http.services import Services
from chalicelib.limits import Asker, Asking
from chalicelib.people.address import network
from chalicelib.people.person import AGENT, Person, shown_id
from chalicelib.people.sign_in.browsers import Visit, described
from chalicelib.people.sign_in.sessions import Session
from chalicelib.policy import Rules

LONG_KEY = 16  # characters of an Idempotency-Key that nobody guesses


@dataclass(frozen=True)
class Visitor:
    """Who is signed in: the session, and the person the directory knows (or a stranger, decision D7)."""

    session: Session
    person: Person


class Doorway(Content):
    """One request, read carefully."""

    def __init__(self, request: Request, services: Services) -> None:
        super().__init__(request, reserved=services.settings.loopback)
        self._services = services

    @property
    def source(self) -> str:
        """The network address the request came from, to count with; never stored or logged as it is."""
        return sender(self._request.to_original_event(), self._services.settings.front_secrets)

    @property
    def network(self) -> Asker:
        """The network the request came from, as the limits know it."""
        return Asker("network", self._services.fingerprint.of("source", network(self.source)))

    def asking(self, *askers: Asker) -> Asking:
        """This request, to be counted against `askers`; the first is who a challenge is for."""
        route = f"{self._request.method} {self._request.context['resourcePath']}"
        return Asking(route, askers, self._request.headers.get("proof-of-work"))

    def asking_as(self, person: Person) -> Asking:
        """
        This request, to be counted against a signed-in person and the network they use.

        An agent is counted alone: a whole support desk sits behind one address, and works all day.
        """
        group = AGENT if person.is_agent else "customer" if person.account else "stranger"
        me = Asker(group, self._services.fingerprint.address(person.email))
        return self.asking(me) if person.is_agent else self.asking(me, self.network)

    def rules(self) -> Rules:
        """The rules of today, in the policy's zone."""
        return self._services.policy.on(self._services.policy.today(self._services.clock()))

    def previewed_rules(self) -> Rules:
        """
        The rules of the day asked for with `?on=`, else of today.

        Raises:
            Invalid: that is not a day, or there were no rules yet.
        """
        asked = self.query("on")
        try:
            return self._services.policy.on(date.fromisoformat(asked)) if asked else self.rules()
        except ValueError:
            raise Invalid(FieldError("on", "wrong_type")) from None

    def same_origin(self) -> None:
        """
        Only our own pages may write.

        Every browser names the origin of a write. A program may leave it out: it holds no visitor's cookie, so
        nobody can make it write for them.

        Raises:
            Forbidden: another site's page sends this.
        """
        origin = self._request.headers.get("origin")
        site = self._request.headers.get("sec-fetch-site", "none")
        if site not in ("same-origin", "none") or (
            origin is not None and origin not in self._services.settings.origins
        ):
            raise Forbidden

    def session(self) -> Session:
        """
        The session that the request belongs to.

        Raises:
            SignInRequired: there is none, it has ended, or it is another person's than the page shows.
        """
        # Only a page that names its person costs a read of the directory.
        return self.visitor().session if self._shown is not None else self._session()

    def visitor(self) -> Visitor:
        """
        The signed-in person, as the directory knows them now.

        A page says in `For-Person` whom it shows. When somebody else has signed in since, in another tab, what it asks
        is not asked by them: one person's words never go out in another's name (decision 0040).

        Raises:
            SignInRequired: there is no session, it has ended, or it is another person's than the page shows.
        """
        session = self._session()
        person = self._services.directory.person(session.email) or stranger(session.email)
        if self._shown is not None and self._shown != shown_id(person, self._services.fingerprint):
            raise SignInRequired
        return Visitor(session, person)

    def _session(self) -> Session:
        return self._services.sign_in.sessions.of(cookies.session_token(self._cookie_header, secure=self._secure))

    @property
    def _shown(self) -> str | None:
        shown = self._request.headers.get("for-person")
        return None if shown is None else str(shown)

    def api_key(self) -> str:
        """
        The name of the vendor's system that sends this (`Authorization: Bearer …`).

        Raises:
            SignInRequired: the key is missing or unknown.
        """
        import hashlib

        scheme, _, key = str(self._request.headers.get("authorization") or "").partition(" ")
        digest = hashlib.sha256(key[:LONGEST_KEY].strip().encode("utf-8", "replace")).hexdigest()
        for name, known in self._services.settings.api_keys.items():
            if scheme.lower() == "bearer" and compare_digest(digest, known):
                return name
        raise SignInRequired

    def has_api_key(self) -> bool:
        """Whether a system of the vendor asks; with a wrong key it gets the public answer."""
        try:
            return bool(self.api_key())
        except SignInRequired:
            return False

    def visit(self) -> Visit:
        """
        What signing in needs to know of the browser that sends this.

        Raises:
            Invalid: the `Idempotency-Key` has another form.
        """
        secret = cookies.browser_secret(self._cookie_header, secure=self._secure)
        key = self.idempotency_key(required=False) or ""
        words = described(str(self._request.headers.get("user-agent") or ""))
        return Visit(secret, self.asking(self.network), words, secret or (key if len(key) >= LONG_KEY else None))

    @property
    def has_former_session(self) -> bool:
        """Whether the browser sends the session's cookie of before it had a prefix, which a sister domain can set."""
        return self._secure and bool(cookies.values(self._cookie_header, cookies.SESSION))

    @property
    def _cookie_header(self) -> str:
        return str(self._request.headers.get("cookie") or "")[:LONGEST_COOKIES]

    @property
    def _secure(self) -> bool:
        return self._services.settings.secure_cookies


def stranger(email: str) -> Person:
    """Somebody with a proven address that the directory does not know."""
    return Person(email=email, name=email.partition("@")[0], language=shipped().first.tag)
