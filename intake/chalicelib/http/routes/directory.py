"""Routes: the vendor's systems keep the directory up to date, with an API key."""

from datetime import date
from typing import NoReturn
from urllib.parse import unquote

from chalice.app import Response

from chalicelib.errors import FieldError, Invalid, NotFound
from chalicelib.http import requests
from chalicelib.http.answers import answer
from chalicelib.http.door.doorway import Doorway
from chalicelib.http.door.parameters import PATH
from chalicelib.http.routes.blueprint import Routes
from chalicelib.http.services import Services
from chalicelib.http.shapes.directory import RemovedAccount, RemovedUser
from chalicelib.limits import Asker
from chalicelib.people.person import Account, Person

LONGEST_ID = 100  # characters, as in `requests.UserEntry`


def routes(services: Services) -> Routes:
    blueprint = Routes(__name__, services)

    def door() -> Doorway:
        at = blueprint.door()
        services.limits.count(at.asking(Asker("system", at.api_key())), directory=1)
        return at

    def spelled(at: Doorway, email: str) -> str | None:
        return at.address(unquote(email)) if PATH["email"].takes(email) else None

    @blueprint.route("/directory/accounts/{account_id}", methods=["PUT"])
    def put_account(account_id: str) -> Response:
        entry = door().body(requests.AccountEntry)
        tiers = services.policy.on(services.policy.today(services.clock())).tiers
        mistakes = []
        if not PATH["account_id"].takes(account_id) or len(unquote(account_id)) > LONGEST_ID:
            mistakes.append(FieldError("account_id", "too_long", {"max": LONGEST_ID}))
        if entry.tier not in tiers:
            mistakes.append(FieldError("tier", "unknown_value", {"allowed": list(tiers)}))
        try:
            created = date.fromisoformat(entry.created)
        except ValueError:
            mistakes.append(FieldError("created", "wrong_type"))
        if mistakes:
            raise Invalid(*mistakes)
        services.directory.put_account(
            Account(unquote(account_id), entry.name, entry.tier, created, entry.contact_name, entry.contact_email)
        )
        return answer({"id": unquote(account_id)})

    @blueprint.route("/directory/users/{email}", methods=["PUT"])
    def put_user(email: str) -> Response:
        at = door()
        entry, address = at.body(requests.UserEntry), spelled(at, email)
        rules = services.policy.on(services.policy.today(services.clock()))
        if address is None:
            _wrong("email", "not_an_email")
        if entry.seat and entry.seat not in rules.seats:
            raise Invalid(FieldError("seat", "unknown_value", {"allowed": list(rules.seats)}))
        person = Person(address, entry.name, entry.language, entry.role, entry.seat or None)
        try:
            moved = services.directory.put_person(person, entry.account_id, entry.former_emails)
        except NotFound:
            _wrong("account_id", "unknown_value")
        for one in moved:
            services.sign_in.removed(one)
        return answer({"email": address})

    # A removal may be sent again, when its answer was lost: it is answered 200 as well, and says what it found.
    @blueprint.route("/directory/accounts/{account_id}", methods=["DELETE"])
    def delete_account(account_id: str) -> Response:
        door()
        if not PATH["account_id"].takes(account_id) or len(account := unquote(account_id)) > LONGEST_ID:
            raise Invalid(FieldError("account_id", "too_long", {"max": LONGEST_ID}))
        return answer(RemovedAccount(account, services.directory.remove_account(account)))

    @blueprint.route("/directory/users/{email}", methods=["DELETE"])
    def delete_user(email: str) -> Response:
        address = spelled(door(), email)
        if address is None:
            _wrong("email", "not_an_email")
        removed = services.directory.remove_person(address)
        services.sign_in.removed(address)
        return answer(RemovedUser(address, removed))

    def _wrong(name: str, code: str) -> NoReturn:
        raise Invalid(FieldError(name, code))

    return blueprint
