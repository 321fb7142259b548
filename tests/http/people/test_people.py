"""Signing in and out, who I am, and the directory that the vendor's systems fill."""

import uuid

import jwt
import pytest

from chalicelib.http.door import cookies
from tests.conftest import SITE_URL
from tests.http.bounds.test_costs import Bill
from tests.http.conftest import API_KEY, TOKEN_KEY


def source():
    return {"x-test-source": uuid.uuid4().hex}


class Browser:
    """A browser that keeps its cookies, and asks from a network of its own."""

    def __init__(self, api):
        self.api, self.cookies, self.headers = api, {}, source()

    def call(self, method, path, body=None, **headers):
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.api.call(method, path, body, headers={**self.headers, "Cookie": kept or None, **headers})
        for line in filter(None, answer.headers.get("set-cookie", "").split(" | ")):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies = {**self.cookies, name: value} if "Max-Age=0" not in line else self.cookies
            if value:
                self.api.book.plant(value.rpartition(".")[2]) if len(value) > 20 else None
        return answer

    def code(self, email, locale="en"):
        asked = self.call("POST", "/sign-in/codes", {"email": email, "locale": locale})
        assert (asked.status, asked.json) == (202, {})
        return self.api.book.plant(self.api.mails_to(email)[-1]["fields"]["code"])

    def sign_in(self, body, **headers):
        return self.call("POST", "/sign-in/sessions", body, **headers)


@pytest.fixture
def browser(api):
    return Browser(api)


def sign_in(api, body):
    return Browser(api).sign_in(body)


def somebody():
    return f"{uuid.uuid4().hex}@kunde.example"


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


@pytest.mark.parametrize(("loopback", "status"), [(True, 202), (False, 422)])
def test_only_a_stack_on_one_machine_mails_to_addresses_that_no_mail_reaches(api, monkeypatch, loopback, status):
    monkeypatch.setattr(type(api.services.settings), "loopback", loopback)
    wanted = {"email": f"{uuid.uuid4().hex}@kunde.test"}
    assert api.call("POST", "/sign-in/codes", wanted, headers=source()).status == status


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


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(api, birk):
    nobody = f"{uuid.uuid4().hex}@elsewhere.example"
    answers, letters, requests = [], [], []
    for email in (birk.email, nobody):
        browser = Browser(api)
        browser.cookies["varde_browser"] = "b" * 43
        with Bill().running(api.dynamodb()) as counted:
            asked = browser.call("POST", "/sign-in/codes", {"email": email, "locale": "no"})
            refused = browser.sign_in({"email": email, "code": "0"})
        letter = api.mails_to(email)[-1]
        letters.append((letter["kind"], letter["language"], sorted(letter["fields"]), letter["thread"]))
        answers.append([(one.status, one.headers, one.body) for one in (asked, refused)])
        requests.append(counted.requests)
    assert letters[0] == letters[1]
    assert letters[0][1] == "nb"
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


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


def test_one_sees_where_one_is_signed_in_and_ends_a_session(api, browser):
    email, phone = somebody(), Browser(api)
    browser.sign_in({"email": email, "code": browser.code(email)}, **{"User-Agent": FIREFOX})
    phone.sign_in({"email": email, "code": phone.code(email)}, **{"User-Agent": "<b>x</b>"})
    page = browser.call("GET", "/me/sessions").json
    assert page["left_out"] == 0
    (mine,) = [one for one in page["sessions"] if one["this_one"]]
    (theirs,) = [one for one in page["sessions"] if not one["this_one"]]
    assert (mine["browser"], mine["system"]) == ("Firefox", "Windows")
    assert (theirs["browser"], theirs["system"]) == (None, None)
    assert mine["since"] <= mine["expires"]
    assert browser.call("DELETE", f"/me/sessions/{theirs['id']}").status == 200
    assert phone.call("GET", "/me").problem == "sign_in_required"
    assert browser.call("DELETE", f"/me/sessions/{theirs['id']}").problem == "not_found"
    assert browser.call("GET", "/me").status == 200
    gone = browser.call("DELETE", f"/me/sessions/{mine['id']}")
    assert "varde_session=; Path=/;" in gone.headers["set-cookie"]
    assert browser.call("GET", "/me").problem == "sign_in_required"


def test_nobody_sees_or_ends_another_persons_session(birk, ada):
    theirs = birk.get("/me/sessions").json["sessions"]
    assert theirs[0]["id"] not in repr(ada.get("/me/sessions").json)
    for name in (theirs[0]["id"], "0" * 32, "x", "%2e%2e", "S%23"):
        answer = ada.delete(f"/me/sessions/{name}")
        assert (answer.status, answer.problem) == (404, "not_found")
    assert birk.get("/me").status == 200


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


def test_signing_out_here_ends_this_session_and_removes_the_cookie(api, birk):
    _, other = api.services.sign_in.open(birk.email)
    gone = birk.delete("/session")
    lines = gone.headers["set-cookie"].split(" | ")
    assert [line.split("; ")[0] for line in lines] == ["varde_session=", "varde_signed_in=", "varde_session="]
    assert all("Max-Age=0" in line for line in lines)
    assert birk.get("/me").problem == "sign_in_required"
    assert api.call("GET", "/me", headers={"Cookie": f"varde_session={other}"}).status == 200


