"""The SMTP adapter against a real receiver, and against servers that misbehave."""

import asyncio
import time
from email.utils import parseaddr

import pytest
from aiosmtpd.controller import Controller

from chalicelib.mail.port import Mailer, MailRefused, MailUnavailable
from chalicelib.mail.smtp import SmtpMailer
from tests.mail.letters import SENDER, letter, sent
from tests.mail.servers import free_port, line, listening

MESSAGE = sent(letter("reply_posted", "ja", text="一行目\n.\n.二行目")).raw


class Receiver:
    """Keeps what it gets; answers by what the address says (`550@…` is refused)."""

    def __init__(self) -> None:
        self.got: list[tuple[str, list[str], bytes]] = []

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address.startswith("sender-"):
            return "550 we do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        code = address.split("@")[0]
        if code in ("550", "553", "450", "452", "251"):
            if code != "251":
                return f"{code} that is how it is for {address}"
            envelope.rcpt_tos.append(address)
            return "251 will forward"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        wish = envelope.rcpt_tos[0].split("@")[0]
        if wish in ("data-554", "data-451"):
            return f"{wish[5:]} not this one"
        await asyncio.sleep(0)
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 kept"


@pytest.fixture(scope="module")
def receiver():
    handler = Receiver()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def send(port: int, to: str = "ada@kunde.example", sender: str = SENDER) -> None:
    mailer: Mailer = SmtpMailer("127.0.0.1", port, timeout=1)
    mailer.send(MESSAGE, sender=sender, to=to, tag="01JDA3")


def test_a_mail_arrives_byte_for_byte(receiver):
    send(receiver.port)
    assert receiver.handler.got[-1] == ("support@vendor.example", ["ada@kunde.example"], MESSAGE)


@pytest.mark.parametrize("kind", ["sign_in_code", "case_received", "reply_posted", "case_closed"])
def test_every_kind_goes_through(receiver, kind):
    message = sent(letter(kind, "fr")).raw
    SmtpMailer("127.0.0.1", receiver.port).send(message, sender=SENDER, to="ada@kunde.example", tag="t")
    assert receiver.handler.got[-1][2] == message


def test_a_local_maildir_tells_which_mails_arrived(tmp_path):
    mailer = SmtpMailer("127.0.0.1", free_port(), evidence=tmp_path)
    assert mailer.seen("01JDA3") is False
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.mail").write_bytes(MESSAGE)
    assert mailer.seen("01JDA3") is True
    assert mailer.seen("01JDA") is False, "an id is not its beginning"


def test_smtp_alone_tells_nothing():
    assert SmtpMailer("127.0.0.1", free_port()).seen("01JDA3") is None


def test_a_forwarded_address_is_fine(receiver):
    send(receiver.port, to="251@kunde.example")
    assert receiver.handler.got[-1][1] == ["251@kunde.example"]


@pytest.mark.parametrize("to", ["550@kunde.example", "553@kunde.example", "data-554@kunde.example"])
def test_a_refused_mail_is_refused_for_ever(receiver, to):
    with pytest.raises(MailRefused) as refused:
        send(receiver.port, to=to)
    assert parseaddr(to)[1] not in str(refused.value), "no address in what we log"


@pytest.mark.parametrize("to", ["450@kunde.example", "452@kunde.example", "data-451@kunde.example"])
def test_a_mail_not_taken_now_may_go_later(receiver, to):
    with pytest.raises(MailUnavailable) as later:
        send(receiver.port, to=to)
    assert not later.value.maybe_sent
    assert to not in str(later.value)


def test_a_sender_that_is_not_taken_is_about_our_settings_so_the_mail_waits(receiver):
    with pytest.raises(MailUnavailable):
        send(receiver.port, sender="sender-unknown@vendor.example")


@pytest.mark.parametrize("to", ["a@b.example>\r\nRCPT TO:<victim@x.example", "a@b.example\nDATA", "blå@b.example"])
def test_no_command_hides_in_an_address(receiver, to):
    before = len(receiver.handler.got)
    with pytest.raises(MailRefused):
        send(receiver.port, to=to)
    assert len(receiver.handler.got) == before


def test_nobody_listens():
    with pytest.raises(MailUnavailable, match="no connection") as later:
        send(free_port())
    assert not later.value.maybe_sent


def test_a_server_that_says_nothing_is_given_up():
    with listening(lambda _: time.sleep(2)) as port, pytest.raises(MailUnavailable, match="no connection"):
        send(port)


def test_a_server_that_greets_with_no_is_asked_again_later():
    def talk(caller):
        caller.sendall(b"554 no mail today\r\n")

    with listening(talk) as port, pytest.raises(MailUnavailable):
        send(port)


def polite_until(last: bytes, answer: bytes):
    """A server that says yes to every command until `last`, which gets this answer (empty: hangs up)."""

    def talk(caller):
        caller.sendall(b"220 hello\r\n")
        while said := line(caller):
            if said.upper().startswith(b"DATA"):
                caller.sendall(b"354 go on\r\n")
                while line(caller) not in (b".\r\n", b""):
                    pass
                said = b"MESSAGE"
            if said.upper().startswith(last):
                if not answer:
                    return
                caller.sendall(answer)
            else:
                caller.sendall(b"250 yes\r\n")

    return talk


@pytest.mark.parametrize("step", [b"EHLO", b"MAIL", b"RCPT"])
def test_a_server_that_hangs_up_early_has_not_sent_it(step):
    with listening(polite_until(step, b"")) as port, pytest.raises(MailUnavailable) as later:
        send(port)
    assert not later.value.maybe_sent


def test_a_server_that_hangs_up_after_the_message_may_have_sent_it():
    with listening(polite_until(b"MESSAGE", b"")) as port, pytest.raises(MailUnavailable) as later:
        send(port)
    assert later.value.maybe_sent


def test_a_busy_server_at_the_end_of_the_message_has_not_sent_it():
    with listening(polite_until(b"MESSAGE", b"452 full\r\n")) as port, pytest.raises(MailUnavailable) as later:
        send(port)
    assert not later.value.maybe_sent


@pytest.mark.parametrize("answer", [b"", b"421 tired\r\n", b"500 what\r\n"])
def test_a_rude_goodbye_does_not_undo_a_sent_mail(answer):
    with listening(polite_until(b"QUIT", answer)) as port:
        send(port)
