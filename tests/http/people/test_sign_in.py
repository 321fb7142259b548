"""Signing in with a code or with a token of the vendor's app."""

import uuid

import jwt
import pytest

from tests.http.bounds.test_costs import Bill
from tests.http.people.browsing import Browser, sign_in, somebody, source
from tests.http.visitors import TOKEN_KEY
from tests.roles import company


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(api, birk):
    nobody = f"{uuid.uuid4().hex}@elsewhere.example"
    answers, letters, requests = [], [], []
    for email in (birk.email, nobody):
        browser = Browser(api)
        browser.cookies["varde_browser"] = "b" * 43
        with Bill().running(api.dynamodb()) as counted:
            asked = browser.call("POST", "/sign-in/codes", {"email": email, "locale": company.second_locale()["id"]})
            refused = browser.sign_in({"email": email, "code": "0"})
        letter = api.mails_to(email)[-1]
        letters.append((letter["kind"], letter["language"], sorted(letter["fields"]), letter["thread"]))
        answers.append([(one.status, one.headers, one.body) for one in (asked, refused)])
        requests.append(counted.requests)
    assert letters[0] == letters[1]
    assert letters[0][1] == company.second_locale()["tag"]
    assert answers[0] == answers[1]
    assert requests[0] == requests[1]


def test_another_browser_gets_the_same_answer_after_the_same_requests_whether_a_code_exists_or_not(api, birk):
    phone = Browser(api)
    code = phone.code(birk.email)
    answers, requests = [], []
    for email in (birk.email, somebody()):
        laptop = Browser(api)
        laptop.cookies["varde_browser"] = "l" * 43
        with Bill().running(api.dynamodb()) as counted:
            answer = laptop.sign_in({"email": email, "code": code})
        assert answer.mistakes == {("code", "code_elsewhere")}
        answers.append((answer.headers, answer.body))
        requests.append(counted.requests)
    assert answers[0] == answers[1]
    assert requests[0] == requests[1]
    assert Browser(api).sign_in({"email": birk.email, "code": code}).mistakes == {("code", "code_elsewhere")}
    wrong = phone.sign_in({"email": birk.email, "code": "000000" if code != "000000" else "1"}).json["errors"]
    assert wrong[0]["params"] == {"tries_left": 4}, "no try of the phone was spent"
    assert phone.sign_in({"email": birk.email, "code": code}).status == 201


def test_a_wrong_code_says_how_many_tries_are_left(api, browser):
    email = somebody()
    code = browser.code(email)
    wrong = "000000" if code != "000000" else "111111"
    errors = browser.sign_in({"email": email, "code": wrong}).json["errors"]
    assert errors == [{"field": "code", "code": "wrong_code", "params": {"tries_left": 4}}]
    api.at("2026-11-25 11:10")
    assert browser.sign_in({"email": email, "code": code}).mistakes == {("code", "code_expired")}


def test_many_codes_for_one_mailbox_cost_work_and_a_known_browser_none(api, browser):
    email = somebody()
    assert browser.sign_in({"email": email, "code": browser.code(email)}).status == 201
    name, _, domain = email.partition("@")
    tags = [f"{name}+{number}@{domain}" for number in range(5)]
    asked = [Browser(api).call("POST", "/sign-in/codes", {"email": tag}) for tag in tags]
    assert [one.status for one in asked] == [202, 202, 202, 428, 428]
    assert asked[-1].problem == "proof_needed"
    browser.code(email)


def test_a_lost_answer_is_given_again_and_opens_no_second_session(browser):
    email = somebody()
    body = {"email": email, "code": browser.code(email)}
    first, again = browser.sign_in(body), browser.sign_in(body)
    assert (first.status, again.status) == (201, 201)
    assert first.headers["set-cookie"] == again.headers["set-cookie"]
    assert len(browser.call("GET", "/me/sessions").json["sessions"]) == 1


def token_for(api, email, key=TOKEN_KEY):
    now = int(api.services.clock().timestamp())
    claims = {"iat": now, "exp": now + 60, "aud": "varde", "email": email, "jti": uuid.uuid4().hex}
    return jwt.encode(claims, key, "HS256", headers={"kid": "app"})


def test_a_token_of_the_vendors_app_signs_in_once(api, birk, browser):
    token = token_for(api, birk.email)
    assert browser.sign_in({"token": token}).status == 201
    assert sign_in(api, {"token": token}).mistakes == {("token", "token_expired")}
    assert sign_in(api, {"token": token_for(api, birk.email, TOKEN_KEY + "!")}).mistakes == {("token", "wrong_token")}


def test_a_token_whose_answer_was_lost_is_taken_again_from_the_same_browser_only(api, birk, browser):
    browser.code(somebody())  # it has a cookie
    token, key = token_for(api, birk.email), uuid.uuid4().hex
    first, again = browser.sign_in({"token": token}), browser.sign_in({"token": token})
    assert first.headers["set-cookie"] == again.headers["set-cookie"]
    assert Browser(api).sign_in({"token": token}).mistakes == {("token", "token_expired")}
    # Without a cookie yet, the Idempotency-Key says that it is the same request.
    token = token_for(api, birk.email)
    first, again = [Browser(api).sign_in({"token": token}, **{"Idempotency-Key": key}) for _ in range(2)]
    assert (first.status, again.status) == (201, 201)
    assert first.headers["set-cookie"].split(" | ")[0] == again.headers["set-cookie"].split(" | ")[0]
    assert Browser(api).sign_in({"token": token}, **{"Idempotency-Key": key[::-1]}).mistakes == {
        ("token", "token_expired")
    }


@pytest.mark.parametrize(
    ("body", "mistakes"),
    [
        ({}, {("email", "missing"), ("code", "missing")}),
        ({"email": "ada", "code": "1"}, {("email", "not_an_email")}),
        ({"email": "ada@localhost", "code": "1"}, {("email", "not_an_email")}),
        ({"email": '"a b"@kunde.example', "code": "1"}, {("email", "not_an_email")}),
        ({"email": "a@kunde.example\r\nBcc: b@c.example", "code": "1"}, {("email", "not_an_email")}),
        ({"email": "a@" + "k" * 250 + ".example", "code": "1"}, {("email", "too_long")}),
        ({"email": 7, "code": 123456}, {("email", "wrong_type"), ("code", "wrong_type")}),
        ({"email": None, "code": None}, {("email", "missing"), ("code", "missing")}),
        ({"token": ""}, {("token", "missing")}),
        ({"token": ["x"]}, {("token", "wrong_type")}),
        ({"token": "x" * 4001}, {("token", "too_long")}),
    ],
)
def test_every_mistake_at_sign_in_is_named(api, body, mistakes):
    assert sign_in(api, body).mistakes == mistakes


def test_an_address_in_other_letters_is_kept_in_the_form_that_mail_servers_take(api):
    mark = uuid.uuid4().hex
    asked = api.call("POST", "/sign-in/codes", {"email": f"{mark}@blåbær.example"}, headers=source())
    assert asked.status == 202
    assert len(api.mails_to(f"{mark}@xn--blbr-roah.example")) == 1


@pytest.mark.parametrize(("loopback", "status"), [(True, 202), (False, 422)])
def test_only_a_stack_on_one_machine_mails_to_addresses_that_no_mail_reaches(api, monkeypatch, loopback, status):
    monkeypatch.setattr(type(api.services.settings), "loopback", loopback)
    wanted = {"email": f"{uuid.uuid4().hex}@kunde.test"}
    assert api.call("POST", "/sign-in/codes", wanted, headers=source()).status == status
