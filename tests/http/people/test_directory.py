"""The directory that the vendor's systems fill."""

import uuid

import pytest

from tests.conftest import SITE_URL
from tests.http.visitors import API_KEY


def directory(api, path, body, key=API_KEY):
    headers = {"Authorization": f"Bearer {key}", "Origin": None}
    return api.call("PUT", f"/directory{path}", body, headers=headers)


def test_the_vendors_systems_keep_the_directory_true(api):
    mark = uuid.uuid4().hex
    account = {
        "name": "Tindvind",
        "tier": "fleet",
        "created": "2025-01-01",
        "contact_name": "Carla",
        "contact_email": "carla@vendor.example",
    }
    assert directory(api, f"/accounts/{mark}", account).status == 200
    user = {"name": "Tuva Rud", "account_id": mark, "seat": "captain", "language": "de"}
    assert directory(api, f"/users/{mark}%2Bde@Kunde.example", user).json == {"email": f"{mark}+de@kunde.example"}
    _, token = api.services.sign_in.open(f"{mark}+de@kunde.example")
    me = api.call("GET", "/me", headers={"Cookie": f"varde_session={token}"}).json
    assert (me["tier"], me["seat"], me["requester"]["language"]) == ("fleet", "captain", "de")
    assert me["subscription_contact"] == {
        "team": "Contact of your own",
        "name": "Carla",
        "email": "carla@vendor.example",
    }


def test_a_field_under_its_old_name_is_refused_with_the_new_one(api):
    account = {"name": "Tindvind", "tier": "fleet", "created": "2025-01-01"}
    old = {"csm_name": "Carla", "csm_email": None}
    answer = directory(api, f"/accounts/{uuid.uuid4().hex}", {**account, **old})
    assert answer.mistakes == {("csm_name", "renamed"), ("csm_email", "renamed")}
    assert [one["params"] for one in answer.json["errors"]] == [{"to": "contact_name"}, {"to": "contact_email"}]


@pytest.mark.parametrize("key", ["", "wrong", API_KEY + "x", "é"])
def test_without_a_key_the_directory_is_closed(api, key):
    assert directory(api, "/accounts/x", {}, key).problem == "sign_in_required"
    assert directory(api, "/users/a@kunde.example", {}, key).problem == "sign_in_required"


def test_a_session_is_no_key(ada):
    assert ada.put("/directory/accounts/x", {}).problem == "sign_in_required"


def test_every_mistake_of_an_entry_is_named(api):
    account = directory(api, "/accounts/" + "x" * 3000, {"name": "", "tier": 7, "created": "2025-1-1"})
    assert account.mistakes == {("name", "missing"), ("tier", "wrong_type"), ("created", "too_short")}
    account = directory(api, "/accounts/" + "x" * 3000, {"name": "x", "tier": "gold", "created": "2025-02-30"})
    assert account.mistakes == {("account_id", "too_long"), ("tier", "unknown_value"), ("created", "wrong_type")}
    user = {"name": "x"}
    assert directory(api, "/users/nobody", user).mistakes == {("email", "not_an_email")}
    assert directory(api, "/users/a@kunde.example", {**user, "role": "king"}).mistakes == {("role", "unknown_value")}
    assert directory(api, "/users/a@kunde.example", {**user, "seat": "throne"}).mistakes == {("seat", "unknown_value")}
    nowhere = {**user, "account_id": uuid.uuid4().hex}
    assert directory(api, "/users/a@kunde.example", nowhere).mistakes == {("account_id", "unknown_value")}


def test_the_origin_of_the_tests_is_the_sites(api):
    assert SITE_URL in api.services.settings.origins
