"""What a page asks, it asks for the person it shows, and for nobody else who has signed in meanwhile."""

import uuid

import pytest

from tests.http.visitors import a_case


def me(person):
    return person.get("/me").json["requester"]


def test_an_id_is_opaque_and_stays_the_same(ada, birk):
    assert me(ada)["id"] == me(ada)["id"] != me(birk)["id"]
    assert len(me(ada)["id"]) == 32
    assert "ada" not in me(ada)["id"]


@pytest.mark.parametrize("shown", ["birk", "", "x", "x" * 4000, "0" * 32])
def test_what_is_asked_for_another_is_refused_and_nothing_is_stored(api, ada, birk, shown):
    whose = {"For-Person": me(birk)["id"] if shown == "birk" else shown}
    before = ada.get("/cases").json["counts"]
    for method, path, body in [("POST", "/cases", a_case()), ("GET", "/cases", None), ("DELETE", "/session", None)]:
        refused = api.call(method, path, body, who=ada, key=uuid.uuid4().hex, headers=whose)
        assert (refused.status, refused.json["code"]) == (401, "sign_in_required")
    assert ada.get("/cases").json["counts"] == before, "and the session goes on"


def test_what_is_asked_for_oneself_is_answered(ada):
    assert ada.get("/cases", headers={"For-Person": me(ada)["id"]}).status == 200
