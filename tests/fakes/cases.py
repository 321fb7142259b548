"""Cases on a shelf: `CaseStore` in dictionaries, as strict about versions and keys as DynamoDB is."""
# ruff: noqa: ARG005 - a fake takes every argument of the protocol and needs only some

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.cases.case import CLOSED, OPEN, US, Case, Counts
from chalicelib.cases.events import Event
from chalicelib.cases.places import desk_place, inbox_place
from chalicelib.cases.store import Memory, NumberTaken, Remembered, VersionChanged
from chalicelib.mail.letter import Letter


class ShelfOfCases:
    """`letters` are the mails that were stored with the cases, in order."""

    def __init__(self) -> None:
        self.heads: dict[str, Case] = {}
        self.timelines: dict[str, list[Event]] = {}
        self.memories: dict[str, Memory] = {}
        self.letters: list[Letter] = []
        self.before_saving: list[Callable[[], object]] = []  # each runs once, just before a change is stored

    def memory(self, key: str) -> Memory | None:
        return self.memories.get(key)

    def add(self, case: Case, event: Event, letters: Sequence[Letter], memory: Memory) -> None:
        if self.before_saving:
            self.before_saving.pop(0)()
        if memory.key in self.memories:
            raise Remembered(self.memories[memory.key])
        if case.number in self.heads:
            raise NumberTaken
        self.heads[case.number], self.timelines[case.number] = case, [event]
        self.memories[memory.key] = memory
        self.letters += letters

    def save(
        self, before: Case, after: Case, event: Event, letters: Sequence[Letter], memory: Memory | None = None
    ) -> None:
        if self.before_saving:
            self.before_saving.pop(0)()
        if memory and memory.key in self.memories:
            raise Remembered(self.memories[memory.key])
        if self.heads[after.number].version != before.version:
            raise VersionChanged
        self.heads[after.number] = replace(after, favourite=self.heads[after.number].favourite)
        self.timelines[after.number].append(event)
        self.letters += letters
        if memory:
            self.memories[memory.key] = memory

    def set_favourite(self, case: Case, favourite: bool) -> None:
        self.heads[case.number] = replace(self.heads[case.number], favourite=favourite)

    def case(self, number: str) -> Case | None:
        return self.heads.get(number)

    def events(self, number: str, after: int, size: int) -> tuple[Sequence[Event], bool]:
        found = [event for event in self.timelines[number] if event.sequence > after]
        return found[:size], len(found) > size

    def of_requester(self, requester: str, filter: str, after: str | None, size: int) -> Sequence[Case]:
        wanted = {
            "all": lambda case: True,
            OPEN: lambda case: case.is_open,
            CLOSED: lambda case: not case.is_open,
            "favourites": lambda case: case.favourite,
        }[filter]
        mine = [case for case in self.heads.values() if case.requester.id == requester and wanted(case)]
        behind = [case for case in mine if after is None or inbox_place(case) < after]
        return sorted(behind, key=inbox_place, reverse=True)[:size]

    def counts(self, requester: str) -> Counts:
        filters = ("all", OPEN, CLOSED, "favourites")
        return Counts({name: len(self.of_requester(requester, name, None, 10_000)) for name in filters})

    def queue(self, language: str, after: str | None, size: int, *, waiting: bool) -> Sequence[Case]:
        return self._desk(
            lambda case: case.language == language and (case.waiting_on == US or not waiting), after, size
        )

    def queue_count(self, language: str, after: str, most: int, *, waiting: bool) -> int:
        return len(self.queue(language, after, most, waiting=waiting))

    def calls(self, language: str, after: str | None, size: int) -> Sequence[Case]:
        return self._desk(
            lambda case: case.by_call and case.language == language and case.waiting_on == US, after, size
        )

    def calls_count(self, language: str, after: str, most: int) -> int:
        return len(self.calls(language, after, most))

    def turning(self, now: datetime, size: int) -> Sequence[str]:
        due = [case for case in self.heads.values() if case.is_open and case.turns_at and case.turns_at <= now]
        return [case.number for case in sorted(due, key=lambda case: (case.turns_at, case.number))[:size]]

    def taken(self, agent: str, after: str | None, size: int) -> Sequence[Case]:
        return self._desk(lambda case: case.taken_by == agent, after, size)

    def taken_count(self, agent: str, after: str, most: int) -> int:
        return len(self.taken(agent, after, most))

    def _desk(self, wanted: Callable[[Case], bool], after: str | None, size: int) -> Sequence[Case]:
        found = [case for case in self.heads.values() if case.is_open and wanted(case)]
        return sorted((case for case in found if after is None or desk_place(case) > after), key=desk_place)[:size]
