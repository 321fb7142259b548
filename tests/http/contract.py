"""An answer of the API, held against the OpenAPI document."""

import json
from dataclasses import dataclass
from typing import Any

from chalice.local import RouteMatcher
from jsonschema import Draft202012Validator

from chalicelib.http.codes import shipped as shipped_codes


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def problem(self) -> str:
        """The code of the problem document; fails when it is none."""
        assert self.headers["content-type"] == "application/problem+json", self.body
        assert self.json["status"] == self.status
        return str(self.json["code"])

    @property
    def mistakes(self) -> set[tuple[str, str]]:
        assert (self.status, self.problem) == (422, "invalid"), self.body
        return {(one["field"], one["code"]) for one in self.json["errors"]}


class Contract:
    """The OpenAPI document, asked about one answer at a time."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._routes = RouteMatcher(list(document["paths"]))
        self._validators: dict[tuple[str, str, int], tuple[str, Draft202012Validator]] = {}

    def hold(self, method: str, path: str, answer: Answer) -> None:
        route = self._routes.match_route(path).route
        key = (route, method.lower(), answer.status)
        if key not in self._validators:
            promised = self.document["paths"][route][key[1]]["responses"]
            assert str(answer.status) in promised, f"{method} {route} does not promise {answer.status}: {answer.body!r}"
            ((kind, content),) = promised[str(answer.status)]["content"].items()
            schema = {**content["schema"], "components": self.document["components"]}
            self._validators[key] = kind, Draft202012Validator(schema)
        kind, validator = self._validators[key]
        assert answer.headers["content-type"] == kind
        validator.validate(answer.json if kind.endswith("json") else answer.body.decode())
        if kind == "application/problem+json":
            codes = shipped_codes()
            always = {name for name, one in codes.fields.items() if one.always}
            known = always | set(codes.problems[answer.problem].fields)
            assert answer.json.keys() <= known, "a field that /api/problems does not describe"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] in ("no-store", "public, max-age=60")
        assert all(value.isprintable() and value.isascii() for value in answer.headers.values())
