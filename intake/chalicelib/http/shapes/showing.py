"""Turns a case and its events into what one person can see of them now."""

from typing import Any

from chalicelib.cases.case import Case, Event, Page, Timeline
from chalicelib.cases.promises import Judged
from chalicelib.http.services import Services
from chalicelib.http.shapes.cases import (
    AskerShape,
    CaseShape,
    CountShape,
    EventPage,
    EventShape,
    QueuePage,
    ReadShape,
    RequesterShape,
    RowShape,
    ShownCase,
    event_shape,
)
from chalicelib.people.person import Person


class Showing:
    """One moment, for one person."""

    def __init__(self, services: Services, person: Person) -> None:
        self._who, self._now, self._promises = services.conversation.viewer(person), services.clock(), services.promises

    def case(self, case: Case) -> CaseShape:
        judged = self._promises.judged(case, self._now)
        shape = CaseShape(
            **self._in_a_list(case, judged),
            follows=case.follows,
            survey=None,
            version=case.version,
            topic=case.topic,
            links=list(case.links),
            asked=list(case.asked),
            read=[ReadShape(read.path, read.section, read.commit) for read in case.read],
            phone=case.phone,
            reply_email=case.reply_email,
            staff_access=case.staff_access,
        )
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

    def event(self, event: Event) -> EventShape:
        return event_shape(event, me=self._who.wrote(event.author))

    def timeline(self, page: Timeline, poll_after_ms: int) -> EventPage:
        return EventPage([self.event(event) for event in page.events], f"{page.last:08d}", page.more, poll_after_ms)

    def _in_a_list(self, case: Case, judged: Judged) -> dict[str, Any]:
        """The fields that a list and the page of a case have in common."""
        return {
            "number": case.number,
            "channel": case.channel,
            "language": case.language,
            "overview": case.overview,
            "status": case.status,
            "waiting_on": case.waiting_on,
            "received": case.received,
            "due": judged.due,
            "late": judged.late,
            "updated": case.updated,
            "favourite": case.favourite,
            "own": self._who.owns(case),
        }

    def _for_agents(self, shape: ShownCase, case: Case, judged: Judged) -> None:
        shape.taken_by, shape.taken_by_me = case.taken_by_name, self._who.took(case)
        shape.waiting_since, shape.target = case.waiting_since, judged.target
        shape.minutes_left, shape.no_break = judged.minutes_left, judged.no_break
