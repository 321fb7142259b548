"""The interface of a mail service, as the core sees it."""

from typing import Protocol


class MailUnavailable(Exception):
    """
    The service did not take the mail now; the same mail may go later.

    Attributes:
        maybe_sent: True when the answer was lost after the whole message had left us, so that sending
            again may deliver it twice. The outbox decides per kind what to do then (decisions/0007).
        down: True when the service takes no mail at all now, for any address.
    """

    def __init__(self, reason: str, *, maybe_sent: bool = False, down: bool = False) -> None:
        super().__init__(reason)
        self.maybe_sent = maybe_sent
        self.down = down


class MailRefused(Exception):
    """The service will never take this mail: park it."""


class Mailer(Protocol):
    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        """
        Hand one message to the service.

        Args:
            message: a whole RFC 5322 message, as `compose` makes it.
            sender: the sender, with or without a display name.
            to: one address.
            tag: id of the letter, for services that report back what they sent.

        Raises:
            MailUnavailable: try again later.
            MailRefused: never try again.
        """

    def seen(self, tag: str) -> bool | None:
        """
        Whether the service has this mail, for a sender that died between handing over and noting it.

        Returns:
            True or False with evidence; None when the service gives no evidence.
        """
