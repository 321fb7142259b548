"""Mail on this machine: what SMTP took is in the Maildir, and the developers' page shows it safely."""

import asyncio
import errno
import json
import mailbox
import os
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import Envelope

from tests.stack.front.asking import ask
from workshop.stack.front.mails import Mails
from workshop.stack.mail.post import ToMaildir


def deliver(directory, content, recipients=("ada@customer.example",), sender="support@vendor.example"):
    envelope = Envelope()
    envelope.mail_from, envelope.rcpt_tos, envelope.content = sender, list(recipients), content
    return asyncio.run(ToMaildir(directory).handle_DATA(None, None, envelope))


def letter(subject="Your case", text="We have it.", html=None):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "support@vendor.example", "ada@customer.example"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def listed(maildir):
    return json.loads(ask(Mails(maildir), "/_mail/?format=json").body)["mails"]


def test_a_mail_is_kept_as_it_came_with_its_envelope(tmp_path):
    raw = letter()
    both = ["ada@customer.example", "copy@customer.example"]
    assert deliver(tmp_path, raw.replace(b"\n", b"\r\n"), both) == "250 Kept"
    kept = next((tmp_path / "new").iterdir()).read_bytes()
    assert kept.endswith(raw)
    message = mailbox.Maildir(tmp_path).values()[0]
    assert message["Return-Path"] == "<support@vendor.example>"
    assert message.get_all("Delivered-To") == both


@pytest.mark.parametrize(("failure", "answer"), [(errno.ENOSPC, "452 "), (errno.EDQUOT, "452 "), (errno.EIO, "451 ")])
def test_a_disk_that_takes_no_mail_is_said_to_the_sender_and_keeps_no_half_mail(tmp_path, monkeypatch, failure, answer):
    deliver(tmp_path, letter("before"))

    def full(_):
        raise OSError(failure, os.strerror(failure))

    with monkeypatch.context() as patch:
        patch.setattr("workshop.stack.mail.post.os.fsync", full)
        assert deliver(tmp_path, letter("refused")).startswith(answer)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert deliver(tmp_path, letter("after")) == "250 Kept"
    assert [mail["subject"] for mail in listed(tmp_path)] == ["after", "before"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\0",
        b"Subject: =?x?q?\xff?=\r\nTo: <@@>\r\n\r\n",
        b"From: a\rb\nX",
        b"Content-Type: text/html; charset=nonsense\n\n<b>",
    ],
)
def test_any_bytes_at_all_can_be_listed_and_read(tmp_path, raw):
    deliver(tmp_path, raw)
    found = listed(tmp_path)[0]
    for path in ("", "?format=json"):
        assert ask(Mails(tmp_path), f"/_mail/{found['id']}/{path}").status == 200
    assert ask(Mails(tmp_path), f"/_mail/{found['id']}/raw").body.endswith(raw.replace(b"\r\n", b"\n"))


def test_the_newest_is_first_and_has_what_a_test_needs(tmp_path):
    deliver(tmp_path, letter("Old"))
    deliver(tmp_path, letter("Sak mottatt: æøå", "Vi har den."))
    first = listed(tmp_path)[0]
    assert (first["subject"], first["to"]) == ("Sak mottatt: æøå", "ada@customer.example")
    whole = json.loads(ask(Mails(tmp_path), f"/_mail/{first['id']}/?format=json").body)
    assert whole["text"] == "Vi har den.\n"


def test_script_in_a_mail_is_text_in_the_list_and_harmless_in_its_frame(tmp_path):
    deliver(tmp_path, letter("<script>alert(1)</script>", "plain", "<script>alert(2)</script>"))
    mails = Mails(tmp_path)
    page = ask(mails, "/_mail/")
    assert b"<script" not in page.body
    assert "script-src" not in page.fields["content-security-policy"]
    name = listed(tmp_path)[0]["id"]
    assert b"<iframe sandbox" in ask(mails, f"/_mail/{name}/").body
    framed = ask(mails, f"/_mail/{name}/html")
    assert "sandbox" in framed.fields["content-security-policy"].split("; ")
    assert framed.fields["content-security-policy"].startswith("default-src 'none'")


def test_a_list_with_more_mails_than_a_page_says_so_and_leads_to_all_of_them(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.stack.front.mails._PAGE", 3)
    for place in range(7):
        deliver(tmp_path, letter(f"Mail {place}"))
    mails, asked, subjects = Mails(tmp_path), "0", []
    while asked is not None:
        page = json.loads(ask(mails, f"/_mail/?format=json&after={asked}").body)
        subjects += [mail["subject"] for mail in page["mails"]]
        assert page["total"] == 7
        asked = page["next"]
    assert subjects == [f"Mail {place}" for place in range(6, -1, -1)]
    first, last = ask(mails, "/_mail/").body, ask(mails, "/_mail/?after=6").body
    assert b"1 to 3 of 7" in first
    assert b"href='?after=3'" in first
    assert b"7 to 7 of 7" in last
    assert b"Older" not in last
    for wrong in ("-1", "x", "9" * 30, "%00"):
        assert ask(mails, f"/_mail/?after={wrong}").body == first
    assert ask(mails, "/_mail/?after=700").status == 200


@pytest.mark.parametrize("name", ["..", "../secrets.json", "%2e%2e", ".hidden", "nothing"])
def test_only_mails_can_be_asked_for(tmp_path, name):
    deliver(tmp_path / "mail", letter())
    assert ask(Mails(tmp_path / "mail"), f"/_mail/{name}/raw").status == 404
