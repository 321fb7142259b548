"""Mail by SMTP: the local stack's receiver, or a relay on a network you trust (no sign-in, no TLS)."""

import contextlib
import smtplib
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path

from chalicelib.mail.port import MailRefused, MailUnavailable


class SmtpMailer:
    """Hands each mail over in a connection of its own."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        timeout: float = 10.0,
        evidence: Path | None = None,
        heard_of: Callable[[str], bool] | None = None,
    ) -> None:
        """
        Args:
            timeout: in seconds, for the connection and for every answer.
            evidence: the Maildir of a local server.
            heard_of: whether evidence of a letter was stored.
        """
        self._heard_of = heard_of
        self._host = host
        self._port = port
        self._timeout = timeout
        self._evidence = evidence

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:  # noqa: ARG002
        """See `Mailer`. SMTP has no place for the tag: the Message-ID holds the letter's id."""
        try:
            server = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnavailable(f"no connection: {type(error).__name__}", down=True) from None
        try:
            _announce(server, parseaddr(sender)[1], to)
            _hand_over(server, message)
        finally:
            # The answer to the message has been read; a failing QUIT changes nothing.
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def seen(self, tag: str) -> bool | None:
        """See `Mailer`. Only a local server's Maildir can tell; SMTP itself cannot."""
        if self._heard_of is not None and self._heard_of(tag):
            return True
        if self._evidence is None:
            return None
        mark = f"\nMessage-ID: <{tag}@".lower().encode()
        mails = (mail for folder in ("new", "cur") for mail in (self._evidence / folder).glob("*"))
        return any(mark in _head(mail) for mail in mails)


def _head(mail: Path) -> bytes:
    with mail.open("rb") as file:
        return file.read(8192).lower()


def _announce(server: smtplib.SMTP, sender: str, to: str) -> None:
    """Hello, from, to. Nothing has been sent yet, so every failure here is safe to try again."""
    # smtplib reads "a@b>\r\nRCPT TO:<c" as "a@b" and mails somebody nobody asked for.
    if not to.isascii() or any(c in "<>,\x7f" or c <= " " for c in to):
        raise MailRefused("not an address")
    try:
        server.ehlo_or_helo_if_needed()
        code, _ = server.mail(sender)
        if code != 250:  # about us or our settings, not about this mail
            raise MailUnavailable(f"sender not taken: {code}", down=True)
        code, _ = server.rcpt(to)
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnavailable(f"hung up before the message: {type(error).__name__}") from None
    if code not in (250, 251):
        raise _answer("recipient", code)


def _hand_over(server: smtplib.SMTP, message: bytes) -> None:
    try:
        code, _ = server.data(message)
    except smtplib.SMTPDataError as error:  # refused before a byte of it left
        raise _answer("message", error.smtp_code) from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnavailable(f"no answer to the message: {type(error).__name__}", maybe_sent=True) from None
    if code != 250:
        raise _answer("message", code)


def _answer(what: str, code: int) -> MailRefused | MailUnavailable:
    """5xx is permanent, everything else temporary. The server's text can quote an address, so it is left out."""
    if 500 <= code < 600:
        return MailRefused(f"{what} refused: {code}")
    return MailUnavailable(f"{what} not taken: {code}")
