"""Routes that anyone may read: policy, health, the OpenAPI document, the problem codes."""

from chalice.app import Response

from chalicelib.http.answers import SAFE, answer
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.services import Services
from chalicelib.policy.browser import browser_policy

FOR_A_MINUTE = "public, max-age=60"


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)

    @blueprint.route("/policy", methods=["GET"])
    def read_policy() -> Response:
        rules = blueprint.door().previewed_rules()
        document = {"on": rules.day.isoformat(), **browser_policy(services.policy, rules.day)}
        return answer(document, Cache_Control=FOR_A_MINUTE)

    @blueprint.route("/health", methods=["GET"])
    def health() -> Response:
        settings = services.settings
        if not services.store_answers():
            problem, version = blueprint.problems.problem, settings.version
            return problem("unavailable", store="unreachable", version=version, commit=settings.commit)
        known: dict[str, object] = {"version": settings.version, "commit": settings.commit, "store": "reachable"}
        at = blueprint.door()
        if at.has_api_key():  # two more reads, for who may know how much mail there is
            known["outbox"] = dict(services.kept_mails())
        return answer(known)

    @blueprint.route("/openapi.json", methods=["GET"])
    def openapi() -> Response:
        from chalicelib.http.openapi import document

        return answer(document(services.settings.version, services.settings.path), Cache_Control=FOR_A_MINUTE)

    @blueprint.route("/problems", methods=["GET"])
    def problem_codes() -> Response:
        """The page that `type` of every problem document leads to."""
        from chalicelib.http.codes import page, shipped

        languages = shipped().languages
        at = blueprint.door()
        language = page.language_for(at.query("locale"), at.accept_language, languages)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Language": languages[language],
            "Content-Security-Policy": page.SECURITY,
            "Vary": "Accept-Language",
        }
        return Response(page.page(language), headers={**SAFE, **headers, "Cache-Control": FOR_A_MINUTE})

    return blueprint
