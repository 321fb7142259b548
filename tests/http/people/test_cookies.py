"""The cookies of a session and of a browser: what they open, and what other sites cannot do with them."""

import pytest

from chalicelib.http.door import cookies
from tests.http.people.browsing import somebody, source


def test_a_code_by_mail_opens_a_session_in_a_cookie_that_scripts_and_other_sites_cannot_use(api, browser):
    email = somebody()
    code = browser.code(email)
    answer = browser.sign_in({"email": email.upper(), "code": f" {code[:3]} {code[3:]} "})
    assert (answer.status, answer.json) == (201, {})
    session, mark, former, remembered = answer.headers["set-cookie"].split(" | ")
    value, *attributes = session.split("; ")
    assert attributes == ["Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=43200"], "no Secure on loopback"
    assert mark == "varde_signed_in=1; Path=/; SameSite=Strict; Max-Age=43200", "it says nothing and opens nothing"
    assert former == "varde_session=; Path=/api; HttpOnly; SameSite=Strict; Max-Age=0"
    assert remembered.startswith("varde_browser=")
    token = value.removeprefix("varde_session=")
    me = api.call("GET", "/me", headers={"Cookie": f"varde_session={token}"})
    assert me.json["requester"]["email"] == email
    stored = repr(api.items("begins_with(pk, :value)", "R#"))
    assert token.partition(".")[2] not in stored, "only a hash of it is stored"
    assert browser.cookies["varde_browser"] not in stored
    assert "Mozilla" not in stored


def test_a_browser_that_asks_for_a_code_gets_a_cookie_for_a_year_and_keeps_it(browser):
    first = browser.call("POST", "/sign-in/codes", {"email": somebody()}).headers["set-cookie"]
    value, *attributes = first.split("; ")
    assert attributes == ["Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=31536000"]
    assert len(value.partition("=")[2]) >= 43, "256 random bits"
    assert browser.call("POST", "/sign-in/codes", {"email": somebody()}).headers["set-cookie"] == first


@pytest.mark.parametrize(
    "planted", ["", "x", "x" * 5000, "é" * 43, "a b" * 20, "x" * 43 + "; varde_browser=" + "y" * 43]
)
def test_a_cookie_that_is_none_of_ours_is_replaced(api, planted):
    asked = api.call(
        "POST", "/sign-in/codes", {"email": somebody()}, headers={"Cookie": f"varde_browser={planted}", **source()}
    )
    fresh = asked.headers["set-cookie"].partition("varde_browser=")[2].partition(";")[0]
    assert len(fresh) == 43
    assert fresh not in planted


def test_cookies_have_a_prefix_and_are_secure_where_there_is_tls():
    lines = [*cookies.session_cookies("t", 60, secure=True), cookies.browser_cookie("b", secure=True)]
    assert all("; Secure" in line for line in lines)
    assert [line.partition("=")[0] for line in lines] == [
        "__Host-varde_session", "varde_signed_in", "varde_session", "__Host-varde_browser",
    ]  # fmt: skip
    assert all("; Path=/;" in line for line in lines if line.startswith("__Host-"))
    assert not any("Domain" in line for line in lines)


def test_on_https_a_cookie_without_the_prefix_opens_nothing_and_is_removed(api, birk, monkeypatch):
    """A sister domain can set `varde_session` for this host; it cannot set `__Host-varde_session`."""
    monkeypatch.setattr(type(api.services.settings), "secure_cookies", True)
    tossed = api.call("GET", "/me", headers={"Cookie": f"varde_session={birk.cookie}"})
    assert (tossed.status, tossed.problem) == (401, "sign_in_required")
    gone = "varde_session=; Path=/api; HttpOnly; SameSite=Strict; Max-Age=0; Secure"
    assert tossed.headers["set-cookie"] == gone
    mine = {"Cookie": f"varde_session=eves.token; __Host-varde_session={birk.cookie}"}
    answer = api.call("GET", "/me", headers=mine)
    assert (answer.status, answer.headers["set-cookie"]) == (200, gone)
    assert answer.json["requester"]["email"] == birk.email
    assert "set-cookie" not in api.call("GET", "/me", headers={"Cookie": f"__Host-varde_session={birk.cookie}"}).headers


@pytest.mark.parametrize("before", ["\u2000", "\xa0", "\x85", "\u3000", "\ufeff", "$Version=1,"])
def test_a_name_that_only_looks_like_ours_opens_nothing(api, birk, monkeypatch, before):
    """Browsers let a sister domain set a cookie whose name is ours behind a space of Unicode, prefix and all."""
    monkeypatch.setattr(type(api.services.settings), "secure_cookies", True)
    tossed = {"Cookie": f"theme=dark; {before}__Host-varde_session={birk.cookie}"}
    assert api.call("GET", "/me", headers=tossed).status == 401
    planted = {"Cookie": f"{before}__Host-varde_browser={'b' * 43}"}
    asked = api.call("POST", "/sign-in/codes", {"email": somebody()}, headers={**planted, **source()})
    assert "b" * 43 not in asked.headers["set-cookie"]


@pytest.mark.parametrize("letters", ["\ud800", "\U0001f9ca", "\x85"])
def test_the_store_is_not_asked_about_a_cookie_that_we_never_set(api, letters, monkeypatch):
    monkeypatch.setattr(type(api.dynamodb()), "get_item", None, raising=False)
    assert api.call("GET", "/me", headers={"Cookie": f"varde_session={letters}.{letters}"}).status == 401


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "varde_session",
        "varde_session=",
        "varde_session=a.b",
        "other=x; varde_session=..",
        "varde_session=" + "x" * 6000 + ".y",
        "varde_session=\u00e9.\u00f8",
        ";;;=;",
    ],
)
def test_a_cookie_that_nobody_was_given_is_nobody(api, cookie):
    answer = api.call("GET", "/me", headers={"Cookie": cookie})
    assert (answer.status, answer.problem) == (401, "sign_in_required")
