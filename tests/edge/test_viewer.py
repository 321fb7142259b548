"""The function at the edge of a deployed site, run by a browser's engine, and read by the API."""

from pathlib import Path

import pytest

from chalicelib.errors import WrongAddress
from chalicelib.http.door import front

FUNCTION = Path(__file__).resolve().parents[2] / "deploy" / "edge" / "viewer.js"
SECRET = "a secret that only the front of this test knows"
LARGEST = 10_000  # bytes that CloudFront takes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def passed_on(browser):
    """What the function makes of a request with these headers, from this address."""
    page = browser.new_page()
    page.add_script_tag(content=FUNCTION.read_text())

    def run(address, uri="/api/policy", **headers):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        event = {
            "version": "1.0", "context": {"eventType": "viewer-request"}, "viewer": {"ip": address},
            "request": {"method": "GET", "uri": uri, "querystring": {}, "headers": given, "cookies": {}},
        }  # fmt: skip
        return page.evaluate("event => handler(event)", event)

    yield run
    page.close()


def arriving(request):
    """The request as API Gateway passes it on, after CloudFront added the origin's header."""
    given = {name: [one["value"] for one in header.get("multiValue", [header])]
             for name, header in request["headers"].items()}  # fmt: skip
    return {"multiValueHeaders": {**given, "varde-front": [SECRET]}, "requestContext": {"identity": {}}}


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", "2001:0db8:0000:0000:0000:ff00:0042:8329"])
def test_the_api_reads_the_address_that_the_edge_saw(passed_on, address):
    assert front.sender(arriving(passed_on(address)), [SECRET]) == address


def test_what_a_reader_writes_into_the_fronts_headers_is_replaced(passed_on):
    forged = {"value": "203.0.113.5", "multiValue": [{"value": "203.0.113.5"}, {"value": "203.0.113.6"}]}
    request = passed_on("192.0.2.7", varde_viewer=forged, varde_front={"value": "guessed"}, accept={"value": "*/*"})
    assert request["headers"] == {"varde-viewer": {"value": "192.0.2.7"}, "accept": {"value": "*/*"}}
    assert front.sender(arriving(request), [SECRET]) == "192.0.2.7"


def test_a_front_without_the_function_is_refused(passed_on):
    request = passed_on("192.0.2.7")
    del request["headers"]["varde-viewer"]
    with pytest.raises(WrongAddress):
        front.sender(arriving(request), [SECRET])


def test_nothing_else_of_the_request_changes_and_the_function_is_small(passed_on):
    request = passed_on("192.0.2.7")
    assert (request["method"], request["uri"], request["querystring"]) == ("GET", "/api/policy", {})
    assert FUNCTION.stat().st_size < LARGEST


def test_the_path_of_the_site_is_taken_off_because_api_gateway_does_not_know_it(passed_on):
    asked = {uri: passed_on("192.0.2.7", uri)["uri"] for uri in ("/answers/api/me", "/a/b/api/cases/V-1", "/api/me")}
    assert asked == {"/answers/api/me": "/api/me", "/a/b/api/cases/V-1": "/api/cases/V-1", "/api/me": "/api/me"}
