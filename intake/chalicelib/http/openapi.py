"""The OpenAPI 3.1 document, from the structs that parse and answer. A test holds it against the routes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from chalicelib.http import requests
from chalicelib.http.codes import shipped
from chalicelib.http.door.content import FORM, JSON
from chalicelib.http.door.parameters import HEADERS, PATH, QUERY
from chalicelib.http.shapes import cases, directory, health
from chalicelib.http.shapes.me import MeShape
from chalicelib.http.shapes.sessions import SessionPage

HTML = "text/html; charset=utf-8"
OPEN, REQUESTER, AGENT, KEY = "anyone", "requester", "agent", "API key"


@dataclass(frozen=True)
class Operation:
    """One call: who may make it, what it takes and answers, how it may refuse."""

    method: str
    path: str
    summary: str
    who: str
    status: int
    answers: Any = None
    takes: Any = None
    query: Mapping[str, str] | None = None
    refuses: Sequence[str] = ()
    key: str | None = None  # "required" or "optional": the Idempotency-Key
    body_optional: bool = False
    page: bool = False  # answers with HTML, for people
    form: bool = False  # also takes the plain form of a page, and then sends the browser back to it


LIMITED = ("proof_needed", "slow_down")
STAR = ("not_found", "slow_down")
BODY = ("malformed", "too_large", "unsupported_media_type", "invalid")

OPERATIONS: Sequence[Operation] = (
    Operation("get", "/policy", "The rules of a day", OPEN, 200, query={"on": "a day"}, refuses=("invalid",)),
    Operation(
        "get", "/health", "Version, commit, store; with an API key also how many mails are parked and held", OPEN, 200,
        answers=health.Health, refuses=("unavailable",),
    ),
    Operation("get", "/openapi.json", "This document", OPEN, 200),
    Operation(
        "get", "/problems", "Every problem code, for people", OPEN, 200, query={"locale": "en or no"},
        refuses=("invalid",), page=True,
    ),
    Operation(
        "post", "/sign-in/codes", "Mail a code", OPEN, 202,
        takes=requests.AskForCode, refuses=("forbidden", "slow_down", "proof_needed", *BODY),
    ),
    Operation(
        "post", "/sign-in/sessions", "Sign in with a code or a token", OPEN, 201, key="optional",
        takes=requests.WithCode | requests.WithToken, refuses=("forbidden", "slow_down", "proof_needed", *BODY),
    ),
    Operation(
        "post", "/articles/feedback", "Say whether an article was helpful", OPEN, 201, takes=requests.ArticleFeedback,
        refuses=("forbidden", *LIMITED, *BODY), key="optional", form=True,
    ),
    Operation("delete", "/session", "Sign out here", REQUESTER, 200),
    Operation("delete", "/sessions", "Sign out everywhere", REQUESTER, 200),
    Operation("get", "/me/sessions", "Where I am signed in", REQUESTER, 200, answers=SessionPage),
    Operation("delete", "/me/sessions/{id}", "Sign out there", REQUESTER, 200, refuses=("not_found",)),
    Operation(
        "get", "/me", "Who I am and what I may use", REQUESTER, 200, answers=MeShape,
        query={"client": "its id in GET /policy", "on": "a day, for previews", "locale": "en or no"},
        refuses=("invalid",),
    ),
    Operation(
        "patch", "/me", "Change the profile language", REQUESTER, 200,
        answers=MeShape, takes=requests.ProfileChange, query={"locale": "en or no"}, refuses=("slow_down", *BODY),
    ),
    Operation(
        "post", "/cases", "Send a case", REQUESTER, 201, answers=cases.SentCase, takes=requests.NewCase,
        query={"client": "its id in GET /policy"}, refuses=("not_entitled", *LIMITED, *BODY), key="required",
    ),
    Operation(
        "get", "/cases", "My cases, newest first", REQUESTER, 200, answers=cases.CasePage,
        query={"filter": "all, open, closed or favourites", "cursor": "of the next page"}, refuses=("invalid",),
    ),
    Operation("get", "/cases/{number}", "One case", REQUESTER, 200, answers=cases.OneCase, refuses=("not_found",)),
    Operation(
        "get", "/cases/{number}/events", "The timeline", REQUESTER, 200, answers=cases.EventPage,
        query={"after": "id of the last event seen"}, refuses=("not_found", "invalid"),
    ),
    Operation(
        "post", "/cases/{number}/messages", "Write in a case", REQUESTER, 201, answers=cases.CaseAndEvent,
        takes=requests.NewMessage, refuses=("not_found", "conflict", "changed", *LIMITED, *BODY), key="optional",
    ),
    Operation(
        "post", "/cases/{number}/close", "Close", REQUESTER, 200, answers=cases.OneCase, takes=requests.Closing,
        refuses=("not_found", "conflict", "changed", *LIMITED, *BODY), body_optional=True,
    ),
    Operation(
        "post", "/cases/{number}/reopen", "Reopen", REQUESTER, 200,
        answers=cases.OneCase, refuses=("not_found", "conflict", *LIMITED),
    ),
    Operation("put", "/cases/{number}/favourite", "Star", REQUESTER, 200, cases.OneCase, refuses=STAR),
    Operation("delete", "/cases/{number}/favourite", "Unstar", REQUESTER, 200, cases.OneCase, refuses=STAR),
    Operation(
        "get", "/desk/queue", "Cases in the order of the promise due", AGENT, 200, answers=cases.QueuePage,
        query={"language": "tag or all", "status": "waiting, calls, mine or all", "cursor": "of the next page"},
        refuses=("forbidden", "invalid"),
    ),
    Operation(
        "post", "/desk/cases/{number}/take", "Take a case", AGENT, 200,
        answers=cases.OneCase, refuses=("forbidden", "not_found", "conflict", "slow_down"),
    ),
    Operation(
        "post", "/desk/cases/{number}/notes", "Write a note", AGENT, 201, answers=cases.CaseAndEvent,
        takes=requests.Note, refuses=("forbidden", "not_found", *LIMITED, *BODY), key="optional",
    ),
    Operation(
        "post", "/desk/cases/{number}/attempts", "Record a call", AGENT, 201, answers=cases.CaseAndEvent,
        takes=requests.Attempting, refuses=("forbidden", "not_found", "conflict", "changed", *LIMITED, *BODY),
        key="optional",
    ),
    Operation(
        "put", "/directory/accounts/{account_id}", "Add or replace an account", KEY, 200,
        takes=requests.AccountEntry, refuses=("slow_down", *BODY),
    ),
    Operation(
        "delete", "/directory/accounts/{account_id}", "Remove an account; its people stay, without one", KEY, 200,
        answers=directory.RemovedAccount, refuses=("slow_down", "invalid"),
    ),
    Operation(
        "delete", "/directory/users/{email}", "Remove a person and end their sessions; their cases stay", KEY, 200,
        answers=directory.RemovedUser, refuses=("slow_down", "invalid"),
    ),
    Operation(
        "put", "/directory/users/{email}", "Add or replace a person", KEY, 200,
        takes=requests.UserEntry, refuses=("slow_down", *BODY),
    ),
)  # fmt: skip


def document(version: str, path: str = "") -> dict[str, Any]:
    """The whole document, as plain data; `path` is where the site is on its host: `""`, or such as `/answers`."""
    types = {part for operation in OPERATIONS for part in (*_either(operation.takes), *_either(operation.answers))}
    ordered = sorted(types, key=str)
    schemas, components = msgspec.json.schema_components(ordered, ref_template="#/components/schemas/{name}")
    components["Problem"] = _problem()
    refs = dict(zip(ordered, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _described(operation, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Varde", "version": version, "description": "The API of a help centre."},
        "externalDocs": {"url": f"{path}/api/problems", "description": "Every problem code and what to do"},
        "servers": [{"url": f"{path}/api"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-varde_session"},
                "key": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _problem() -> dict[str, Any]:
    """The schema of problem documents, from the file of their codes."""
    codes = shipped()
    language = next(iter(codes.languages))
    fields = {one.name: {**one.schema, "description": one.means[language]} for one in codes.fields.values()}
    fields["code"]["enum"] = list(codes.problems)
    fields["errors"]["items"] = {
        "type": "object",
        "required": ["field", "code", "params"],
        "properties": {
            "field": {"type": "string"},
            "code": {"type": "string", "enum": list(codes.mistakes)},
            "params": {"type": "object"},
        },
    }
    return {
        "title": "Problem",
        "description": "RFC 9457. Every code is explained at /api/problems.",
        "type": "object",
        "required": [one.name for one in codes.fields.values() if one.always],
        "properties": fields,
    }


def _described(operation: Operation, refs: Mapping[Any, Any]) -> dict[str, Any]:
    codes = [*operation.refuses, "wrong_address", *([] if operation.who == OPEN else ["sign_in_required"])]
    if operation.who in (REQUESTER, AGENT) and operation.method != "get":
        codes.append("forbidden")  # another origin
    refusals: dict[str, Any] = {}
    known = shipped().problems
    for status in sorted({known[code].status for code in codes}):
        named = [code for code in dict.fromkeys(codes) if known[code].status == status]
        refusals[str(status)] = {
            "description": ", ".join(named),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": f"{operation.method}{operation.path.title()}".translate(str.maketrans("", "", "/{}-_.")),
        "parameters": [*_path_parameters(operation), *_other_parameters(operation)],
        "responses": {str(operation.status): _answer(operation, refs), **refusals},
    }
    if operation.takes is not None:
        described["requestBody"] = {
            "required": not operation.body_optional,
            "content": {
                media: {"schema": _one_of(operation.takes, refs)} for media in (JSON, *([FORM] * operation.form))
            },
        }
    if operation.form:
        back = {"description": "Back to the page that held the form", "content": {JSON: {"schema": {"type": "object"}}}}
        described["responses"]["303"] = back
    if operation.who != OPEN:
        described["security"] = [{"key" if operation.who == KEY else "session": []}]
    return described


def _either(shape: Any) -> tuple[Any, ...]:
    """The structs of `A | B`; msgspec describes such a union only when the structs carry a tag."""
    return () if shape is None else get_args(shape) or (shape,)


def _one_of(shape: Any, refs: Mapping[Any, Any]) -> Any:
    schemas = [refs[part] for part in _either(shape)]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _answer(operation: Operation, refs: Mapping[Any, Any]) -> dict[str, Any]:
    if operation.page:
        return {"description": "A page", "content": {HTML: {"schema": {"type": "string"}}}}
    schema = refs[operation.answers] if operation.answers is not None else {"type": "object"}
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": PATH[name].schema} for name in names]


def _other_parameters(operation: Operation) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = [
        {"name": name, "in": "query", "description": text, "schema": QUERY[name].schema}
        for name, text in (operation.query or {}).items()
    ]
    if operation.key:
        given.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": operation.key == "required",
                "schema": HEADERS["Idempotency-Key"].schema,
            }
        )
    if operation.who not in (OPEN, KEY):
        text = "`requester.id` of whom the page shows; 401 when the session is another person's by now"
        given.append(
            {"name": "For-Person", "in": "header", "description": text, "schema": HEADERS["For-Person"].schema}
        )
    if "proof_needed" in operation.refuses:
        text = "the answer to the challenge of a 428 (ALTCHA), with the same body and Idempotency-Key"
        given.append(
            {"name": "Proof-Of-Work", "in": "header", "description": text, "schema": HEADERS["Proof-Of-Work"].schema}
        )
    return given
