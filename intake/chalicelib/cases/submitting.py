"""Sending a case: decide with the policy, set the response time, store once, send the mail afterwards."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from chalicelib.cases.case import Case, Read, Requester
from chalicelib.cases.events import Author, Event, Message
from chalicelib.cases.letters import received_letter
from chalicelib.cases.live.calling import chosen
from chalicelib.cases.promises import Promises
from chalicelib.cases.store import CaseStore, Memory, NumberTaken, Remembered, VersionChanged
from chalicelib.errors import FieldError, Invalid, NotEntitled, Unavailable
from chalicelib.limits import Count, uncounted
from chalicelib.mail.letter import Letter
from chalicelib.people.address import Fingerprint
from chalicelib.people.person import Person, identities
from chalicelib.policy import Policy, Rules
from chalicelib.policy.promise import PromiseClock
from chalicelib.ways import refusals

DRAWS = 5  # of a case number; two in 6.5e11 being the same is rare, five times in a row is a broken machine


@dataclass(frozen=True)
class Submission:
    """What a person asks for (policy P12, P13), parsed. Its claims about the person are never believed (D8)."""

    channel: str
    language: str
    overview: str = field(repr=False)
    description: str = field(repr=False)
    topic: str | None = None  # None: the policy's first
    client: str | None = None  # None: a browser
    reply_email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    call_at: datetime | None = None
    links: Sequence[str] = field(default=(), repr=False)
    staff_access: bool | None = None
    asked: Sequence[str] = field(default=(), repr=False)
    read: Sequence[Read] = ()
    follows: str | None = None
    locale: str | None = None


# What a case has of its submission.
_ASKED = {one.name for one in fields(Submission)} & {one.name for one in fields(Case)}


class Submitting:
    """Accepts or refuses a submission."""

    def __init__(
        self,
        policy: Policy,
        store: CaseStore,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
        *,
        new_number: Callable[[], str],
        wake: Callable[[Letter], None],
    ) -> None:
        self._policy, self._store, self._fingerprint, self._clock = policy, store, fingerprint, clock
        self._promises = Promises(policy)
        self._new_number, self._wake = new_number, wake

    def submit(self, submission: Submission, person: Person, key: str, body: bytes, count: Count = uncounted) -> Case:
        """
        Store the case, once per key.

        Args:
            key: the `Idempotency-Key` of the request; a retry with it gets the case of the first time.
            body: the bytes of the request, to notice a key that is used for another case.
            count: counts what is about to be stored against who asks.

        Raises:
            NotEntitled: with all reasons and the channels that are open to the person now.
            Invalid: the channel opens no case, or the key belongs to another body.
            ProofNeeded, SlowDown: more than the limits allow; nothing was stored, the same key may come again.
        """
        requester = identities(person, self._fingerprint)[0]
        digest = hashlib.sha256(body).hexdigest()
        remembered = self._fingerprint.of("idempotency", f"{requester} {key}")
        # Before the decision: a retry must get its case even when the channel has closed meanwhile.
        if memory := self._store.memory(remembered):
            return self._again(memory, digest)
        now = self._clock()
        rules = self._policy.on(self._policy.today(now))
        self._decide(submission, person, rules, now)
        count(cases=1, letters=_letters(submission))
        for _ in range(DRAWS):
            case, event = self._open(submission, person, requester, rules, now)
            letter = received_letter(case, submission.language, rules)
            case = replace(case, letters=(letter.id,))
            memory = Memory(remembered, digest, case.number, case.version)
            try:
                self._store.add(case, event, [letter], memory)
            except (NumberTaken, VersionChanged):
                continue
            except Remembered as twin:
                return self._again(twin.memory, digest)
            self._wake(letter)
            return case
        raise Unavailable("no free case number was found")

    def _decide(self, submission: Submission, person: Person, rules: Rules, now: datetime) -> None:
        refused = refusals(
            self._policy, rules, person, submission.language,
            client=submission.client, topic=submission.topic, now=now, ahead=submission.call_at is not None,
        )  # fmt: skip
        if reasons := refused[submission.channel]:
            allowed = [name for name, way in rules.channels.items() if way.opens_case and not refused[name]]
            raise NotEntitled(submission.channel, reasons, allowed)
        problems = []
        if not rules.channels[submission.channel].opens_case:
            ways = [name for name, way in rules.channels.items() if way.opens_case]
            problems.append(FieldError("channel", "unknown_value", {"allowed": ways}))
        if submission.call_at:
            try:
                chosen(
                    rules.channels[submission.channel], PromiseClock(self._policy, rules.day), submission.call_at, now
                )
            except Invalid as wrong:
                problems += wrong.errors
        missing = [name for name in sorted(rules.channels[submission.channel].needs) if not getattr(submission, name)]
        problems += [FieldError(name, "missing") for name in missing]
        if submission.follows and self._not_theirs(submission.follows, person):
            problems.append(FieldError("follows", "unknown_value"))
        if problems:
            raise Invalid(*problems)

    def _not_theirs(self, number: str, person: Person) -> bool:
        case = self._store.case(number)
        return case is None or case.requester.id not in identities(person, self._fingerprint)

    def _open(
        self, submission: Submission, person: Person, requester: str, rules: Rules, now: datetime
    ) -> tuple[Case, Event]:
        asked = {
            **{name: getattr(submission, name) for name in _ASKED},
            "topic": submission.topic or rules.default_topic,
            "client": submission.client or rules.default_client,
            "staff_access": rules.staff_access_default if submission.staff_access is None else submission.staff_access,
            "locale": submission.locale or person.locale,
        }
        asker = Requester(
            id=requester,
            email=person.email,
            name=person.name,
            tier=person.standing(rules).tier,
            seat=person.seat,
            account=person.account.name if person.account else None,
        )
        case = Case(number=self._new_number(), requester=asker, received=now, updated=now, version=1, **asked)
        author = Author(requester, person.name, "requester")
        event = Message(1, now, author, submission.description)
        if submission.call_at:
            return self._promises.called_at(case, submission.call_at, now), event
        return self._promises.given(case, now), event

    def _again(self, memory: Memory, digest: str) -> Case:
        if memory.digest != digest:
            raise Invalid(FieldError("Idempotency-Key", "reused"))
        case = self._store.case(memory.number)
        if case is None:
            raise Unavailable("the case of this key is not readable yet")
        return case


def _letters(submission: Submission) -> int:
    """The characters of text that a case stores."""
    lines = (submission.overview, submission.description, *submission.links, *submission.asked)
    return sum(map(len, lines))
