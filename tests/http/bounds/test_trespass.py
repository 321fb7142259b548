"""What is not for everybody: another's case, calls without a session, writes from the page of another site."""

import pytest

OTHERS = (
    ("GET", ""),
    ("GET", "/events"),
    ("POST", "/messages"),
    ("POST", "/close"),
    ("POST", "/reopen"),
    ("PUT", "/favourite"),
    ("DELETE", "/favourite"),
)


@pytest.mark.parametrize(("method", "rest"), OTHERS)
def test_anothers_case_looks_exactly_like_none(api, birk, method, rest):
    theirs, eve = birk.case()["number"], api.visitor()
    bodies = [{"text": "Hello"}, {"text": ""}] if rest == "/messages" else [None]
    numbers = (theirs, "V-7F3K-9Q2M", "x" * 5000, "%F0%9F%92%A5", "..%2f")
    answers = [eve.api.call(method, f"/cases/{number}{rest}", body, who=eve) for body in bodies for number in numbers]
    assert answers[0].status == 404
    assert {answer.body for answer in answers} == {answers[0].body}
    assert all(answer.headers == answers[0].headers for answer in answers)
    assert birk.see(theirs)["version"] == 1


@pytest.mark.parametrize(("method", "rest"), OTHERS)
def test_without_a_session_every_case_looks_the_same(api, birk, method, rest):
    answers = [api.call(method, f"/cases/{number}{rest}") for number in (birk.case()["number"], "V-7F3K-9Q2M")]
    assert {(answer.status, answer.body) for answer in answers} == {(401, answers[0].body)}


def test_every_call_but_the_open_ones_needs_a_session_or_a_key(api):
    is_open = {
        "/policy",
        "/health",
        "/openapi.json",
        "/problems",
        "/sign-in/codes",
        "/sign-in/sessions",
        "/articles/feedback",
    }
    for path, methods in api.module.app.routes.items():
        for method in methods:
            if path not in is_open:
                concrete = (
                    path.replace("{number}", "V-7F3K-9Q2M")
                    .replace("{email}", "a@b.example")
                    .replace("{account_id}", "1")
                )
                assert api.call(method, concrete, {}).problem == "sign_in_required", (method, path)


WRITES = [
    ("POST", "/cases"),
    ("POST", "/cases/V-1/messages"),
    ("POST", "/cases/V-1/close"),
    ("POST", "/cases/V-1/reopen"),
    ("PUT", "/cases/V-1/favourite"),
    ("DELETE", "/cases/V-1/favourite"),
    ("PATCH", "/me"),
    ("DELETE", "/session"),
    ("DELETE", "/sessions"),
    ("DELETE", "/me/sessions/V-1"),
    ("POST", "/desk/cases/V-1/take"),
    ("POST", "/desk/cases/V-1/attempts"),
    ("POST", "/desk/cases/V-1/notes"),
    ("POST", "/sign-in/codes"),
    ("POST", "/sign-in/sessions"),
    ("POST", "/articles/feedback"),
]


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_page_of_another_site_writes_nothing(api, ada, method, path):
    for origin in (
        "https://evil.example",
        "null",
        "",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8000.evil.example",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8000/",
    ):
        answer = api.call(method, path, {}, who=ada, headers={"Origin": origin})
        assert (answer.status, answer.problem) == (403, "forbidden"), origin
    for site in ("cross-site", "same-site"):
        answer = api.call(method, path, {}, who=ada, headers={"Origin": None, "Sec-Fetch-Site": site})
        assert (answer.status, answer.problem) == (403, "forbidden"), site
    assert ada.get("/me").status == 200


def test_every_write_with_a_cookie_is_in_the_list_above(api):
    written = {
        (method, path.replace("{number}", "V-1").replace("{id}", "V-1"))
        for path, methods in api.module.app.routes.items()
        for method in methods
        if method != "GET" and not path.startswith("/directory")
    }
    assert written == set(WRITES)


def test_nothing_answers_another_origin(birk):
    answer = birk.get("/me", headers={"Origin": "https://evil.example"})
    assert not any(name.startswith("access-control") for name in answer.headers)
