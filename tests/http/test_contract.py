"""The OpenAPI document says what the app does, and the other way round."""

import json
from dataclasses import replace

from openapi_spec_validator import OpenAPIV31SpecValidator

from chalicelib import errors
from chalicelib.company import folder
from chalicelib.company import shipped as company
from chalicelib.http import problems
from chalicelib.limits import Asker, Asking, shipped


def test_every_route_is_in_the_document_and_the_reverse(api):
    routed = {(path, method.lower()) for path, methods in api.module.app.routes.items() for method in methods}
    written = {(path, method) for path, methods in api.contract.document["paths"].items() for method in methods}
    assert written == routed


def test_the_document_is_valid(api):
    OpenAPIV31SpecValidator(api.contract.document).validate()


def test_refusals_link_to_pages_that_exist():
    docs, named = folder().parent / "docs", company().articles
    for reason, name in problems.EXPLAINED.items():
        if name not in named:
            continue  # the company has no such article
        path = docs / company().first.id / f"{named[name]}.md"
        assert path.exists() or (path.with_suffix("") / "index.md").exists(), f"{reason}: {path}"


def test_a_refusal_links_to_the_article_of_its_first_reason_where_the_company_has_one(monkeypatch):
    refused = errors.NotEntitled("line", ["seat", "hours"], [])
    monkeypatch.setattr(
        problems, "company", lambda: replace(company(), articles={"seats": "help/who", "hours": "help"})
    )
    assert json.loads(problems.Problems("").refusal(refused).body)["see"] == "/help/who/"
    monkeypatch.setattr(problems, "company", lambda: replace(company(), articles={}))
    assert "see" not in json.loads(problems.Problems("").refusal(refused).body)


def test_a_site_below_a_path_has_its_api_and_its_articles_there(monkeypatch):
    from chalicelib.http.openapi import document

    monkeypatch.setattr(problems, "company", lambda: replace(company(), articles={"seats": "help/who"}))
    refused = errors.NotEntitled("phone", ["seat"], [])
    said = json.loads(problems.Problems("/answers").refusal(refused).body)
    assert (said["type"], said["see"]) == ("/answers/api/problems#not_entitled", "/answers/help/who/")
    described = document("1.0", "/answers")
    assert described["servers"] == [{"url": "/answers/api"}]
    assert described["externalDocs"]["url"] == "/answers/api/problems"


def test_health_says_version_commit_and_store(api):
    assert api.call("GET", "/health").json == {"version": "1.2.3", "commit": "abc123", "store": "reachable"}


def test_health_says_so_when_the_store_is_away(api, monkeypatch):
    away = replace(api.services, store_answers=lambda: False)
    for routes in api.module.app.routes["/health"].values():
        for cell in routes.view_function.__wrapped__.__closure__ or ():
            if cell.cell_contents is api.services:
                monkeypatch.setattr(cell, "cell_contents", away)
    answer = api.call("GET", "/health")
    assert (answer.status, answer.problem, answer.json["store"]) == (503, "unavailable", "unreachable")


def test_the_policy_is_that_of_the_day(api):
    today, before = api.call("GET", "/policy").json, api.call("GET", "/policy?on=2024-09-02").json
    assert (today["on"], before["on"]) == ("2026-11-25", "2024-09-02")
    assert "ring" in before["clients"]["pocket"]["channels"]
    assert "ring" not in today["clients"]["pocket"]["channels"]


def test_the_communities_are_told_with_a_link_in_each_locale(api):
    (users,) = api.call("GET", "/policy").json["communities"]
    for locale in company().locales:
        assert users["label"][locale.id]
        assert users["link"][locale.id].startswith("https://quay.ferry.example/")
    assert (users["community"], users["label"]["en"]) == ("users", "On the quay")


def test_a_browser_is_told_the_numbers_to_dial_and_the_days_that_differ_from_their_weekday(api):
    told = api.call("GET", "/policy").json
    assert [(one["label"]["en"], one["number"]) for one in told["phone_numbers"]] == [
        ("Sweden", "+46 8 465 00 41"), ("Denmark", "+45 32 12 34 56"),
    ]  # fmt: skip
    special = told["hours"]["days"]
    assert special["2026-12-25"] == [], "a holiday on a Friday"
    assert "2026-12-26" not in special, "a Saturday is closed anyway"
    assert "2026-12-24" not in special, "half days begin in December"
    assert api.call("GET", "/policy?on=2026-12-01").json["hours"]["days"]["2026-12-24"] == ["09:00-12:00"]


def test_a_day_that_is_none_or_has_no_rules_is_refused(api, birk):
    for day in ("yesterday", "2026-02-30", "0001-01-01", "1969-12-31", "%00", "2026-11-25T10:00"):
        assert api.call("GET", f"/policy?on={day}").mistakes == {("on", "wrong_type")}
        assert birk.get(f"/me?on={day}").mistakes == {("on", "wrong_type")}


def test_every_write_says_that_it_is_limited():
    """Who ends a session needs no leave; everything else that writes has a limit."""
    from chalicelib.http.openapi import OPERATIONS

    free = {f"{one.method} {one.path}" for one in OPERATIONS if one.method != "get" and "slow_down" not in one.refuses}
    assert {one for one in free if not one.startswith(("delete /session", "delete /me/sessions"))} == set()


def test_a_star_that_blinks_all_day_is_stopped_before_it_is_read(api, birk):
    number = birk.case()["number"]
    most = shipped().rows["changes", "customer"].most["hour"]
    doorway = Asker("customer", api.services.fingerprint.address(birk.email))
    api.services.limits.count(Asking("PUT /", (doorway,)), changes=most)
    for answer in (
        birk.put(f"/cases/{number}/favourite"),
        birk.delete(f"/cases/{number}/favourite"),
        birk.patch("/me", {"language": "de"}),
    ):
        assert (answer.status, answer.problem) == (429, "slow_down")
        assert 0 < int(answer.headers["retry-after"]) <= 24 * 3600
