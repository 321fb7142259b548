"""Turns a case and its events into what one person can see of them now."""

from typing import Any

from chalicelib.cases.case import Case, Page, Timeline
from chalicelib.cases.events import Event
from chalicelib.cases.fields import DESK, LIST, PAGE, shown
from chalicelib.cases.promises import Judged
from chalicelib.http.services import Services
from chalicelib.http.shapes.cases import (
    AskerShape,
    CaseShape,
    CountShape,
    EventPage,
    QueuePage,
    RequesterShape,
    RowShape,
    ShownCase,
)
from chalicelib.http.shapes.events import AnyEvent, event_shape
from chalicelib.people.person import Person


class Showing:
    """One moment, for one person."""

    def __init__(self, services: Services, person: Person) -> None:
        self._who, self._now, self._promises = services.conversation.viewer(person), services.clock(), services.promises

    def case(self, case: Case) -> CaseShape:
        judged = self._promises.judged(case, self._now)
        page = {one.name: getattr(case, one.name) for one in shown(Case, PAGE)}
        shape = CaseShape(**self._in_a_list(case, judged), **page, survey=None)
        if self._who.at_desk(case):
            who = case.requester
            shape.requester = RequesterShape(who.name, who.email, who.tier, who.seat, who.account)
            self._for_agents(shape, case, judged)
        return shape

    def row(self, case: Case) -> RowShape:
        judged = self._promises.judged(case, self._now)
        row = RowShape(**self._in_a_list(case, judged))
        if self._who.at_desk(case):
            row.requester = AskerShape(case.requester.name, case.requester.tier, case.requester.seat)
            self._for_agents(row, case, judged)
        return row

    def queue(self, page: Page) -> QueuePage:
        count = CountShape(page.count.n, page.count.more) if page.count else None
        return QueuePage([self.row(case) for case in page.cases], page.next, count)

    def event(self, event: Event) -> AnyEvent:
        return event_shape(event, me=self._who.wrote(event.author))

    def timeline(self, page: Timeline, poll_after_ms: int) -> EventPage:
        return EventPage([self.event(event) for event in page.events], f"{page.last:08d}", page.more, poll_after_ms)

    def _in_a_list(self, case: Case, judged: Judged) -> dict[str, Any]:
        """The fields that a list and the page of a case have in common."""
        return {
            **{one.name: getattr(case, one.name) for one in shown(Case, LIST)},
            "due": judged.due,
            "late": judged.late,
            "own": self._who.owns(case),
        }

    def _for_agents(self, shape: ShownCase, case: Case, judged: Judged) -> None:
        for one in shown(Case, DESK):
            setattr(shape, one.name, getattr(case, one.name))
        shape.taken_by, shape.taken_by_me = case.taken_by_name, self._who.took(case)
        shape.target, shape.minutes_left, shape.no_break = judged.target, judged.minutes_left, judged.no_break
