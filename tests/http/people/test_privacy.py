"""Nothing that people write, no address and no secret is logged, also when things go wrong."""

import json
import logging
import uuid

from chalicelib.people.person import Person


def plant(api, what):
    return api.book.plant(f"{what}{uuid.uuid4().hex}")


def test_a_whole_case_leaves_no_word_of_it_in_the_log(api, capfd, monkeypatch):
    words = {
        name: plant(api, name) for name in ("overview", "description", "message", "note", "name", "account", "link")
    }
    email = f"{plant(api, 'address')}@kunde.example"
    headers = {"x-test-source": plant(api, "source"), "Cookie": f"varde_session={plant(api, 'cookie')}"}
    api.services.directory.put_person(Person(email, words["name"], "en"), None)

    asked = api.call("POST", "/sign-in/codes", {"email": email}, headers=headers)
    browser = asked.headers["set-cookie"].partition(";")[0]
    api.book.plant(browser.partition("=")[2])
    headers = {**headers, "Cookie": browser, "User-Agent": plant(api, "agent")}
    code = api.book.plant(api.mails_to(email)[-1]["fields"]["code"] + "!")[:-1]
    signed_in = api.call("POST", "/sign-in/sessions", {"email": email, "code": code}, headers=headers)
    token = signed_in.headers["set-cookie"].partition("varde_session=")[2].partition(";")[0]
    api.book.plant(token.partition(".")[2])
    me, key = {"Cookie": f"varde_session={token}"}, plant(api, "key")
    body = {
        "channel": "letter",
        "language": "en",
        "overview": words["overview"],
        "description": words["description"],
        "topic": "locked_out",
        "links": [f"https://app.example/{words['link']}"],
        "reply_email": f"b{email}",
    }
    sent = api.call("POST", "/cases", body, headers=me, key=key)
    number = sent.json["case"]["number"]
    ada = api.agent()
    ada.post(f"/cases/{number}/messages", {"text": words["message"]})
    ada.post(f"/desk/cases/{number}/notes", {"text": words["note"]})

    refused = [
        api.call("POST", "/cases", {**body, "channel": words["overview"]}, headers=me, key=key + "2"),
        api.call("POST", "/cases", {**body, "topic": "sailing"}, headers=me, key=key + "3"),
        api.call(
            "POST",
            "/cases",
            raw=words["overview"].encode(),
            headers={**me, "Content-Type": "application/json"},
            key=key,
        ),
        api.call("GET", f"/cases/{words['overview']}", headers=me),
        api.call("GET", f"/cases?cursor={words['overview']}", headers=me),
        api.call("POST", "/sign-in/sessions", {"email": email, "code": words["overview"][:20]}, headers=headers),
    ]
    assert {answer.status for answer in refused} == {400, 403, 404, 422}
    assert not any(word in answer.body.decode() for answer in refused for word in words.values())

    broke_with(api, monkeypatch, ValueError(f"{email} {words['message']}"))
    broken = api.call("GET", f"/cases/{number}", headers=me, promised=False)
    assert (broken.status, broken.problem) == (500, "broken")
    assert email not in broken.body.decode()
    monkeypatch.undo()

    for mail in api.waiting_for(email):  # nobody listens at the mail server: each fails
        api.module.send_outbox(sqs_event(mail["pk"].removeprefix("O#")), None)
    api.module.sweep_outbox(
        {
            "version": 0,
            "id": "",
            "detail-type": "",
            "source": "",
            "account": "",
            "time": "",
            "region": "",
            "detail": {},
            "resources": [],
        },
        None,
    )

    book = "\n".join(api.book.lines)
    assert "broke: ValueError" in book, "that something broke is told"
    assert "mail v-" in book.lower(), "that a mail was tried is told"
    assert api.book.secrets_found() == []
    printed = "".join(capfd.readouterr())
    assert not [word for word in api.book.planted if word in printed]


def broke_with(api, monkeypatch, error):
    def broken(*_):
        raise error

    monkeypatch.setattr(type(api.services.conversation), "read", broken)


def sqs_event(letter):
    return {"Records": [{"body": json.dumps({"letter": letter}), "receiptHandle": "r", "messageId": "m"}]}


def test_the_book_would_notice(api):
    logger = logging.getLogger("chalicelib.elsewhere")
    word = plant(api, "canary")
    place = len(api.book.lines)
    logger.warning("oops", extra={"text": word})
    assert len(api.book.secrets_found()) == 1
    del api.book.lines[place:]
    assert api.book.secrets_found() == []
