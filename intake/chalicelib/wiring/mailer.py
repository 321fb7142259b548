"""Who takes the mails: SES, or a mail server."""

from collections.abc import Callable
from pathlib import Path

from chalicelib.aws.clients import Clients
from chalicelib.mail.port import Mailer
from chalicelib.settings import Settings


def mailer(settings: Settings, clients: Clients, heard_of: Callable[[str], bool] | None = None) -> Mailer:
    """SMTP where a host is set (locally), else SES. `heard_of` finds the stored events of the service."""
    # Imported here: the API sends no mail, and both bring half of the standard library's mail along.
    if settings.smtp is None:
        from chalicelib.aws.mail.ses import SesMailer

        return SesMailer(clients.ses, configuration_set=settings.mail_settings, evidence=heard_of)
    from chalicelib.mail.smtp import SmtpMailer

    host, port = settings.smtp
    evidence = Path(settings.mail_evidence) if settings.mail_evidence else None
    # Connect, hello, from, to, message: all of them must fit into the lease, or a second sender begins.
    timeout = min(10.0, settings.lease.total_seconds() / 6)
    return SmtpMailer(host, port, timeout=timeout, evidence=evidence, heard_of=heard_of)


class LazyMailer:
    """Makes the mailer at the first mail: the API itself sends none, and should not pay for its client."""

    def __init__(self, settings: Settings, clients: Clients, heard_of: Callable[[str], bool]) -> None:
        self._settings, self._clients, self._heard_of = settings, clients, heard_of

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        self._mailer().send(message, sender=sender, to=to, tag=tag)

    def seen(self, tag: str) -> bool | None:
        return self._mailer().seen(tag)

    def _mailer(self) -> Mailer:
        return mailer(self._settings, self._clients, self._heard_of)
