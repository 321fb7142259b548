"""
Bounds before work: nobody can make a request expensive by its content.

The fields come from the OpenAPI document, so a new one is tried here without anybody thinking of it. No time is
absolute: a hostile input is doubled, and the work may at most about double.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, get_type_hints
from urllib.parse import quote, urlencode

import msgspec
import pytest

from chalicelib.errors import Invalid, Malformed
from chalicelib.http import openapi, requests
from chalicelib.http.parsing import MOST_BYTES, Paragraph, decode, parse
from tests.http.bounds.hostile import grows_too_fast, nested, texts, work
from tests.http.visitors import API_KEY, Api

HONEST: dict[str, Any] = {
    "email": "ada@kunde.example", "reply_email": "ada@kunde.example", "contact_email": "ada@kunde.example",
    "links": ["https://app.vendor.example/lists/4"], "phone": "+47 22 22 55 55", "asked": ["How do I export?"],
    "read": [{"path": "/export/", "section": "csv", "commit": "0f6ba1e"}], "path": "/export/", "commit": "0f6ba1e",
    "created": "2024-03-05", "language": "en", "locale": "en", "follows": "V-7F3K-9Q2M", "helpful": True,
    "code": "123456", "attachments": [], "staff_access": True, "client": "page", "role": "requester",
}  # fmt: skip

ITEMS = ("x", "https://a.example/", "\u0301\u0316" * 20, {"path": "\\"}, {"path": "/a/", "section": "\\"}, [], None)
HEADERS = ("Cookie", "Authorization", "Content-Type", "Origin", "Idempotency-Key", "Proof-Of-Work", "For-Person")


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def fields(document: dict[str, Any], schema: dict[str, Any], place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Every place of a value in a body, with its schema: `("read", 0, "path")`."""
    schema = resolved(document, schema)
    for option in schema.get("anyOf", ()):
        yield from fields(document, option, place)
    if "anyOf" in schema:
        return
    if schema.get("type") == "object" or "properties" in schema:
        for name, inner in schema["properties"].items():
            yield from fields(document, inner, (*place, name))
        return
    yield place, schema
    if schema.get("type") == "array" and schema.get("maxItems") != 0:
        yield from fields(document, schema["items"], (*place, 0))


