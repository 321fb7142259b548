"""
API Gateway on this machine: turns a request into the event that Lambda would get, and calls the app with it.

Chalice brings the gateway (`chalice.local`); here it is made to serve threads, and to answer in
problem documents where API Gateway or chalice would speak their own dialect.
"""

import base64
import re
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from chalice.config import Config
from chalice.local import LambdaEventConverter, LocalChalice, LocalGateway, LocalGatewayException, RouteMatcher

from workshop.stack.front import problems, routes
from workshop.stack.front.wsgi import LOG_AS, Environ, Headers, StartResponse, send

PREFIX = routes.API
LARGEST_BODY = 1_000_000  # bytes; nothing but files is larger, and files go straight to S3
_SOURCE = "varde-source-ip"


class Gateway:
    """A WSGI application for everything under /api, in front of a Chalice app."""

    def __init__(self, app: Any) -> None:
        # As `chalice local` does: the request of the moment becomes one per thread.
        app.__class__ = type("LocalApp", (LocalChalice, app.__class__), {})
        self._routes = app.routes
        self._matcher = RouteMatcher(list(app.routes))
        self._gateway = LocalGateway(app, Config(chalice_stage="api", config_from_disk={"app_name": "varde"}))
        self._gateway.event_converter = _Converter(self._matcher, app.api.binary_types)

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        uri = environ.get("REQUEST_URI") or environ["PATH_INFO"]
        path = re.split("[?#]", uri, maxsplit=1)[0].removeprefix(PREFIX) or "/"
        try:
            route = self._matcher.match_route(path).route
        except ValueError:
            environ[LOG_AS] = PREFIX + "/(unknown)"
            return problems.answer(environ, start, 404)
        environ[LOG_AS] = PREFIX + route  # the pattern, because a path can contain an email address
        if method not in self._routes[route]:
            return problems.answer(environ, start, 405, [("Allow", ", ".join(sorted(self._routes[route])))])
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_BODY:
            return problems.answer(environ, start, 413)
        body = environ["wsgi.input"].read(length) if length else None
        query = environ.get("QUERY_STRING")
        try:
            response = self._gateway.handle_request(
                method, f"{path}?{query}" if query else path, _headers(environ), body
            )
        except LocalGatewayException as refusal:
            return problems.answer(environ, start, refusal.CODE)
        return _reply(environ, start, response)


class _Converter(LambdaEventConverter):
    """Chalice's converter, with the parts of API Gateway's event that it leaves out."""

    def create_lambda_event(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> dict[str, Any]:
        source = headers.pop(_SOURCE)
        event: dict[str, Any] = super().create_lambda_event(method, path, headers, body)
        event["pathParameters"] = {name: unquote(value) for name, value in event["pathParameters"].items()}
        context = event["requestContext"]
        context["identity"] = {"sourceIp": source, "userAgent": headers.get("user-agent", "")}
        context |= {"stage": "api", "requestId": str(uuid.uuid4()), "path": PREFIX + context["path"]}
        return event


def _headers(environ: Environ) -> dict[str, str]:
    found = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        found["content-type"] = environ["CONTENT_TYPE"]
    found[_SOURCE] = environ.get("REMOTE_ADDR", "127.0.0.1")
    return found


def _reply(environ: Environ, start: StartResponse, response: dict[str, Any]) -> Iterable[bytes]:
    status = int(response["statusCode"])
    headers: Headers = [(name, str(value)) for name, value in response["headers"].items()]
    headers += [(name, value) for name, values in response["multiValueHeaders"].items() for value in values]
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if status >= 400 and not kind.startswith(problems.CONTENT_TYPE):
        kept = [(name, value) for name, value in headers if name.lower() in ("allow", "retry-after", "set-cookie")]
        return problems.answer(environ, start, status, kept)
    body = response["body"] or ""
    content = base64.b64decode(body) if response.get("isBase64Encoded") else body.encode()
    return send(environ, start, f"{status} {HTTPStatus(status).phrase}", headers, content)
