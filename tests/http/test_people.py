"""Signing in and out, who I am, and the directory that the vendor's systems fill."""

import uuid

import jwt
import pytest

from tests.conftest import SITE_URL
from tests.http.conftest import API_KEY, TOKEN_KEY


def source():
    return {"x-test-source": uuid.uuid4().hex}


def sign_in(api, body, **headers):
    return api.call("POST", "/sign-in/sessions", body, headers={**source(), **headers})


def code_for(api, email, locale="en"):
    asked = api.call("POST", "/sign-in/codes", {"email": email, "locale": locale}, headers=source())
    assert (asked.status, asked.json) == (202, {})
    return api.book.plant(api.mails_to(email)[-1]["fields"]["code"])


def test_a_code_by_mail_opens_a_session_in_a_cookie_that_scripts_and_other_sites_cannot_use(api):
    email = f"{uuid.uuid4().hex}@kunde.example"
    code = code_for(api, email)
    answer = sign_in(api, {"email": email.upper(), "code": f" {code[:3]} {code[3:]} "})
    assert (answer.status, answer.json) == (201, {})
    session, mark = answer.headers["set-cookie"].split(" | ")
    value, *attributes = session.split("; ")
    assert attributes == ["Path=/api", "HttpOnly", "SameSite=Strict", "Max-Age=43200"], "no Secure on loopback"
    assert mark == "varde_signed_in=1; Path=/; SameSite=Strict; Max-Age=43200", "it says nothing and opens nothing"
    token = value.removeprefix("varde_session=")
    me = api.call("GET", "/me", headers={"Cookie": f"varde_session={token}"})
    assert me.json["requester"]["email"] == email
    assert token.partition(".")[2] not in repr(api.items("begins_with(pk, :value)", "R#")), (
        "only a hash of it is stored"
    )


def test_cookies_are_secure_where_there_is_tls():
    from chalicelib.http.doorway import session_cookies

    assert all("; Secure" in line for line in session_cookies("t", 60, secure=True))


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(api, birk):
    nobody = f"{uuid.uuid4().hex}@elsewhere.example"
    answers, letters = [], []
    for email in (birk.email, nobody):
        answers.append(api.call("POST", "/sign-in/codes", {"email": email, "locale": "no"}, headers=source()))
        letter = api.mails_to(email)[-1]
        letters.append((letter["kind"], letter["language"], sorted(letter["fields"]), letter["thread"]))
        refused = sign_in(api, {"email": email, "code": "no"})
        answers.append(refused)
    assert letters[0] == letters[1]
    assert letters[0][1] == "nb"
    first, second = answers[:2], answers[2:]
    assert [(one.status, one.headers, one.body) for one in first] == [
        (one.status, one.headers, one.body) for one in second
    ]


def test_a_wrong_code_says_how_many_tries_are_left(api):
    email = f"{uuid.uuid4().hex}@kunde.example"
    code = code_for(api, email)
    wrong = "000000" if code != "000000" else "111111"
    errors = sign_in(api, {"email": email, "code": wrong}).json["errors"]
    assert errors == [{"field": "code", "code": "wrong_code", "params": {"tries_left": 4}}]
    api.at("2026-11-25 11:10")
    assert sign_in(api, {"email": email, "code": code}).mistakes == {("code", "code_expired")}


def test_too_many_codes_for_one_address_must_wait_and_are_told_how_long(api):
    email = f"{uuid.uuid4().hex}@kunde.example"
    for _ in range(5):
        code_for(api, email)
    slow = api.call("POST", "/sign-in/codes", {"email": email}, headers=source())
    assert (slow.status, slow.problem) == (429, "slow_down")
    assert 0 < int(slow.headers["retry-after"]) == slow.json["retry_after"] <= 3600
    assert len(api.mails_to(email)) == 5


def test_a_token_of_the_vendors_app_signs_in_once(api, birk):
    now = int(api.services.clock().timestamp())
    claims = {"iat": now, "exp": now + 60, "aud": "varde", "email": birk.email}
    token = jwt.encode(claims, TOKEN_KEY, "HS256", headers={"kid": "app"})
    assert sign_in(api, {"token": token}).status == 201
    assert sign_in(api, {"token": token}).mistakes == {("token", "token_expired")}
    forged = jwt.encode(claims, TOKEN_KEY + "!", "HS256", headers={"kid": "app"})
    assert sign_in(api, {"token": forged}).mistakes == {("token", "wrong_token")}


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
    assert [line.split("; ")[0] for line in lines] == ["varde_session=", "varde_signed_in="]
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
    assert me["subscription_contact"] == {"kind": "csm", "name": "Carla", "email": "carla@nordlys.example"}


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
