"""Routes: signing in and out, who I am."""

from chalice.app import Response

from chalicelib.errors import FieldError, Invalid
from chalicelib.http import requests
from chalicelib.http.doorway import answer, session_cookies
from chalicelib.http.me import me
from chalicelib.http.parsing import decode
from chalicelib.http.room import Routes
from chalicelib.http.services import Services
from chalicelib.people.sign_in import SESSION_LIFE
from chalicelib.policy.schema import LOCALES

LANGUAGE_OF_LOCALE = {"en": "en", "no": "nb"}


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)

    @blueprint.route("/sign-in/codes", methods=["POST"])
    def ask_for_code() -> Response:
        """202 for every address, whether or not somebody has it."""
        at = blueprint.door()
        at.same_origin()
        wanted = at.body(requests.AskForCode)
        services.sign_in.send_code(wanted.email, LANGUAGE_OF_LOCALE[wanted.locale], at.source)
        return answer({}, 202)

    @blueprint.route("/sign-in/sessions", methods=["POST"])
    def sign_in() -> Response:
        at = blueprint.door()
        at.same_origin()
        raw = decode(at.raw())
        if "token" in raw:
            email = services.tokens.address(at.parsed(requests.WithToken, raw).token)
            _, token = services.sign_in.open(email)
        else:
            proof = at.parsed(requests.WithCode, raw)
            _, token = services.sign_in.with_code(proof.email, proof.code, at.source)
        cookies = session_cookies(token, int(SESSION_LIFE.total_seconds()), secure=services.settings.secure_cookies)
        return answer({}, 201, Set_Cookie=cookies)

    @blueprint.route("/session", methods=["DELETE"])
    def sign_out() -> Response:
        at = blueprint.door()
        at.same_origin()
        services.sign_in.sign_out(at.session())
        return answer({}, Set_Cookie=session_cookies("", 0, secure=services.settings.secure_cookies))

    @blueprint.route("/sessions", methods=["DELETE"])
    def sign_out_everywhere() -> Response:
        at = blueprint.door()
        at.same_origin()
        services.sign_in.sign_out_everywhere(at.session())
        return answer({}, Set_Cookie=session_cookies("", 0, secure=services.settings.secure_cookies))

    @blueprint.route("/me", methods=["GET"])
    def who_am_i() -> Response:
        at = blueprint.door()
        person = at.visitor().person
        client = at.choice("client", ("web", "mobile"), "web")
        return answer(
            me(services, person, at.previewed_rules(), client=client, locale=at.choice("locale", LOCALES, "en"))
        )

    @blueprint.route("/me", methods=["PATCH"])
    def change_me() -> Response:
        at = blueprint.door()
        at.same_origin()
        person = at.visitor().person
        language = at.body(requests.ProfileChange).language
        rules = at.rules()
        allowed = [*rules.languages, *(tag for tag in LANGUAGE_OF_LOCALE.values() if tag not in rules.languages)]
        if language not in allowed:
            raise Invalid(FieldError("language", "unknown_value", {"allowed": allowed}))
        services.directory.set_language(person, language)
        locale = at.choice("locale", LOCALES, "en")
        return answer(me(services, at.visitor().person, rules, client="web", locale=locale))

    return blueprint
