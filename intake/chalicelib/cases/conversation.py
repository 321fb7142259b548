"""Reading and answering a case: who may see it, one change at a time, mails sent afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from chalicelib.cases.case import Case, Timeline
from chalicelib.cases.events import Author, Event
from chalicelib.cases.letters import letters_of
from chalicelib.cases.life import Life, Step
from chalicelib.cases.live.calling import Called
from chalicelib.cases.store import CaseStore, Memory, Remembered, VersionChanged
from chalicelib.cases.viewer import Viewer, viewer
from chalicelib.errors import Changed, Conflict, FieldError, Forbidden, Invalid, NotFound, ProofNeeded, SlowDown
from chalicelib.limits import Count, uncounted
from chalicelib.mail.letter import Letter
from chalicelib.people.address import Fingerprint
from chalicelib.people.person import AGENT, REQUESTER, Person

# Tries of a change while others keep changing the case; each reads it again. A try is lost only when another change was
# stored, so that as many writers at once all get through.
TRIES = 12
THREAD = 20  # mails a thread refers back to
# A page of a timeline. JSON at most doubles these bytes (every one of them a quote), so an answer stays below 1 MB.
PAGE_EVENTS, PAGE_BYTES = 100, 400_000
POLL_FAST, POLL_SLOW = 4_000, 20_000  # milliseconds between two reads of a timeline


class Conversation:
    """What requesters and agents do with a case that exists."""

    def __init__(
        self,
        life: Life,
        store: CaseStore,
        fingerprint: Fingerprint,
        clock: Callable[[], datetime],
        wake: Callable[[Letter], None],
        pause: Callable[[int], None],
        address_of: Callable[[str, str], str],
    ) -> None:
        """`address_of`: the directory's function for the address that a requester has now."""
        self._life, self._store, self._fingerprint = life, store, fingerprint
        self._clock, self._wake, self._pause, self._address_of = clock, wake, pause, address_of

    def read(self, number: str, person: Person) -> Case:
        """
        The case, for its requester and for agents.

        Raises:
            NotFound: there is none, or it is somebody else's; the answer is the same for both.
        """
        case = self._store.case(number)
        if case is None or not (person.is_agent or self.viewer(person).owns(case)):
            raise NotFound
        return case

    def viewer(self, person: Person) -> Viewer:
        return viewer(person, self._fingerprint)

    def events(self, case: Case, person: Person, after: int) -> Timeline:
        """A page of the timeline since an event, oldest first. Notes are for agents only, of others' cases."""
        found, more = self._store.events(case.number, after, PAGE_EVENTS + 1)
        read = _within(found[:PAGE_EVENTS], PAGE_BYTES)
        last = read[-1].sequence if read else after
        at_desk = self.viewer(person).at_desk(case)
        shown = [event for event in read if at_desk or not event.for_agents]
        return Timeline(shown, last, more or len(read) < len(found))

    def poll_after_ms(self, case: Case, more: bool = False) -> int:
        """How long to wait before looking again: not at all while there is more, briefly while somebody chats."""
        if more:
            return 0
        return POLL_FAST if case.is_open and self._life.is_live(case) else POLL_SLOW

    def message(
        self,
        number: str,
        person: Person,
        text: str,
        key: str | None,
        count: Count = uncounted,
        seen: int | None = None,
    ) -> tuple[Case, Event]:
        """
        Somebody writes. `count` counts what is about to be stored against who asks, here and below.

        Args:
            seen: the last event that an agent saw when they wrote; None leaves it unchecked.

        Raises:
            Changed: somebody else wrote, noted or changed the status since then. A customer's words and chat lines are
                always taken.
            ProofNeeded, SlowDown: more than the limits allow; nothing was stored, the same key may come again.
        """

        def step(case: Case, author: Author, at: datetime) -> Step:
            return self._life.message(case, author, text, at)

        said, counted = f"message {text}", partial(count, messages=1, letters=len(text))
        return self._change(number, person, step, key, said, counted, seen)

    def note(
        self, number: str, person: Person, text: str, key: str | None, count: Count = uncounted
    ) -> tuple[Case, Event]:
        self._agents_only(person)

        def step(case: Case, author: Author, at: datetime) -> Step:
            if author.role != AGENT:
                raise Forbidden  # their own case: nobody can write notes about themselves
            return self._life.note(case, author, text, at)

        return self._change(number, person, step, key, f"note {text}", partial(count, messages=1, letters=len(text)))

    def attempt(
        self,
        number: str,
        person: Person,
        called: Called,
        key: str | None,
        count: Count = uncounted,
        seen: int | None = None,
    ) -> tuple[Case, Event]:
        """
        An agent called, and records what came of it. `seen` as of a message.

        Raises:
            Forbidden: who asks has no desk, or it is their own case.
            Conflict, Invalid: as `calling.attempted`.
        """
        self._agents_only(person)

        def step(case: Case, author: Author, at: datetime) -> Step:
            if author.role != AGENT:
                raise Forbidden
            return self._life.attempt(case, author, called, at)

        said = f"attempt {called.outcome} {called.again}"
        return self._change(number, person, step, key, said, partial(count, messages=1), seen)

    def close(self, number: str, person: Person, count: Count = uncounted, seen: int | None = None) -> Case:
        """`seen` as of a message."""
        return self._change(number, person, self._life.close, count=partial(count, messages=1), seen=seen)[0]

    def reopen(self, number: str, person: Person, count: Count = uncounted) -> Case:
        return self._change(number, person, self._life.reopen, count=partial(count, messages=1))[0]

    def turn(self, number: str) -> bool:
        """Whether a case to which nobody came goes on in another channel from now on; `life.turn` says when."""
        for attempt in range(TRIES):
            before = self._store.case(number)
            if before is None:
                return False
            try:
                done = self._life.turn(before, self._clock())
            except Conflict:
                return False  # somebody came, or another worker was faster
            letters = self._letters(done)
            after = replace(done.case, letters=(*done.case.letters, *(letter.id for letter in letters))[-THREAD:])
            try:
                self._store.save(before, after, done.event, letters)
            except VersionChanged:
                self._pause(attempt)
                continue
            for letter in letters:
                self._wake(letter)
            return True
        return False  # the next sweep finds it again

    def take(self, number: str, person: Person) -> Case:
        self._agents_only(person)
        case, who = self.read(number, person), self.viewer(person)
        if who.owns(case):
            raise Forbidden
        if who.took(case) and case.is_open:
            return case  # a second click
        return self._change(number, person, self._life.take)[0]

    def favourite(self, number: str, person: Person, favourite: bool) -> Case:
        """The star belongs to the requester; an agent cannot set it."""
        case = self.read(number, person)
        if not self.viewer(person).owns(case):
            raise Forbidden
        if case.favourite != favourite:
            self._store.set_favourite(case, favourite)
        return replace(case, favourite=favourite)

    def _change(
        self,
        number: str,
        person: Person,
        step: Callable[[Case, Author, datetime], Step],
        key: str | None = None,
        said: str = "",
        count: Callable[[], None] = lambda: None,
        seen: int | None = None,
    ) -> tuple[Case, Event]:
        """
        Read, change, store; when somebody was faster, read again. No write is ever lost.

        `said` is what the key was sent with: the kind and the words.
        """
        who = self.viewer(person)
        me = who.ids[0]
        for attempt in range(TRIES):
            before = self.read(number, person)
            at_desk = who.at_desk(before)
            try:
                if at_desk and seen is not None:
                    self._unchanged(before, who, seen)
                done = step(before, Author(me, person.name, AGENT if at_desk else REQUESTER), self._clock())
                if attempt == 0:
                    count()
            except (Changed, Conflict, ProofNeeded, SlowDown):
                # A retry must get its message even when the case has closed or a limit was reached meanwhile.
                if key is not None and (first := self._store.memory(self._remembered(me, key))):
                    return self._again(first, number, said, person)
                raise
            letters = self._letters(done) if at_desk else ()
            after = replace(done.case, letters=(*done.case.letters, *(letter.id for letter in letters))[-THREAD:])
            try:
                self._store.save(before, after, done.event, letters, self._memory(me, key, number, said, after))
            except VersionChanged:
                self._pause(attempt)
                continue
            except Remembered as twin:
                return self._again(twin.memory, number, said, person)
            for letter in letters:
                self._wake(letter)
            return after, done.event
        raise Conflict(version=before.version)

    def _unchanged(self, case: Case, who: Viewer, seen: int) -> None:
        """
        That nobody else did anything since the event an agent saw; storing then asks for this very version.

        Raises:
            Changed: with what they did. In a chat everybody writes at once: there it is no news.
        """
        if case.version <= seen or self._life.is_live(case):
            return
        more = True
        while more:
            found, more = self._store.events(case.number, seen, PAGE_EVENTS)
            others = [event for event in found if not who.wrote(event.author)]
            if others:
                shown = _within(others, PAGE_BYTES)
                raise Changed(shown, more or len(shown) < len(others))
            seen = found[-1].sequence if found else case.version

    def _letters(self, done: Step) -> Sequence[Letter]:
        """To the address that the requester has now: the one they had then can be somebody else's."""
        asker = done.case.requester
        letters = letters_of(done.case, done.event)
        if not letters:
            return ()
        now = self._address_of(asker.id, asker.email)
        return letters_of(replace(done.case, requester=replace(asker, email=now)), done.event)

    def _memory(self, me: str, key: str | None, number: str, said: str, after: Case) -> Memory | None:
        if key is None:
            return None
        return Memory(self._remembered(me, key), self._digest(number, said), number, after.version)

    def _remembered(self, me: str, key: str) -> str:
        return self._fingerprint.of("idempotency", f"{me} {key}")

    def _again(self, memory: Memory, number: str, said: str, person: Person) -> tuple[Case, Event]:
        if memory.digest != self._digest(number, said):
            raise Invalid(FieldError("Idempotency-Key", "reused"))
        case = self.read(number, person)
        return case, self._store.events(number, memory.version - 1, 1)[0][0]

    def _digest(self, number: str, said: str) -> str:
        return self._fingerprint.of("message", f"{number} {said}")

    @staticmethod
    def _agents_only(person: Person) -> None:
        if not person.is_agent:
            raise Forbidden


def _within(events: Sequence[Event], most: int) -> Sequence[Event]:
    """The first events whose bytes fit in that, at least one."""
    total = 0
    for place, event in enumerate(events):
        total += len(event.words.encode()) + len(event.author.name.encode())
        if total > most and place:
            return events[:place]
    return events