def unbounded(schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    if "enum" in schema or "const" in schema or kind in ("boolean", "null"):
        return False
    if kind == "string":
        return "maxLength" not in schema
    if kind == "array":
        return "maxItems" not in schema
    return not (kind in ("integer", "number") and {"minimum", "maximum"} <= schema.keys())


def bodies(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                yield method, path, media["schema"]


def parameters(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for parameter in operation["parameters"]:
                yield method, path, parameter


def test_every_field_and_parameter_of_the_document_has_a_bound(api):
    document = api.contract.document
    found = [
        f"{method} {path}: {place}"
        for method, path, schema in bodies(document)
        for place, inner in fields(document, schema)
        if unbounded(inner)
    ]
    found += [
        f"{method} {path}: {parameter['name']}"
        for method, path, parameter in parameters(document)
        if unbounded(parameter["schema"])
    ]
    assert found == []


def test_a_type_without_a_bound_is_refused_by_the_parser_itself():
    class Forgotten(msgspec.Struct):
        text: Paragraph

    with pytest.raises(TypeError, match="no bound"):
        parse(Forgotten, {"text": "x"})


def test_no_field_of_ours_is_without_a_bound_in_the_parser():
    for operation in openapi.OPERATIONS:
        for shape in openapi._either(operation.takes):
            for name in get_type_hints(shape):
                with pytest.raises((Invalid, Malformed)):
                    parse(shape, {**HONEST, name: {}, "text": {}, "token": {}, "name": {}, "overview": {}})


def shapes() -> Iterator[Any]:
    yield from dict.fromkeys(shape for operation in openapi.OPERATIONS for shape in openapi._either(operation.takes))


def honest(shape: type, *, whole: bool = True) -> dict[str, Any]:
    """A body that is accepted; or only what it needs."""
    names = [info.encode_name for info in msgspec.structs.fields(shape) if whole or info.required]
    return {name: HONEST.get(name, "sailing") for name in names}


def placed(body: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The body with a value at a place."""
    if len(place) == 1:
        return {**body, place[0]: value}
    inner = value
    for step in reversed(place[1:]):
        inner = [inner] if step == 0 else {**HONEST["read"][0], step: inner}
    return {**body, place[0]: inner}


def read(shape: type, checks: Any, body: bytes) -> None:
    with suppress(Invalid, Malformed):
        parse(shape, decode(body), checks)


def written(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


@pytest.mark.parametrize("shape", list(shapes()), ids=lambda shape: shape.__name__)
def test_doubling_a_hostile_text_in_any_field_at_most_about_doubles_the_work(api, shape):
    rules = api.services.policy.on(api.services.policy.today(api.services.clock()))
    checks = requests.policy_checks(rules) if shape is requests.NewCase else None
    body = honest(shape, whole=False)
    document = msgspec.json.schema_components([shape], ref_template="#/components/schemas/{name}")
    components = {"components": {"schemas": document[1]}}
    tried, slow = 0, []
    spare = work(lambda: read(shape, checks, written(honest(shape))), 9)
    for place, schema in fields(components, document[0][0]):
        most = schema.get("maxLength", 0)
        for length in {most // 2, 25_000}:
            pairs = zip(texts(length, schema.get("format")), texts(2 * length, schema.get("format")), strict=True)
            for (name, once), (_, twice) in pairs:
                given = [written(placed(body, place, text)) for text in (once, twice)]
                if len(given[1]) > MOST_BYTES or length < 50:
                    continue
                tried += 1
                if ratio := grows_too_fast(lambda raw: read(shape, checks, raw), *given, spare):
                    slow.append(f"{place}: {name}, {length} letters: {ratio:.1f} times")
    assert slow == []
    assert tried > 100


@pytest.mark.parametrize("shape", list(shapes()), ids=lambda shape: shape.__name__)
def test_doubling_a_hostile_number_list_or_object_at_most_about_doubles_the_work(shape):
    body, slow = honest(shape, whole=False), []
    spare = work(lambda: read(shape, None, written(honest(shape))), 9)
    for info in msgspec.structs.fields(shape):
        head = written({**body, info.encode_name: "HERE"})
        for (name, once), (_, twice) in zip(nested(40_000), nested(80_000), strict=True):
            given = [head.replace(b'"HERE"', value) for value in (once, twice)]
            if ratio := grows_too_fast(lambda raw: read(shape, None, raw), *given, spare):
                slow.append(f"{info.encode_name}: {name}: {ratio:.1f} times")
        for item in (
            "x",
            "https://a.example/",
            "\u0301\u0316" * 20,
            {"path": "\\"},
            {"path": "/a/", "section": "\\"},
            [],
            None,
        ):
            given = [written({**body, info.encode_name: [item] * many}) for many in (1500, 3000)]
            if ratio := grows_too_fast(lambda raw: read(shape, None, raw), *given, spare):
                slow.append(f"{info.encode_name}: list of {item!r}: {ratio:.1f} times")
    assert slow == []


def test_a_hostile_case_is_no_more_work_than_some_honest_large_ones(api):
    """A ratio cannot see a slow constant: so hostile words are held to the price of honest ones of the same length."""
    rules = api.services.policy.on(api.services.policy.today(api.services.clock()))
    checks = requests.policy_checks(rules)
    large = written({**honest(requests.NewCase), "description": "En vanlig setning på norsk. " * 350})
    price = work(lambda: read(requests.NewCase, checks, large), 9)
    worst = {}
    for name, text in texts(10_000, None):
        raw = written({**honest(requests.NewCase), "description": text})
        worst[name] = work(lambda raw=raw: read(requests.NewCase, checks, raw), 5) / price
    assert max(worst.values()) < 60, max(worst.items(), key=lambda one: one[1])


# --- Outside the body: the address, its query, headers, a plain form


def ask(api: Api, who: Any, method: str, path: str, headers: dict[str, str], body: bytes = b"{}") -> int:
    answer = api.call(
        method, path, who=who, raw=body if method in ("POST", "PUT", "PATCH") else None, promised=False,
        headers={"Content-Type": "application/json", "x-test-source": uuid.uuid4().hex, **headers},
    )  # fmt: skip
    assert answer.status < 500, (method, path[:80], answer.body)
    return answer.status


def filled(path: str, name: str = "", text: str = "") -> str:
    known = {"number": "V-7F3K-9Q2M", "account_id": "a1", "email": "ada%40kunde.example"}
    for each, value in known.items():
        path = path.replace(f"{{{each}}}", quote(text, safe="") if each == name else value)
    return path


def test_doubling_a_hostile_parameter_at_most_about_doubles_the_work(api, ada):
    document, slow = api.contract.document, []
    for method, path, parameter in parameters(document):
        name, where = parameter["name"], parameter["in"]
        key = {"Authorization": f"Bearer {API_KEY}"} if path.startswith("/directory") else {}

        def act(text, *, where=where, name=name, path=path, method=method, key=key):
            address = filled(path, name, text) if where == "path" else filled(path)
            address += f"?{urlencode({name: text})}" if where == "query" else ""
            ask(api, ada, method.upper(), address, {**key, **({name: text} if where == "header" else {})})

        spare = work(lambda act=act: act("x"), 3)
        for (what, once), (_, twice) in zip(texts(8_000, None, every=12), texts(16_000, None, every=12), strict=True):
            if work(lambda act=act, twice=twice: act(twice), 1) <= 3 * spare:
                continue  # refused at once
            if ratio := grows_too_fast(act, once, twice, spare):
                slow.append(f"{method} {path} {name}: {what}: {ratio:.1f} times")
    assert slow == []


@pytest.mark.parametrize(
    "name", ["Cookie", "Authorization", "Content-Type", "Origin", "Idempotency-Key", "Proof-Of-Work", "For-Person"]
)
def test_doubling_a_hostile_header_at_most_about_doubles_the_work(api, ada, name):
    slow = []
    before = {"Cookie": "varde_session=", "Authorization": "Bearer "}.get(name, "")

    def act(text):
        ask(
            api, None if name == "Cookie" else ada, "POST", "/cases", {"Idempotency-Key": "k" * 20, name: before + text}
        )
        ask(api, None, "PUT", "/directory/accounts/a1", {name: before + text})

    spare = work(lambda: act("x"), 3)
    for unit in ("a", "; a=b", ";", "varde_session=a.b;", "=", ".", "\u0301\u0316", " ", "%25", "a.b", "Bearer "):
        once, twice = ((unit * length)[:length] for length in (20_000, 40_000))
        if ratio := grows_too_fast(act, once, twice, spare):
            slow.append(f"{unit!r}: {ratio:.1f} times")
    assert slow == []


def test_doubling_a_hostile_plain_form_at_most_about_doubles_the_work(api):
    form, slow = {"Content-Type": "application/x-www-form-urlencoded"}, []
    honest_form = {"path": "/export/", "locale": "en", "helpful": "yes", "website": "", "commit": "0f6ba1e"}

    def act(fields_of_it):
        ask(api, None, "POST", "/articles/feedback", form, urlencode(fields_of_it).encode())

    spare = work(lambda: act({**honest_form, "path": "x"}), 3)
    for name in (*honest_form, "comment", "anything"):
        for (what, once), (_, twice) in zip(texts(8_000, None, every=12), texts(16_000, None, every=12), strict=True):
            given = [{**honest_form, "path": "not a path", name: text} for text in (once, twice)]
            if ratio := grows_too_fast(act, *given, spare):
                slow.append(f"{name}: {what}: {ratio:.1f} times")
    assert slow == []
