"""Cases on a shelf: `CaseStore` in dictionaries, as strict about versions and keys as DynamoDB is."""
# ruff: noqa: ARG005 - a stand-in takes what the protocol gives and needs less of it

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.cases.case import CLOSED, OPEN, US, Case, Counts, Event, Page
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

    def events(self, number: str, after: int) -> Sequence[Event]:
        return [event for event in self.timelines[number] if event.sequence > after]

    def of_requester(self, requester: str, filter: str, cursor: str | None, size: int) -> Page:
        wanted = {
            "all": lambda case: True,
            OPEN: lambda case: case.is_open,
            CLOSED: lambda case: not case.is_open,
            "favourites": lambda case: case.favourite,
        }[filter]
        mine = [case for case in self.heads.values() if case.requester.id == requester and wanted(case)]
        return self._page(sorted(mine, key=lambda case: case.received, reverse=True), cursor, size)

    def counts(self, requester: str) -> Counts:
        filters = ("all", OPEN, CLOSED, "favourites")
        return Counts({name: len(self.of_requester(requester, name, None, 10_000).cases) for name in filters})

    def queue(self, language: str, cursor: str | None, size: int, *, waiting: bool) -> Page:
        found = [
            case
            for case in self.heads.values()
            if case.language == language and case.is_open and (case.waiting_on == US or not waiting)
        ]
        return self._page(sorted(found, key=lambda case: (case.due is None, case.due or case.updated)), cursor, size)

    def taken(self, agent: str, cursor: str | None, size: int) -> Page:
        found = [case for case in self.heads.values() if case.taken_by == agent and case.is_open]
        return self._page(found, cursor, size)

    @staticmethod
    def _page(cases: list[Case], cursor: str | None, size: int) -> Page:
        start = int(cursor or 0)
        more = len(cases) > start + size
        return Page(cases[start : start + size], str(start + size) if more else None)
