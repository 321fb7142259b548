"""Mail by Amazon SES (API version 1, SendRawEmail)."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import TYPE_CHECKING

from chalicelib.mail.port import MailRefused, MailUnavailable

if TYPE_CHECKING:
    from botocore.exceptions import ClientError
    from types_boto3_ses import SESClient
    from types_boto3_ses.type_defs import SendRawEmailRequestTypeDef

# About this one mail. Everything else (throttled, paused, a sender not verified, no permission) is about the
# service or our settings: it passes or gets fixed, and the mail must still be there then.
_FOR_EVER = ("MessageRejected", "InvalidParameterValue")
_OUR_SETTINGS = "not verified"
_DOWN = ("Throttling", "ThrottlingException", "AccountSendingPausedException", "AccessDenied")
_CUT_OFF = (500, 502, 504)  # from something between us and SES, which can have passed the mail on before it gave up


class SesMailer:
    """
    Sends through one SES client.

    Make the client with `Config(retries={"total_max_attempts": 1})`: SES has no idempotency key, so a retry
    inside botocore after a lost answer sends the mail twice. The outbox retries, and looks first.
    """

    def __init__(
        self,
        client: "SESClient",
        *,
        configuration_set: str | None = None,
        evidence: Callable[[str], bool] | None = None,
    ) -> None:
        """
        Args:
            configuration_set: publishes the Send events that carry the tag `outbox`.
            evidence: whether such an event was stored for a letter.
        """
        self._client, self._configuration_set, self._evidence = client, configuration_set, evidence

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        """See `Mailer`. The tag becomes the message tag `outbox`."""
        from botocore import exceptions, parsers  # already imported by the code that made the client

        request: SendRawEmailRequestTypeDef = {
            "Source": parseaddr(sender)[1],
            "Destinations": [to],
            "RawMessage": {"Data": message},
            "Tags": [{"Name": "outbox", "Value": tag}],
        }
        if self._configuration_set:
            request["ConfigurationSetName"] = self._configuration_set
        try:
            self._client.send_raw_email(**request)
        except exceptions.ClientError as error:
            raise _from_answer(error) from None
        except exceptions.ConnectionError as error:  # refused, no name, no handshake, too slow to connect: nothing left
            raise MailUnavailable(f"no connection: {type(error).__name__}", down=True) from None
        except exceptions.HTTPClientError as error:
            raise MailUnavailable(f"no answer: {type(error).__name__}", maybe_sent=True) from None
        except exceptions.ParamValidationError:
            raise MailRefused("not a request SES understands") from None
        except exceptions.BotoCoreError as error:
            raise MailUnavailable(f"not sent: {type(error).__name__}") from None
        except parsers.ResponseParserError:  # a page of something in between
            raise MailUnavailable("an answer that is not SES's", maybe_sent=True) from None

    def seen(self, tag: str) -> bool | None:
        """
        See `Mailer`. SES reports this only through its Send events.

        An event that came is proof. That none came is proof only where events are published at all.
        """
        if self._evidence is None:
            return None
        return self._evidence(tag) or (False if self._configuration_set else None)


def _from_answer(error: "ClientError") -> MailRefused | MailUnavailable:
    """
    SES quotes addresses in its texts, so only the code is passed on.

    An answer of SES says that it did not take the mail, one of 5xx too: the mail is tried again. Only an answer without
    SES's own code, from something in between, may follow a mail that went out.
    """
    code = error.response.get("Error", {}).get("Code", "unknown")
    if code in _FOR_EVER and _OUR_SETTINGS not in error.response.get("Error", {}).get("Message", ""):
        return MailRefused(code)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    from_ses = not code.isdigit() and code not in (
        "unknown",
        "",
    )  # without a document botocore takes the status as code
    return MailUnavailable(code, maybe_sent=status in _CUT_OFF and not from_ses, down=code in _DOWN or status == 503)