def test_signing_out_everywhere_ends_every_session(api, birk):
    _, other = api.services.sign_in.open(birk.email)
    assert birk.delete("/sessions").status == 200
    for cookie in (birk.cookie, other):
        assert api.call("GET", "/me", headers={"Cookie": f"varde_session={cookie}"}).status == 401


def test_a_session_ends_after_twelve_hours(api, birk):
    api.at("2026-11-25 22:58")
    assert birk.get("/me").status == 200
    api.at("2026-11-25 23:01")
    assert birk.get("/me").status == 401


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


def channels(visitor, query=""):
    return {one["channel"]: one for one in visitor.get(f"/me{query}").json["channels"]}


def test_me_says_per_channel_what_is_allowed_and_why_not(api):
    liv = api.visitor("starter", created="new", seat="view_only")
    found = channels(liv)
    assert list(found) == ["knowledge_base", "community", "chat", "email", "phone", "callback"]
    assert {name: one["reasons"] for name, one in found.items()} == {
        "knowledge_base": [],
        "community": [],
        "chat": ["seat"],
        "email": ["seat"],
        "phone": ["tier", "seat"],
        "callback": ["tier", "seat"],
    }
    assert found["email"]["promise"] == {"kind": "business_days", "amount": 1}


def test_me_knows_the_hours_and_the_profile_language(api):
    api.at("2026-11-28 12:00")
    birk = api.visitor()
    found = channels(birk)
    assert (found["chat"]["open_now"], found["chat"]["opens_at"]) == (False, "2026-11-30T08:00:00Z")
    assert found["email"]["open_now"] is True
    norwegian = api.visitor(language="nb")
    assert channels(norwegian)["callback"]["reasons"] == ["language", "hours"]
    assert channels(birk)["callback"]["languages"] == ["en"]
    assert [one["number"] for one in found["phone"]["numbers"]] == ["+44 20 7946 0142", "+1 202 555 0142"]


def test_me_can_be_asked_for_another_client_and_day(birk):
    assert channels(birk, "?client=mobile&on=2024-09-02")["callback"]["allowed"] is True
    assert channels(birk, "?client=mobile&on=2024-09-03")["callback"]["reasons"] == ["client"]
    assert birk.get("/me?client=fridge").mistakes == {("client", "unknown_value")}
    assert birk.get("/me?locale=de").mistakes == {("locale", "unknown_value")}


def test_a_stranger_is_free_and_may_report_that_they_cannot_sign_in(api):
    nobody = api.visitor(known=False)
    me = nobody.get("/me").json
    assert (me["tier"], me["account"], me["seat"], me["csm"]) == ("free", None, None, None)
    assert me["open_topics"] == {"sign_in": ["email"]}
    assert nobody.send().json["reasons"] == ["tier"]
    assert nobody.send(topic="sign_in").status == 201


def test_the_profile_language_can_be_changed_also_by_a_stranger(api, birk):
    assert birk.patch("/me", {"language": "de"}).json["requester"]["language"] == "de"
    assert channels(birk)["callback"]["languages"] == ["de"]
    nobody = api.visitor(known=False)
    assert nobody.patch("/me", {"language": "nb"}).json["requester"]["language"] == "nb"
    assert nobody.get("/me").json["tier"] == "free"
    assert birk.patch("/me", {"language": "xx"}).mistakes == {("language", "unknown_value")}


def test_what_the_profile_says_about_role_and_tier_is_ignored(birk):
    me = birk.patch("/me", {"language": "en", "role": "agent", "tier": "enterprise", "seat": "core"}).json
    assert (me["requester"]["role"], me["tier"], me["seat"]) == ("requester", "professional", None)
    assert birk.get("/desk/queue").problem == "forbidden"


def directory(api, path, body, key=API_KEY):
    headers = {"Authorization": f"Bearer {key}", "Origin": None}
    return api.call("PUT", f"/directory{path}", body, headers=headers)


def test_the_vendors_systems_keep_the_directory_true(api):
    mark = uuid.uuid4().hex
    account = {
        "name": "Tindvind",
        "tier": "enterprise",
        "created": "2025-01-01",
        "csm_name": "Carla",
        "csm_email": "carla@nordlys.example",
    }
    assert directory(api, f"/accounts/{mark}", account).status == 200
    user = {"name": "Tuva Ness", "account_id": mark, "seat": "service", "language": "de"}
    assert directory(api, f"/users/{mark}%2Bde@Kunde.example", user).json == {"email": f"{mark}+de@kunde.example"}
    _, token = api.services.sign_in.open(f"{mark}+de@kunde.example")
    me = api.call("GET", "/me", headers={"Cookie": f"varde_session={token}"}).json
    assert (me["tier"], me["seat"], me["requester"]["language"]) == ("enterprise", "service", "de")
    assert me["subscription_contact"] == {
        "team": "Customer success manager",
        "name": "Carla",
        "email": "carla@nordlys.example",
    }


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
