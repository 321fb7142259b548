"""Mail by Amazon SES (API version 1, SendRawEmail)."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from chalicelib.mail.port import MailRefused, MailUnavailable

if TYPE_CHECKING:
    from botocore.exceptions import ClientError
    from types_boto3_ses import SESClient
    from types_boto3_ses.type_defs import SendRawEmailRequestTypeDef

# About this one mail. Everything else (throttled, paused, a sender not verified, no permission) is about the
# service or our settings: it passes or is mended, and the mail must still be there then.
_FOR_EVER = ("MessageRejected", "InvalidParameterValue")
_OUR_SETTINGS = "not verified"
_DOWN = ("Throttling", "ThrottlingException", "AccountSendingPausedException", "AccessDenied")


class SesMailer:
    """
    Sends through one SES client.

    Make the client with `Config(retries={"total_max_attempts": 1})`: SES has no idempotency key, so a retry
    inside botocore after a lost answer sends the mail twice. The outbox retries, and looks first.
    """

    def __init__(self, client: "SESClient", *, configuration_set: str | None = None) -> None:
        """`configuration_set`: publishes the Send events that carry the tag `outbox`."""
        self._client = client
        self._configuration_set = configuration_set

    def send(self, message: bytes, *, sender: str, to: str, tag: str) -> None:
        """See `Mailer`. The tag becomes the message tag `outbox`."""
        from botocore import exceptions  # already loaded by whoever made the client

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
        except (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError) as error:
            raise MailUnavailable(f"no connection: {type(error).__name__}", down=True) from None
        except exceptions.HTTPClientError as error:
            raise MailUnavailable(f"no answer: {type(error).__name__}", maybe_sent=True) from None
        except exceptions.ParamValidationError:
            raise MailRefused("not a request SES understands") from None
        except exceptions.BotoCoreError as error:
            raise MailUnavailable(f"not sent: {type(error).__name__}") from None

    def seen(self, tag: str) -> bool | None:  # noqa: ARG002
        """See `Mailer`. SES tells only through its Send events, which nothing stores yet."""
        return None


def _from_answer(error: "ClientError") -> MailRefused | MailUnavailable:
    """SES quotes addresses in its texts, so only the code is passed on."""
    code = error.response.get("Error", {}).get("Code", "unknown")
    if code in _FOR_EVER and _OUR_SETTINGS not in error.response.get("Error", {}).get("Message", ""):
        return MailRefused(code)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return MailUnavailable(code, maybe_sent=status >= 500, down=code in _DOWN)
