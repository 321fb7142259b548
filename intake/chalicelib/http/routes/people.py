"""Routes: signing in and out, who I am."""

from dataclasses import replace

from chalice.app import Response

from chalicelib.company import shipped
from chalicelib.errors import FieldError, Invalid
from chalicelib.http import requests
from chalicelib.http.answers import answer
from chalicelib.http.door.cookies import browser_cookie, session_cookies
from chalicelib.http.parsing import decode
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.services import Services
from chalicelib.http.shapes.me import me
from chalicelib.http.shapes.sessions import SessionPage, session_shape
from chalicelib.people.sign_in.browsers import Visit
from chalicelib.people.sign_in.sessions import SESSION_LIFE


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)
    secure = services.settings.secure_cookies
    locales, first = shipped().by_id, shipped().first.id
    ids = tuple(locales)

    @blueprint.route("/sign-in/codes", methods=["POST"])
    def ask_for_code() -> Response:
        """202 for every address, whether or not somebody has it. The code is good in the browser that asks."""
        at = blueprint.door()
        at.same_origin()
        wanted = at.body(requests.AskForCode)
        visit = at.visit()
        visit = replace(visit, secret=visit.secret or services.sign_in.new_browser())
        services.sign_in.send_code(wanted.email, locales[wanted.locale].tag, visit, wanted.place)
        return answer({}, 202, Set_Cookie=remembered(visit))

    @blueprint.route("/sign-in/sessions", methods=["POST"])
    def sign_in() -> Response:
        """With a code, in the browser that asked for it, or with a token of the vendor's app."""
        at = blueprint.door()
        at.same_origin()
        raw = decode(at.raw())
        visit = at.visit()
        if "token" in raw:
            vouched = services.tokens.vouched(at.parsed(requests.WithToken, raw).token)
            visit = replace(visit, secret=visit.secret or services.sign_in.new_browser())
            session, token = services.sign_in.with_token(vouched, visit)
        else:
            proof = at.parsed(requests.WithCode, raw)
            session, token = services.sign_in.with_code(proof.email, proof.code, visit)
        person = services.directory.person(session.email)
        agent = person is not None and person.is_agent
        cookies = session_cookies(token, int(SESSION_LIFE.total_seconds()), secure=secure, agent=agent)
        return answer({}, 201, Set_Cookie=[*cookies, *remembered(visit)])

    def remembered(visit: Visit) -> list[str]:
        return [browser_cookie(visit.secret, secure=secure)] if visit.secret else []

    @blueprint.route("/session", methods=["DELETE"])
    def sign_out() -> Response:
        at = blueprint.door()
        at.same_origin()
        services.sign_in.sessions.end_here(at.session())
        return answer({}, Set_Cookie=session_cookies("", 0, secure=secure))

    @blueprint.route("/sessions", methods=["DELETE"])
    def sign_out_everywhere() -> Response:
        """Every session ends, and every browser is new to this address again."""
        at = blueprint.door()
        at.same_origin()
        services.sign_in.sessions.end_all(at.session())
        return answer({}, Set_Cookie=session_cookies("", 0, secure=secure))

    @blueprint.route("/me/sessions", methods=["GET"])
    def where_i_am_signed_in() -> Response:
        mine = blueprint.door().session()
        found, left_out = services.sign_in.sessions.listed(mine)
        return answer(SessionPage([session_shape(one, mine) for one in found], left_out))

    @blueprint.route("/me/sessions/{id}", methods=["DELETE"])
    def sign_out_there(id: str) -> Response:
        at = blueprint.door()
        at.same_origin()
        mine = at.session()
        services.sign_in.sessions.end(mine, id)
        return answer({}, Set_Cookie=session_cookies("", 0, secure=secure) if id == mine.id else [])

    @blueprint.route("/me", methods=["GET"])
    def who_am_i() -> Response:
        at = blueprint.door()
        person = at.visitor().person
        rules = at.previewed_rules()
        client = at.choice("client", tuple(rules.clients), rules.default_client)
        return answer(me(services, person, rules, client=client, locale=at.choice("locale", ids, first)))

    @blueprint.route("/me", methods=["PATCH"])
    def change_me() -> Response:
        at = blueprint.door()
        at.same_origin()
        person = at.visitor().person
        language = at.body(requests.ProfileChange).language
        rules = at.rules()
        allowed = [*rules.languages, *(one.tag for one in locales.values() if one.tag not in rules.languages)]
        if language not in allowed:
            raise Invalid(FieldError("language", "unknown_value", {"allowed": allowed}))
        services.limits.count(at.asking_as(person), changes=1)
        services.directory.set_language(person, language)
        locale = at.choice("locale", ids, first)
        return answer(me(services, at.visitor().person, rules, client=rules.default_client, locale=locale))

    return blueprint
