"""The lists of the inbox and of the desk. Every case can be reached, and a page says whether more follow."""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from chalicelib.cases.case import Case, Count, Counts, Page
from chalicelib.cases.places import desk_place, inbox_place
from chalicelib.cases.store import CaseStore
from chalicelib.errors import FieldError, Forbidden, Invalid
from chalicelib.people.address import Fingerprint
from chalicelib.people.person import Person, identities

PAGE_SIZE = 20
QUEUE_SIZE = 100
MOST_COUNTED = 500  # counting reads what it counts
_CURSOR = re.compile(r"[\w-]{20,200}", re.ASCII)
_MARK = 16  # hex digits that seal a cursor


class Listing:
    """
    Pages of cases. A page costs the same however many cases there are.

    A cursor is the place of the last case shown. While nothing changes, each case is on exactly one page; a case that
    moves behind that place meanwhile comes again, one that moves before it is on the first page.
    """

    def __init__(self, store: CaseStore, fingerprint: Fingerprint) -> None:
        self._store, self._fingerprint = store, fingerprint

    def inbox(self, person: Person, filter: str, cursor: str | None) -> tuple[Page, Counts]:
        """
        A requester's own cases, newest first, and how many there are per filter (policy P14).

        Raises:
            Invalid: the cursor was not given out for this list.
        """
        ids = identities(person, self._fingerprint)
        name = f"inbox {ids[0]} {filter}"
        after = self._open(name, cursor)
        read = [case for one in ids for case in self._store.of_requester(one, filter, after, PAGE_SIZE + 1)]
        found = sorted(read, key=inbox_place, reverse=True)
        counts = [self._store.counts(one).by_filter for one in ids]
        total = {kind: sum(count[kind] for count in counts) for kind in counts[0]}
        return self._page(name, found, PAGE_SIZE, inbox_place), Counts(total)

    def queue(self, person: Person, languages: Sequence[str], cursor: str | None, *, waiting: bool) -> Page:
        """
        Open cases in the order of the desk, all of some languages or only those that wait on us.

        Raises:
            Forbidden: only agents have a desk.
            Invalid: the cursor was not given out for this list.
        """
        self._agents_only(person)
        return self._merged(
            f"queue {waiting} {' '.join(languages)}",
            cursor,
            {one: partial(self._store.queue, one, waiting=waiting) for one in languages},
            {one: partial(self._store.queue_count, one, waiting=waiting) for one in languages},
        )

    def calls(self, person: Person, languages: Sequence[str], cursor: str | None) -> Page:
        """
        Open cases of some languages that wait on us for a call, what is due first on top.

        Raises:
            Forbidden: only agents have a desk.
            Invalid: the cursor was not given out for this list.
        """
        self._agents_only(person)
        return self._merged(
            f"calls {' '.join(languages)}",
            cursor,
            {one: partial(self._store.calls, one) for one in languages},
            {one: partial(self._store.calls_count, one) for one in languages},
        )

    def taken(self, person: Person, cursor: str | None) -> Page:
        """
        Open cases that this agent took.

        Raises:
            Forbidden: only agents have a desk.
            Invalid: the cursor was not given out for this list.
        """
        self._agents_only(person)
        ids = identities(person, self._fingerprint)
        return self._merged(
            f"taken {ids[0]}",
            cursor,
            {one: partial(self._store.taken, one) for one in ids},
            {one: partial(self._store.taken_count, one) for one in ids},
        )

    def _merged(
        self,
        name: str,
        cursor: str | None,
        pages: Mapping[str, Callable[[str | None, int], Sequence[Case]]],
        counts: Mapping[str, Callable[[str, int], int]],
    ) -> Page:
        """A page of several parts, each read from a place on; on the first page how many there are in all."""
        after = self._open(name, cursor)
        # All parts have one order, so that the place where a page ends holds for each of them.
        read = {part: page(after, QUEUE_SIZE + 1) for part, page in pages.items()}
        found = sorted((case for cases in read.values() for case in cases), key=desk_place)
        page = self._page(name, found, QUEUE_SIZE, desk_place)
        if cursor:
            return page
        n = len(found)
        for part, cases in read.items():
            if len(cases) > QUEUE_SIZE and n <= MOST_COUNTED:
                n += counts[part](desk_place(cases[-1]), MOST_COUNTED + 1 - n)
        return replace(page, count=Count(min(n, MOST_COUNTED), n > MOST_COUNTED))

    def _page(self, name: str, found: Sequence[Case], size: int, place: Callable[[Case], str]) -> Page:
        """The cases that were read, without the extra one that shows whether there is a next page."""
        shown = found[:size]
        return Page(shown, self._seal(name, place(shown[-1])) if len(found) > size else None)

    def _seal(self, name: str, place: str) -> str:
        sealed = self._fingerprint.of(f"list {name}", place)[:_MARK] + place
        return base64.urlsafe_b64encode(sealed.encode()).decode().rstrip("=")

    def _open(self, name: str, cursor: str | None) -> str | None:
        """The place that a cursor names; refuses a cursor of another list, and one that we did not issue."""
        if not cursor:
            return None
        if _CURSOR.fullmatch(cursor):
            try:
                place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()[_MARK:]
            except ValueError:
                place = ""
            if place and self._seal(name, place) == cursor:
                return place
        raise Invalid(FieldError("cursor", "unknown_value"))

    @staticmethod
    def _agents_only(person: Person) -> None:
        if not person.is_agent:
            raise Forbidden
