"""The SES adapter against the local engine's SES, and against answers no engine gives on demand."""

import json
import os
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs

import boto3
import pytest
from botocore.config import Config

from chalicelib.aws.mail.ses import SesMailer
from chalicelib.mail.port import Mailer, MailRefused, MailUnavailable
from tests.mail.letters import SENDER, letter, sent
from tests.mail.servers import free_port, line, listening

ROOT = Path(__file__).parents[3]
MAIL = sent(letter("case_received", "ja", overview="書き出しが止まる 🎉"))


def client(port: int, patience: int = 30, scheme: str = "http"):
    return boto3.client(
        "ses",
        endpoint_url=f"{scheme}://127.0.0.1:{port}",
        region_name="eu-north-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=patience),
    )


@pytest.fixture(scope="module")
def engine():
    """The port of a local engine of our own."""
    subprocess.run([ROOT / "scripts" / "setup", "engine"], check=True, timeout=280)
    port = free_port()
    surroundings = os.environ | {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "AUTH": "true"}
    command = [ROOT / ".venv-engine" / "bin" / "python", "-m", "ministack"]
    process = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_ministack/health", process)
        client(port).verify_domain_identity(Domain="vendor.example")
        yield port
    finally:
        process.terminate()
        process.wait(180)


def wait_for(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        assert process.poll() is None, "the engine ended"
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the engine did not start")


def messages(port: int) -> list[dict]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/ses/messages", timeout=5) as answer:
        found = json.load(answer)
    return [mail for mails in found["messages"].values() for mail in mails]


def test_a_mail_reaches_ses_whole(engine):
    mailer: Mailer = SesMailer(client(engine))
    mailer.send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="01JDA3")

    kept = messages(engine)[-1]
    assert kept["Type"] == "SendRawEmail"
    assert kept["Source"] == "support@vendor.example"
    assert kept["To"] == ["ada@kunde.example"]
    assert kept["Subject"] == MAIL.header("Subject")
    assert "書き出しが止まる 🎉" in kept["BodyText"]
    assert '<html lang="ja">' in kept["BodyHtml"]


def test_ses_is_told_which_letter_it_was(engine):
    ses, asked = client(engine), []
    ses.meta.events.register("before-send.ses.SendRawEmail", lambda request, **_: asked.append(request.body))
    SesMailer(ses, configuration_set="varde").send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="01JDA3")

    form = parse_qs(asked[0].decode() if isinstance(asked[0], bytes) else asked[0])
    assert form["Tags.member.1.Name"] == ["outbox"]
    assert form["Tags.member.1.Value"] == ["01JDA3"]
    assert form["ConfigurationSetName"] == ["varde"]
    assert form["Destinations.member.1"] == ["ada@kunde.example"]


def test_a_sender_not_verified_yet_is_about_our_settings_so_the_mail_waits(engine):
    with pytest.raises(MailUnavailable, match="MessageRejected") as later:
        SesMailer(client(engine)).send(MAIL.raw, sender="x@elsewhere.example", to="ada@kunde.example", tag="t")
    assert not later.value.maybe_sent


def test_ses_alone_does_not_tell_what_it_sent(engine):
    assert SesMailer(client(engine)).seen("01JDA3") is None


def test_nobody_listens():
    with pytest.raises(MailUnavailable, match="no connection") as later:
        SesMailer(client(free_port())).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert not later.value.maybe_sent


def answering(status: int, code: str, message: str = "no, ada@kunde.example"):
    body = f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"

    def talk(caller):
        read_request(caller)
        caller.sendall((head + body).encode())

    return talk


def read_request(caller) -> None:
    length = 0
    while (said := line(caller)) not in (b"\r\n", b""):
        if said.lower().startswith(b"content-length:"):
            length = int(said.split(b":")[1])
    while length > 0:
        length -= len(caller.recv(min(length, 65536)))


@pytest.mark.parametrize(
    ("status", "code", "maybe_sent"),
    [
        (400, "Throttling", False),
        (400, "LimitExceededException", False),
        (400, "AccountSendingPausedException", False),
        (400, "ConfigurationSetDoesNotExist", False),
        (403, "AccessDenied", False),
        (500, "InternalFailure", False),
        (503, "ServiceUnavailable", False),
        (503, "Throttling", False),
    ],
)
def test_an_answer_of_ses_says_that_the_mail_did_not_leave_so_it_is_tried_again(status, code, maybe_sent):
    with listening(answering(status, code)) as port, pytest.raises(MailUnavailable) as later:
        SesMailer(client(port)).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert later.value.maybe_sent is maybe_sent
    assert str(later.value) == code


@pytest.mark.parametrize(("status", "maybe_sent"), [(500, True), (502, True), (503, False), (504, True), (413, None)])
@pytest.mark.parametrize("page", ["", "<html><body>Bad gateway</body></html>", "not found"])
def test_something_in_between_may_have_handed_the_mail_on_before_it_gave_up(status, maybe_sent, page):
    def talk(caller):
        read_request(caller)
        head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n"
        caller.sendall((head + "Connection: close\r\n\r\n" + page).encode())

    with listening(talk) as port, pytest.raises(MailUnavailable) as later:
        SesMailer(client(port)).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert maybe_sent is None or page == "not found" or later.value.maybe_sent is maybe_sent


def test_a_service_whose_certificate_is_wrong_got_nothing():
    def talk(caller):
        caller.recv(100)
        caller.sendall(b"this is no TLS\r\n")

    with listening(talk) as port, pytest.raises(MailUnavailable) as later:
        SesMailer(client(port, scheme="https")).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert (later.value.maybe_sent, later.value.down) == (False, True)


@pytest.mark.parametrize(
    ("published", "heard", "seen"),
    [(False, True, True), (True, True, True), (True, False, False), (False, False, None)],
)
def test_an_event_is_proof_and_silence_is_proof_only_where_events_are_published(published, heard, seen):
    mailer = SesMailer(object(), configuration_set="varde" if published else None, evidence=lambda _tag: heard)
    assert mailer.seen("01JDA3") is seen


@pytest.mark.parametrize("code", ["MessageRejected", "InvalidParameterValue"])
def test_what_ses_will_never_take_is_refused(code):
    with listening(answering(400, code)) as port, pytest.raises(MailRefused) as refused:
        SesMailer(client(port)).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert str(refused.value) == code, "no address in what we log"


def test_a_lost_answer_may_mean_a_sent_mail():
    with listening(read_request) as port, pytest.raises(MailUnavailable) as later:
        SesMailer(client(port)).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert later.value.maybe_sent


def test_an_answer_too_late_may_mean_a_sent_mail():
    def talk(caller):
        read_request(caller)
        time.sleep(1.5)

    with listening(talk) as port, pytest.raises(MailUnavailable) as later:
        SesMailer(client(port, patience=1)).send(MAIL.raw, sender=SENDER, to="ada@kunde.example", tag="t")
    assert later.value.maybe_sent
