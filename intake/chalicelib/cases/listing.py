"""The questions of the inbox and of the desk."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.cases.case import Case, Counts, Page
from chalicelib.cases.store import CaseStore
from chalicelib.errors import Forbidden
from chalicelib.people.address import Fingerprint
from chalicelib.people.person import Person

PAGE_SIZE = 20
QUEUE_SIZE = 100


class Listing:
    """Pages of cases. One request to the store each, however many cases there are."""

    def __init__(self, store: CaseStore, fingerprint: Fingerprint) -> None:
        self._store, self._fingerprint = store, fingerprint

    def inbox(self, person: Person, filter: str, cursor: str | None) -> tuple[Page, Counts]:
        """A requester's own cases, newest first, and how many there are per filter (policy P14)."""
        me = self._fingerprint.address(person.email)
        return self._store.of_requester(me, filter, cursor, PAGE_SIZE), self._store.counts(me)

    def queue(self, person: Person, languages: Sequence[str], cursor: str | None, *, waiting: bool) -> Page:
        """
        Open cases in the order of the promise due, all of a language or only those that wait on us.

        Of several languages, each one's first page is merged; there is no page after it.

        Raises:
            Forbidden: only agents have a desk.
        """
        self._agents_only(person)
        if len(languages) == 1:
            return self._store.queue(languages[0], cursor, QUEUE_SIZE, waiting=waiting)
        pages = [self._store.queue(language, None, QUEUE_SIZE, waiting=waiting) for language in languages]
        return Page(sorted((case for page in pages for case in page.cases), key=_desk_order), None)

    def taken(self, person: Person, cursor: str | None) -> Page:
        """Open cases that this agent took."""
        self._agents_only(person)
        return self._store.taken(self._fingerprint.address(person.email), cursor, QUEUE_SIZE)

    @staticmethod
    def _agents_only(person: Person) -> None:
        if not person.is_agent:
            raise Forbidden


def _desk_order(case: Case) -> tuple[bool, datetime]:
    """The promise due first; who waits on the customer last."""
    return (case.due is None, case.due or case.updated)
