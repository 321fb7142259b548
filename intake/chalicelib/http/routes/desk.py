"""Routes: the specialist's desk."""

from chalice.app import Response

from chalicelib.cases.live.calling import Called
from chalicelib.errors import FieldError, Invalid
from chalicelib.http import requests
from chalicelib.http.answers import answer
from chalicelib.http.door.doorway import Doorway
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.routes.cases import instant, seen
from chalicelib.http.services import Services
from chalicelib.http.shapes.cases import CaseAndEvent, OneCase
from chalicelib.http.shapes.showing import Showing
from chalicelib.people.person import Person


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)
    conversation = services.conversation

    @blueprint.route("/desk/queue", methods=["GET"])
    def read_queue() -> Response:
        at = blueprint.door()
        person = at.visitor().person
        which = at.choice("status", ("waiting", "calls", "mine", "all"), "waiting")
        cursor = at.query("cursor")
        if which == "mine":
            page = services.listing.taken(person, cursor)
            return answer(Showing(services, person).queue(page))
        languages = _languages(at.query("language"), at.rules().languages)
        if which == "calls":
            page = services.listing.calls(person, languages, cursor)
        else:
            page = services.listing.queue(person, languages, cursor, waiting=which == "waiting")
        return answer(Showing(services, person).queue(page))

    def asked(at: Doorway, person: Person, number: str) -> str:
        """A requester learns nothing from the form of a number: the desk is closed to them first."""
        return at.number(number) if person.is_agent else number

    @blueprint.route("/desk/cases/{number}/take", methods=["POST"])
    def take_case(number: str) -> Response:
        at, person = blueprint.changing(number)
        services.limits.count(at.asking_as(person), changes=1)
        case = conversation.take(asked(at, person, number), person)
        return answer(OneCase(Showing(services, person).case(case)))

    @blueprint.route("/desk/cases/{number}/notes", methods=["POST"])
    def write_note(number: str) -> Response:
        at, person = blueprint.changing(number)
        text = at.body(requests.Note).text
        count, key = services.limits.of(at.asking_as(person)), at.idempotency_key(required=False)
        case, event = conversation.note(asked(at, person, number), person, text, key, count)
        shown = Showing(services, person)
        return answer(CaseAndEvent(shown.case(case), shown.event(event)), 201)

    @blueprint.route("/desk/cases/{number}/attempts", methods=["POST"])
    def record_attempt(number: str) -> Response:
        at, person = blueprint.changing(number)
        given = at.body(requests.Attempting)
        called = Called(given.outcome, instant(given.call_at))
        count, key = services.limits.of(at.asking_as(person)), at.idempotency_key(required=False)
        case, event = conversation.attempt(asked(at, person, number), person, called, key, count, seen(given))
        shown = Showing(services, person)
        return answer(CaseAndEvent(shown.case(case), shown.event(event)), 201)

    return blueprint


def _languages(wanted: str | None, spoken: tuple[str, ...]) -> tuple[str, ...]:
    if not wanted or wanted == "all":
        return spoken
    if wanted not in spoken:
        raise Invalid(FieldError("language", "unknown_value", {"allowed": list(spoken)}))
    return (wanted,)
