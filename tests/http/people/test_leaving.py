"""People and accounts that leave the directory."""

import pytest

from tests.conftest import SITE_URL
from tests.http.visitors import API_KEY
from tests.stack.conftest import KEYS
from workshop.directory import cli

HEADERS = {"Authorization": f"Bearer {API_KEY}", "Origin": None}


def remove(api, path, key=API_KEY):
    return api.call("DELETE", f"/directory{path}", headers={**HEADERS, "Authorization": f"Bearer {key}"})


def test_a_person_who_is_removed_is_signed_out_and_their_cases_stay(api, birk, ada):
    number = birk.case()["number"]
    assert remove(api, f"/users/{birk.email}").json == {"email": birk.email, "removed": True}
    assert birk.get("/me").problem == "sign_in_required"
    assert api.services.directory.person(birk.email) is None
    assert ada.see(number)["requester"]["email"] == birk.email


def test_who_comes_back_after_being_removed_is_a_stranger_with_their_own_cases(api, birk):
    number = birk.case()["number"]
    remove(api, f"/users/{birk.email}")
    _, token = api.services.sign_in.open(birk.email)
    api.book.plant(token.partition(".")[2])
    back = type(birk)(api, birk.email, token, birk.person)
    assert (back.get("/me").json["tier"], back.see(number)["number"]) == ("day_trip", number)


def test_an_agent_who_is_removed_has_no_desk_from_that_moment(api, birk, ada):
    number = birk.case()["number"]
    assert ada.see(number)
    remove(api, f"/users/{ada.email}")
    assert ada.get("/desk/queue").problem == "sign_in_required"
    assert ada.get(f"/cases/{number}").problem == "sign_in_required"


def test_a_removal_that_is_sent_again_is_answered_and_says_that_nobody_was_there(api, birk):
    remove(api, f"/users/{birk.email}")
    assert remove(api, f"/users/{birk.email.upper()}").json["removed"] is False
    account = birk.person.account.id
    assert remove(api, f"/accounts/{account}").json == {"id": account, "removed": True}
    assert remove(api, f"/accounts/{account}").json == {"id": account, "removed": False}


def test_the_people_of_a_removed_account_stay_without_one_until_it_comes_back(api, birk):
    account = birk.person.account
    assert birk.get("/me").json["tier"] == "fleet"
    remove(api, f"/accounts/{account.id}")
    me = birk.get("/me").json
    assert (me["tier"], me["account"], me["requester"]["name"]) == ("day_trip", None, "Birk Moen")
    api.services.directory.put_account(account)
    assert birk.get("/me").json["tier"] == "fleet"


def test_nobody_removes_without_a_key(api, birk, ada):
    for who in (None, birk, ada):
        answer = api.call("DELETE", f"/directory/users/{birk.email}", who=who)
        assert answer.problem == "sign_in_required"
    assert remove(api, f"/accounts/{birk.person.account.id}", "guessed").problem == "sign_in_required"
    assert birk.get("/me").json["tier"] == "fleet"


def test_what_is_no_address_and_what_is_no_account_remove_nothing(api):
    assert remove(api, "/users/nobody").mistakes == {("email", "not_an_email")}
    assert remove(api, "/accounts/" + "x" * 100).json["removed"] is False
    assert remove(api, "/accounts/" + "x" * 3000).mistakes == {("account_id", "too_long")}


@pytest.fixture
def script(api, monkeypatch, capsys):
    """`scripts/directory` for the stack of these tests; answers its code and what it printed."""
    given = {"VARDE_ENDPOINT": api.bench.endpoint, "VARDE_TABLE": api.bench.table, "VARDE_SITE_URL": SITE_URL}
    for name, value in {**KEYS, **given, "VARDE_SECRET": api.services.settings.secret}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("workshop.operators.environment", lambda _: {})

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(list(words))
        said = capsys.readouterr()
        return code, said.out.strip(), said.err.strip()

    return run


def test_an_operator_removes_a_person_and_an_account_with_the_script(birk, script):
    account = birk.person.account.id
    assert script("remove", birk.email) == (0, f"{birk.email}: removed", "")
    assert birk.get("/me").problem == "sign_in_required"
    assert script("remove", birk.email) == (0, f"{birk.email}: was not in the directory", "")
    assert script("remove", "--account", account) == (0, f"account {account}: removed", "")
    assert script("remove", "nobody") == (1, "", "scripts/directory: that is not an e-mail address")


def test_the_script_removes_nothing_unless_it_is_told_what(script):
    for words in (["remove"], ["remove", "a@kunde.example", "--account", "x"]):
        with pytest.raises(SystemExit):
            script(*words)
