"""
What may happen to a case, as pure steps: a case and a moment in, the changed case and its event out.

Each time a case begins to wait for us it gets the full response time; nothing else extends or shortens it (D4).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.cases.case import CLOSED, OPEN, THEM, US, Case
from chalicelib.cases.events import SYSTEM, Author, Event, Message, Note, Status, Turned, Written
from chalicelib.cases.live.calling import Called, attempted
from chalicelib.cases.promises import Promises
from chalicelib.errors import Conflict, FieldError, Invalid
from chalicelib.people.person import AGENT
from chalicelib.policy import Policy, Rules


@dataclass(frozen=True)
class Step:
    """A change of a case, ready to be stored on top of the version it was made from."""

    case: Case
    event: Event


class Life:
    """The steps of cases under one policy. A case keeps the rules of the day it was received (decision D9)."""

    def __init__(self, policy: Policy) -> None:
        self._policy, self._promises = policy, Promises(policy)

    def message(self, case: Case, author: Author, text: str, at: datetime) -> Step:
        """
        Someone writes. After the requester's message we owe an answer; after ours the case waits for the requester.

        Raises:
            Conflict: the case is closed (policy P14: reopen it, or send a new case).
        """
        self._may(case, "reply", at)
        after = Promises.none(case, THEM) if author.role == AGENT else self._waits_on_us(case, at)
        if author.role == AGENT and case.taken_by is None:
            after = replace(after, taken_by=author.id, taken_by_name=author.name)
        return _step(after, Message(case.version + 1, at, author, text))

    def note(self, case: Case, author: Author, text: str, at: datetime) -> Step:
        """An agent writes for other agents. The requester never sees it; nothing else changes."""
        return _step(case, Note(case.version + 1, at, author, text))

    def take(self, case: Case, author: Author, at: datetime) -> Step:
        """
        An agent takes the case.

        Raises:
            Conflict: somebody else has it (`taken_by` is their name), or it is closed.
        """
        self._is_open(case)
        if case.taken_by is not None and case.taken_by != author.id:
            raise Conflict(taken_by=case.taken_by_name)
        after = replace(self._promises.come(case, at), taken_by=author.id, taken_by_name=author.name)
        return _step(after, Status(case.version + 1, at, author, "taken"))

    def close(self, case: Case, author: Author, at: datetime) -> Step:
        """Raises Conflict when it is closed already."""
        self._is_open(case)
        after = replace(Promises.none(case, None), status=CLOSED)
        return _step(after, Status(case.version + 1, at, author, "closed"))

    def reopen(self, case: Case, author: Author, at: datetime) -> Step:
        """Reopen it, with the full response time. Raises Conflict when the case is open."""
        self._may(case, "reopen", at)
        after = self._promises.given(replace(case, status=OPEN), at)
        return _step(after, Status(case.version + 1, at, author, "reopened"))

    def attempt(self, case: Case, author: Author, called: Called, at: datetime) -> Step:
        """An agent called. Raises as `calling.attempted`."""
        return _step(*attempted(self._promises, case, author, called, at))

    def turn(self, case: Case, at: datetime) -> Step:
        """
        Nobody came to a live case in time, or we closed: it goes on in the channel that the policy says.

        Its promise counts from when the customer began to wait (decision D10).

        Raises:
            Conflict: it is not time, or somebody came.
        """
        live = self._promises.channel(case).live
        if not case.is_open or case.turns_at is None or at < case.turns_at or live is None:
            raise Conflict(case_status=case.status)
        since = case.waiting_since or at
        after = self._promises.given(replace(case, channel=live.turns_into, turns_at=None), since)
        return _step(after, Turned(case.version + 1, at, SYSTEM, live.turns_into))

    def is_live(self, case: Case) -> bool:
        """Whether both sides write in it at the same time."""
        return self._promises.is_live(case)

    def _may(self, case: Case, action: str, at: datetime) -> None:
        rules: Rules = self._policy.on(self._policy.today(at))
        if action not in rules.inbox_actions[case.status]:
            raise Conflict(case_status=case.status)

    @staticmethod
    def _is_open(case: Case) -> None:
        if not case.is_open:
            raise Conflict(case_status=case.status)

    def _waits_on_us(self, case: Case, at: datetime) -> Case:
        return case if case.waiting_on == US else self._promises.given(case, at)


def _step(case: Case, event: Event) -> Step:
    if isinstance(event, Written) and not event.text.strip():
        raise Invalid(FieldError("text", "missing"))
    return Step(replace(case, version=event.sequence, updated=case.updated if event.for_agents else event.at), event)
