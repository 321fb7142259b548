"""Routes: a requester's cases; agents read and answer the same ones."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

from chalice.app import Response

from chalicelib.cases.case import Case, Read
from chalicelib.cases.submitting import Submission
from chalicelib.http import requests
from chalicelib.http.answers import answer
from chalicelib.http.door.doorway import Doorway
from chalicelib.http.parsing import decode
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.services import Services
from chalicelib.http.shapes.cases import CaseAndEvent, CasePage, LeftOutShape, OneCase, SentCase
from chalicelib.http.shapes.showing import Showing
from chalicelib.people.person import Person


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)
    conversation = services.conversation

    def changed(number: str, change: Callable[[str, Person], Case]) -> Response:
        at, person = blueprint.writing()
        services.limits.count(at.asking_as(person), changes=1)
        return one(change(at.number(number), person), person)

    def opened(at: Doorway, number: str) -> tuple[Case, Person]:
        visitor = at.visitor()
        case = conversation.read(at.number(number), visitor.person)
        if visitor.person.is_agent:
            services.openings.opened(visitor.session, case.number)
        return case, visitor.person

    def one(case: Case, person: Person) -> Response:
        return answer(OneCase(Showing(services, person).case(case)))

    @blueprint.route("/cases", methods=["POST"])
    def submit_case() -> Response:
        at, person = blueprint.writing()
        key = at.idempotency_key(required=True) or ""
        body = at.raw()
        rules = at.rules()
        wanted = at.parsed(requests.NewCase, decode(body), requests.policy_checks(rules))
        client = wanted.client or at.choice("client", tuple(rules.clients), rules.default_client)
        case = services.submitting.submit(
            _submission(wanted, client), person, key, body, services.limits.of(at.asking_as(person))
        )
        left_out = [LeftOutShape(one.field, one.code) for one in at.left_out]
        sent = SentCase(Showing(services, person).case(case), left_out)
        return answer(sent, 201, Location=f"{services.settings.path}/api/cases/{case.number}")

    @blueprint.route("/cases", methods=["GET"])
    def list_cases() -> Response:
        at = blueprint.door()
        person = at.visitor().person
        chosen = at.choice("filter", at.rules().inbox_filters, "all")
        page, counts = services.listing.inbox(person, chosen, at.query("cursor"))
        rows = map(Showing(services, person).row, page.cases)
        return answer(CasePage(list(rows), dict(counts.by_filter), page.next))

    @blueprint.route("/cases/{number}", methods=["GET"])
    def read_case(number: str) -> Response:
        case, person = opened(blueprint.door(), number)
        return one(case, person)

    @blueprint.route("/cases/{number}/events", methods=["GET"])
    def read_events(number: str) -> Response:
        at = blueprint.door()
        after = at.query("after") or "0"
        case, person = opened(at, number)
        page = conversation.events(case, person, int(after))
        return answer(Showing(services, person).timeline(page, conversation.poll_after_ms(case, page.more)))

    @blueprint.route("/cases/{number}/messages", methods=["POST"])
    def write_message(number: str) -> Response:
        at, person = blueprint.writing()
        number = at.number(number)
        conversation.read(number, person)  # another's case is not found, whatever the body
        message = at.body(requests.NewMessage)
        count, key = services.limits.of(at.asking_as(person)), at.idempotency_key(required=False)
        case, event = conversation.message(number, person, message.text, key, count, seen(message))
        shown = Showing(services, person)
        return answer(CaseAndEvent(shown.case(case), shown.event(event)), 201)

    @blueprint.route("/cases/{number}/close", methods=["POST"])
    def close_case(number: str) -> Response:
        at, person = blueprint.changing(number)
        closing = at.body(requests.Closing) if at.has_body else requests.Closing()
        count = services.limits.of(at.asking_as(person))
        return one(conversation.close(at.number(number), person, count, seen(closing)), person)

    @blueprint.route("/cases/{number}/reopen", methods=["POST"])
    def reopen_case(number: str) -> Response:
        at, person = blueprint.changing(number)
        return one(conversation.reopen(at.number(number), person, services.limits.of(at.asking_as(person))), person)

    @blueprint.route("/cases/{number}/favourite", methods=["PUT"])
    def star_case(number: str) -> Response:
        return changed(number, lambda number, person: conversation.favourite(number, person, True))

    @blueprint.route("/cases/{number}/favourite", methods=["DELETE"])
    def unstar_case(number: str) -> Response:
        return changed(number, lambda number, person: conversation.favourite(number, person, False))

    return blueprint


def seen(given: requests.NewMessage | requests.Closing | requests.Attempting) -> int | None:
    """The event up to which an agent saw the case; None when they want it sent whatever happened in between."""
    return int(given.seen) if given.seen and not given.anyway else None


def instant(text: str | None) -> datetime | None:
    """The instant of a text that `Moment` has read."""
    return datetime.fromisoformat(text) if text else None


def _submission(wanted: requests.NewCase, client: str) -> Submission:
    """The fields of a submission that a request can name; lists cannot change any more."""
    asked = {one.name: getattr(wanted, one.name) for one in fields(Submission)}
    read = tuple(Read(read.path, read.section, read.commit) for read in wanted.read)
    lists = {"links": tuple(wanted.links), "asked": tuple(wanted.asked), "read": read}
    call_at = instant(wanted.call_at)
    return Submission(**{**asked, **lists, "client": client, "call_at": call_at})
