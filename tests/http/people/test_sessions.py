"""Where somebody is signed in, and signing out."""

from tests.http.people.browsing import Browser, somebody

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
