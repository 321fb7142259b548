"""Who is counted for what: each write, of anybody who may send it, against the person, the network, the browser."""

import uuid

import pytest

from chalicelib.limits import HOUR, Asker
from chalicelib.people.address import network
from tests.http.visitors import API_KEY, a_case

GROUPS = ("stranger", "customer", "agent")
CASE = a_case(overview="1234", description="12345", links=["https://a.example/"], asked=["123456"], topic="locked_out")
LETTERS = 4 + 5 + len("https://a.example/") + 6


@pytest.fixture
def people(api):
    return {"stranger": api.visitor(known=False), "customer": api.visitor(), "agent": api.agent()}


def counted(api, who):
    """What was counted in this hour against a visitor and their network, by group and thing."""
    name = api.services.fingerprint
    askers = [Asker(group, name.address(who.email)) for group in GROUPS]
    askers += [Asker("network", name.of("source", network(who.home))), Asker("mailbox", name.of("mailbox", who.email))]
    found = [(asker.group, what, n) for asker in askers for (what, window), n in told(api, asker) if window == HOUR]
    return {f"{group} {what}": n for group, what, n in found}


def told(api, asker):
    return api.services.limits.counted(asker).items()


def more(before, after):
    return {name: n - before.get(name, 0) for name, n in after.items() if n != before.get(name, 0)}


def acts(me, birk):
    """What people may do, in an order in which each is possible: on a case of their own, an agent on Birk's."""
    agent = me.person.is_agent
    number = birk.case()["number"] if agent else me.case(topic="locked_out")["number"]
    case = f"/cases/{number}"
    yield "case", lambda: me.post("/cases", CASE, key=uuid.uuid4().hex)
    if agent:
        yield "take", lambda: me.post(f"/desk{case}/take")
        yield "note", lambda: me.post(f"/desk{case}/notes", {"text": "123"})
    else:
        yield "star", lambda: me.put(f"{case}/favourite")
        yield "no star", lambda: me.delete(f"{case}/favourite")
    yield "message", lambda: me.post(f"{case}/messages", {"text": "1234567"})
    yield "close", lambda: me.post(f"{case}/close")
    yield "reopen", lambda: me.post(f"{case}/reopen")
    yield "profile", lambda: me.patch("/me", {"language": "de"})
    yield "look", lambda: me.get(f"{case}/events")
    yield "list", lambda: me.get("/desk/queue" if agent else "/cases")


ON_THE_NETWORK_TOO = {
    "case": {"network cases": 1},
    "message": {"network messages": 1},
    "close": {"network messages": 1},
    "reopen": {"network messages": 1},
}
OF_THE_PERSON = {
    "case": {"cases": 1, "letters": LETTERS},
    "take": {"changes": 1},
    "note": {"messages": 1, "letters": 3},
    "star": {"changes": 1},
    "no star": {"changes": 1},
    "message": {"messages": 1, "letters": 7},
    "close": {"messages": 1},
    "reopen": {"messages": 1},
    "profile": {"changes": 1},
    "look": {},
    "list": {},
}


@pytest.mark.parametrize("group", GROUPS)
def test_each_write_counts_against_who_sends_it_and_an_agents_against_no_network(api, birk, people, group):
    me, wrong = people[group], {}
    for name, act in acts(me, birk):
        before = counted(api, me)
        assert act().status in (200, 201), name
        expected = {f"{group} {what}": n for what, n in OF_THE_PERSON[name].items()}
        expected |= {} if group == "agent" else ON_THE_NETWORK_TOO.get(name, {})
        if (found := more(before, counted(api, me))) != expected:
            wrong[name] = found
    assert wrong == {}


def test_a_case_that_is_sent_again_with_its_key_is_counted_once(api, birk):
    key = uuid.uuid4().hex
    for _ in range(3):
        assert birk.post("/cases", CASE, key=key).status == 201
    assert counted(api, birk) == {"customer cases": 1, "customer letters": LETTERS, "network cases": 1}


def test_what_is_refused_for_its_form_is_not_counted(api, birk):
    assert birk.post("/cases", a_case(overview=""), key=uuid.uuid4().hex).status == 422
    assert birk.send(channel="line").status in (403, 422)
    assert counted(api, birk) == {}


def test_a_new_browser_counts_for_network_and_mailbox_and_a_known_one_for_itself(api):
    me = api.visitor(known=False)
    secret = uuid.uuid4().hex + "b" * 11
    headers = {"Cookie": f"varde_browser={secret}", "x-test-source": me.home}

    def ask():
        return api.call("POST", "/sign-in/codes", {"email": me.email}, headers=headers)

    assert ask().status == 202
    assert counted(api, me) == {"network codes": 1, "mailbox codes": 1}
    body = {"email": me.email, "code": api.mails_to(me.email)[-1]["fields"]["code"]}
    assert api.call("POST", "/sign-in/sessions", body, headers=headers).status == 201
    assert ask().status == 202
    assert counted(api, me) == {"network codes": 1, "mailbox codes": 1}, "a known browser is counted by itself"
    name = api.services.fingerprint
    owner, browser = name.address(me.email), name.in_epoch("browser", secret)
    itself = Asker("known_browser", name.of("known browser", f"{owner} {browser}"))
    assert dict(told(api, itself))["codes", HOUR] == 1


def test_a_code_typed_where_nobody_asked_counts_for_the_network(api):
    me = api.visitor(known=False)
    body = {"email": me.email, "code": "123456"}
    assert api.call("POST", "/sign-in/sessions", body, headers={"x-test-source": me.home}).status == 422
    assert counted(api, me) == {"network tries": 1}


def test_an_answer_about_an_article_counts_for_the_network_and_its_comment_too(api):
    me = api.visitor(known=False)
    said = {"path": "/costs/", "locale": "en", "helpful": True}
    for body in (said, {**said, "comment": "Thanks"}):
        answer = api.call("POST", "/articles/feedback", body, key=uuid.uuid4().hex, headers={"x-test-source": me.home})
        assert answer.status == 201
    assert counted(api, me) == {"network feedback": 2, "network comments": 1}


def test_what_the_vendors_systems_write_counts_for_the_system_alone(api):
    me, system = api.visitor(known=False), Asker("system", "crm")
    before = dict(told(api, system)).get(("directory", HOUR), 0)
    headers = {"Authorization": f"Bearer {API_KEY}", "x-test-source": me.home}
    account = {"name": "Bre", "tier": "season", "created": "2024-03-05"}
    for method, path, body in (
        ("PUT", "/directory/accounts/counted", account),
        ("PUT", f"/directory/users/{me.email}", {"name": "Ada", "account_id": "counted"}),
        ("DELETE", f"/directory/users/{me.email}", None),
        ("DELETE", "/directory/accounts/counted", None),
    ):
        assert api.call(method, path, body, headers=headers).status == 200
    assert dict(told(api, system))["directory", HOUR] - before == 4
    assert counted(api, me) == {}
