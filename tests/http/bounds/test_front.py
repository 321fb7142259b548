"""A deployed API is reached through the front of its site only, and knows the reader's own network address."""

import json
import re
import uuid

import pytest

from chalicelib.http.door import front
from chalicelib.http.door.doorway import Doorway
from chalicelib.limits import Asker
from chalicelib.people.address import network
from tests.http.contract import Answer

OLD, NEW = "the old secret of this front, which is long", "the new secret of this front, which is long"
EDGE = "130.176.1.1"  # what API Gateway sees: the front's address


@pytest.fixture
def fronted(api, monkeypatch):
    """The API of a deployed site, in the days in which the front's secret changes."""
    monkeypatch.setitem(vars(api.services.settings), "front_secrets", (NEW, OLD))
    return api


def event(headers, path="/policy", method="GET", body=None):
    """What API Gateway passes on: `headers` are pairs, in order, as they came."""
    names = [name for name, _ in headers]
    return {
        "resource": path, "path": path, "httpMethod": method, "isBase64Encoded": False, "stageVariables": None,
        "headers": dict(headers),
        "multiValueHeaders": {name: [value for key, value in headers if key == name] for name in names},
        "multiValueQueryStringParameters": None,
        "pathParameters": dict.fromkeys(re.findall(r"{(.*?)}", path), "V-7F3K-9Q2M"),
        "body": None if body is None else json.dumps(body),
        "requestContext": {"resourcePath": path, "httpMethod": method, "path": f"/api{path}",
                           "identity": {"sourceIp": EDGE}},
    }  # fmt: skip


def ask(api, headers, path="/policy", method="GET", body=None):
    found = api.module.app(event(headers, path, method, body), None)
    given = {**found["headers"], **{name: " | ".join(values) for name, values in found["multiValueHeaders"].items()}}
    answer = Answer(found["statusCode"], {name.lower(): value for name, value in given.items()}, found["body"].encode())
    api.contract.hold(method, path, answer)
    return answer


def through(secret=NEW, viewer="192.0.2.7", *more):
    return [("Varde-Front", secret), ("varde-viewer", viewer), *more]


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_both_secrets_open_while_one_replaces_the_other(fronted, secret):
    assert ask(fronted, through(secret)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("varde-viewer", "192.0.2.7")],
        [("varde-front", ""), ("varde-viewer", "192.0.2.7")],
        through(f"{NEW}x"),
        through(NEW[:-1]),
        through("ø" * len(NEW)),
        through(f"{NEW}, {OLD}"),
        through(f"{NEW},{NEW}"),
        through(NEW, "192.0.2.7", ("varde-front", NEW)),
        through(NEW, "192.0.2.7", ("VARDE-FRONT", "mine")),
    ],
)
def test_without_the_fronts_secret_once_and_whole_nothing_is_answered(fronted, headers):
    answer = ask(fronted, headers)
    assert (answer.status, answer.problem) == (403, "wrong_address")


@pytest.mark.parametrize(
    "viewer",
    ["", "unknown", "192.0.2.7, 198.51.100.9", "192.0.2.7:443", "[2001:db8::1]", "fe80::1%eth0", "1.2.3", "1" * 5000],
)
def test_a_front_that_names_no_single_address_is_refused_not_counted_as_one_reader(fronted, viewer):
    assert ask(fronted, through(NEW, viewer)).problem == "wrong_address"
    assert ask(fronted, [("varde-front", NEW)]).problem == "wrong_address"
    assert ask(fronted, through(NEW, "192.0.2.7", ("Varde-Viewer", "198.51.100.9"))).problem == "wrong_address"


def test_the_refusal_comes_before_anything_else_on_every_route(fronted, monkeypatch):
    monkeypatch.setattr(Doorway, "__init__", lambda *_: pytest.fail("somebody read the request"))
    cookies = ("cookie", "varde_session=old; __Host-varde_session=new")
    routed = [(path, method) for path, methods in fronted.module.app.routes.items() for method in methods]
    assert len(routed) > 20
    for path, method in routed:
        answer = ask(fronted, [cookies, ("varde-front", "guessed")], path, method, {"email": "ada@kunde.example"})
        assert (answer.status, answer.problem, "set-cookie" in answer.headers) == (403, "wrong_address", False)


@pytest.mark.parametrize("viewer", ["192.0.2.7", "2001:db8:7::1", "::ffff:192.0.2.8"])
def test_readers_behind_one_edge_are_counted_each_for_themselves(fronted, viewer):
    def counted(address):
        asker = Asker("network", fronted.services.fingerprint.of("source", network(address)))
        return sum(fronted.services.limits.counted(asker).values())

    before = {address: counted(address) for address in (viewer, EDGE, "203.0.113.5")}
    forged = [("X-Forwarded-For", "203.0.113.5"), ("CloudFront-Viewer-Address", "203.0.113.5:1")]
    body = {"email": f"{uuid.uuid4().hex}@kunde.example"}
    answer = ask(
        fronted, through(NEW, viewer, ("content-type", "application/json"), *forged), "/sign-in/codes", "POST", body
    )
    assert answer.status == 202
    after = {address: counted(address) for address in before}
    assert after.pop(viewer) > before.pop(viewer)
    assert after == before


def test_without_a_front_the_address_is_api_gateways_and_the_headers_say_nothing(api):
    given = event(through(NEW, "192.0.2.7", ("X-Forwarded-For", "203.0.113.5")))
    assert front.sender(given, api.services.settings.front_secrets) == EDGE
    assert ask(api, through()).status == 200


def test_an_operator_reads_in_the_log_that_the_edges_function_is_missing(fronted, caplog):
    ask(fronted, [("varde-front", NEW)])
    assert [record.getMessage() for record in caplog.records] == ["the front named no address of the reader"]
    assert NEW not in repr(fronted.services.settings)
