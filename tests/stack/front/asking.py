"""Requests to the front without its process, and an API behind it."""

import io
import json
from wsgiref.util import setup_testing_defaults

from chalice import BadRequestError, Chalice, Response


def example():
    app = Chalice(app_name="example")

    @app.route("/cases/{number}", methods=["GET", "PUT"])
    def one_case(number):
        request = app.current_request
        return {
            "number": number,
            "source": request.context["identity"]["sourceIp"],
            "query": request.to_dict()["query_params"],
        }

    @app.route("/cases", methods=["POST"])
    def submit():
        return Response(
            app.current_request.json_body, status_code=201, headers={"Set-Cookie": "varde_session=x; HttpOnly"}
        )

    @app.route("/people/{address}")
    def person(address):
        return {"address": address}

    @app.route("/refused")
    def refused():
        raise BadRequestError("not like this")

    @app.route("/broken")
    def broken():
        raise RuntimeError("on purpose")

    return app


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.fields, self.body = int(status[:3]), {k.lower(): v for k, v in headers}, body

    @property
    def code(self):
        assert self.fields["content-type"] == "application/problem+json"
        problem = json.loads(self.body)
        assert problem["status"] == self.status
        return problem["code"]


def ask(app, path, method="GET", body=b"", **headers):
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1:8000",
        "REMOTE_ADDR": "127.0.0.7",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    setup_testing_defaults(environ)
    names = {"Content_Type": "CONTENT_TYPE"}
    environ.update({names.get(name, "HTTP_" + name.upper()): value for name, value in headers.items()})
    seen = []
    content = b"".join(app(environ, lambda status, fields, *_: seen.append((status, fields))))
    return Answer(*seen[0], content)
