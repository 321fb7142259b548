"""
AWS clients, one per service, created on first use.

They are botocore's own: `boto3.client` returns the same objects, but importing boto3 costs every cold start
(decisions/0005-libraries.md).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_ses import SESClient
    from types_boto3_sqs import SQSClient


class Clients:
    """Importing botocore costs more than all of our own code, so it waits for the first request that needs it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        # Only table.py retries: two layers of retries would outlast the Lambda.
        client = self._client("dynamodb", connect_timeout=2, read_timeout=5, attempts=1)
        client.meta.events.register("before-parse.dynamodb", _whole_answer)
        return client  # type: ignore[no-any-return]

    @cached_property
    def sqs(self) -> "SQSClient":
        return self._client("sqs", connect_timeout=1, read_timeout=3, attempts=1)  # type: ignore[no-any-return]

    @cached_property
    def ses(self) -> "SESClient":
        return self._client("ses", connect_timeout=3, read_timeout=15, attempts=1)  # type: ignore[no-any-return]

    def _client(self, service: str, *, connect_timeout: int, read_timeout: int, attempts: int) -> Any:
        from botocore.config import Config

        from chalicelib.aws.loader import session

        return session().create_client(
            service,
            region_name=self._settings.region,
            endpoint_url=self._settings.endpoint,
            config=Config(
                connect_timeout=connect_timeout,
                read_timeout=read_timeout,
                retries={"total_max_attempts": attempts, "mode": "standard"},
                max_pool_connections=32,
            ),
        )


def _whole_answer(response_dict: Mapping[str, Any], **_: Any) -> None:
    """
    Refuse an answer that was cut off; the table then asks again.

    botocore reads a body that ends early as an empty one, and "nothing answered" would become "there is no such
    item": a signed-in customer met a 401 when the store died in the middle of its answer.
    """
    from botocore.exceptions import ConnectionClosedError

    headers, body = response_dict["headers"], response_dict["body"]
    chunked = "transfer-encoding" in headers  # its end is marked, and checked below us
    if not chunked and headers.get("content-length") != str(len(body)):
        raise ConnectionClosedError(endpoint_url="the store")
