"""Routes: what readers say about the articles. Open to anybody, without a cookie."""

from chalice.app import Response

from chalicelib.articles.feedback import Feedback
from chalicelib.errors import ProofNeeded, SlowDown, Unavailable
from chalicelib.http import requests
from chalicelib.http.answers import answer
from chalicelib.http.door.doorway import Doorway
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.services import Services

TRAP = "website"  # people do not see this field of the form; programs that fill in forms do
# Ids in overrides/partials/feedback.html.
THANKS, NOT_SENT, TOO_MANY = "feedback-thanks", "feedback-not-sent", "feedback-too-many"


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)

    @blueprint.route("/articles/feedback", methods=["POST"])
    def take_feedback() -> Response:
        """JSON from our script, or the plain form of a page without it."""
        at = blueprint.door()
        at.same_origin()
        if at.is_form:
            return _from_a_form(services, at)
        given = at.body(requests.ArticleFeedback)
        services.feedback.take(_feedback(given), at.asking(at.network), at.idempotency_key(required=False))
        return answer({}, 201)

    return blueprint


def _from_a_form(services: Services, at: Doorway) -> Response:
    """Back to the article, which has a message for either outcome: a reader must not end at a problem document."""
    raw = at.form()
    given = at.parsed(
        requests.ArticleFeedback, {**raw, "helpful": {"yes": True, "no": False}.get(raw.get("helpful", ""))}
    )
    if raw.get(TRAP):
        return _back_to(given.path, THANKS)
    try:
        services.feedback.take(_feedback(given), at.asking(at.network), None)
    except (ProofNeeded, SlowDown):
        return _back_to(given.path, TOO_MANY)  # without JavaScript nothing can solve a challenge
    except Unavailable:
        return _back_to(given.path, NOT_SENT)
    return _back_to(given.path, THANKS)


def _back_to(path: str, words: str) -> Response:
    """The path was parsed as an article's address, so it cannot name another site."""
    return answer({}, 303, Location=f"{path}#{words}")


def _feedback(given: requests.ArticleFeedback) -> Feedback:
    return Feedback(given.path, given.locale, given.helpful, given.comment or None, given.commit)
