"""The API as a browser meets it, and people who visit it."""

import json
import uuid
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from altcha import Challenge, Payload, solve_challenge
from chalice.local import LambdaEventConverter, LocalChalice, RouteMatcher
from chalice.test import Client, TestHTTPClient

from chalicelib.people.person import Account, Person
from tests.conftest import SITE_URL, Bench
from tests.fakes.clock import oslo
from tests.fakes.log_book import LogBook
from tests.fakes.people import NEW, OLD
from tests.http.contract import Answer, Contract

INTAKE = Path(__file__).resolve().parents[2] / "intake"


API_KEY = "a key of the vendor's systems"


TOKEN_KEY = "a secret of the vendor's own app long enough for HS256"


class ManyAtOnce(TestHTTPClient):
    """Chalice's test client, without swapping `os.environ` for each request: threads would trip over it."""

    def _patched_env_vars(self, environment_variables: Any) -> Any:  # noqa: ARG002
        return nullcontext()


class FromElsewhere(LambdaEventConverter):
    """A request comes from the network address in the header `x-test-source`."""

    def create_lambda_event(self, method: str, path: str, headers: Any, body: Any = None) -> Any:
        event = super().create_lambda_event(method, path, headers, body)
        source = event["headers"].pop("x-test-source", "127.0.0.1")
        event["requestContext"]["identity"] = {"sourceIp": source}
        return event


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser that is signed in."""

    api: "Api"
    email: str
    cookie: str
    person: Person

    @property
    def home(self) -> str:
        """The network they send from: one of their own, so that no test spends another's share."""
        return f"home of {self.email}"

    def get(self, path: str, **more: Any) -> Answer:
        return self.api.call("GET", path, who=self, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.api.call("POST", path, body, who=self, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.api.call("PUT", path, body, who=self, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.api.call("PATCH", path, body, who=self, **more)

    def delete(self, path: str, **more: Any) -> Answer:
        return self.api.call("DELETE", path, who=self, **more)

    def send(self, key: str | None = None, **changes: Any) -> Answer:
        """Send a case: by letter, in English, unless said otherwise."""
        return self.post("/cases", a_case(**changes), key=key or uuid.uuid4().hex)

    def case(self, **changes: Any) -> dict[str, Any]:
        """A new case, as the API shows it."""
        answer = self.send(**changes)
        assert answer.status == 201, answer.body
        return answer.json["case"]

    def row(self, path: str, number: str) -> dict[str, Any]:
        """The case in a list, on whatever page of it."""
        cursor, join = "", "&" if "?" in path else "?"
        while cursor is not None:
            page = self.get(f"{path}{join}cursor={cursor}").json
            for row in page["cases"]:
                if row["number"] == number:
                    return row
            cursor = page["next"]
        raise AssertionError(f"{number} is not in {path}")

    def see(self, number: str) -> dict[str, Any]:
        return self.get(f"/cases/{number}").json["case"]


def solved(challenge: dict[str, Any]) -> str:
    """What goes into `Proof-Of-Work`, found as any client of the protocol finds it."""
    made = Challenge.from_dict(challenge)
    answer = solve_challenge(made)
    assert answer
    return Payload(made, answer).to_base64()


def a_case(**changes: Any) -> dict[str, Any]:
    """The body of a case that everybody with letters may send; `...` leaves a field out."""
    body = {"channel": "letter", "language": "en", "overview": "The export stops", "description": "At 90 %, always."}
    return {name: value for name, value in {**body, **changes}.items() if value is not ...}


class Api:
    """The app, its clock, and people to visit it."""

    def __init__(self, module: Any, bench: Bench, book: LogBook) -> None:
        self.module, self.services, self.bench, self.book = module, module._services, bench, book
        app = module.app
        app.__class__ = type("LocalApp", (LocalChalice, app.__class__), {})  # the request becomes one per thread
        self.http = ManyAtOnce(app, Client(app)._chalice_config)
        self.http._local_gateway.event_converter = FromElsewhere(RouteMatcher(list(app.routes)))
        self.contract = Contract(json.loads(self.http.get("/openapi.json").body))

    def at(self, text: str) -> None:
        """Set the clock: what Oslo's clocks show."""
        object.__setattr__(self.services.settings, "clock_offset", oslo(text) - datetime.now(UTC))

    def call(
        self, method: str, path: str, body: Any = None, *, who: Visitor | None = None, key: str | None = None,
        raw: bytes | None = None, headers: dict[str, str | None] | None = None, promised: bool = True,
    ) -> Answer:  # fmt: skip
        """
        One request, like a page of ours sends it; a header that is None is left out.

        `promised` False is for a test that breaks the app: no document promises that answer.
        """
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        given: dict[str, str | None] = {
            "Origin": SITE_URL if method != "GET" else None,
            "Content-Type": "application/json" if content else None,
            "Cookie": f"theme=dark; varde_session={who.cookie}" if who else None,
            "Idempotency-Key": key,
            "x-test-source": who.home if who else None,
            **(headers or {}),
        }
        sent = {name: value for name, value in given.items() if value is not None}
        found = self.http.request(method, path, headers=sent, body=content)
        told = {name.lower(): " | ".join(value) if isinstance(value, list) else value
                for name, value in found.headers.items()}  # fmt: skip
        answer = Answer(found.status_code, told, found.body)
        if promised:
            self.contract.hold(method, path, answer)
        return answer

    def visitor(
        self, tier: str | None = "fleet", *, seat: str | None = None, language: str = "en",
        role: str = "requester", created: str = "old", name: str = "Birk Moen", known: bool = True,
    ) -> Visitor:  # fmt: skip
        """A new person with a session; `tier` None has no account, `known` False is not in the directory at all."""
        mark = uuid.uuid4().hex[:12]
        email = f"{mark}@kunde.example"
        account = Account(mark, "Sund og Vik", tier, NEW if created == "new" else OLD) if tier and known else None
        person = Person(email, name, language, role, seat, account)
        if known:
            if account:
                self.services.directory.put_account(account)
            self.services.directory.put_person(person, account.id if account else None)
        _, token = self.services.sign_in.open(email)
        self.book.plant(token.partition(".")[2])
        return Visitor(self, email, token, person)

    def agent(self, name: str = "Ada Sund") -> Visitor:
        return self.visitor(None, role="agent", name=name)

    def items(self, condition: str, value: str, **names: str) -> list[dict[str, Any]]:
        """The items of the table that match a condition on `:value`, in plain form. `names` replace reserved words."""
        from chalicelib.aws.typed import unpack

        aliases = {"ExpressionAttributeNames": {f"#{name}": word for name, word in names.items()}} if names else {}
        pages = (
            self.dynamodb()
            .get_paginator("scan")
            .paginate(
                TableName=self.bench.table,
                FilterExpression=condition,
                ExpressionAttributeValues={":value": {"S": value}},
                **aliases,
            )
        )
        return [unpack(item) for page in pages for item in page["Items"]]

    def mails_to(self, email: str) -> list[dict[str, Any]]:
        """The letters that wait for an address, oldest first."""
        return [item["letter"] for item in self.waiting_for(email)]

    def waiting_for(self, email: str) -> list[dict[str, Any]]:
        """The same, as the outbox keeps them."""
        found = self.items("letter.#to = :value", email, to="to")
        return sorted(found, key=lambda item: str(item["stored"]))

    def dynamodb(self) -> Any:
        """The client that the app itself uses, to listen to."""
        return self.services.listing._store._table._client()
