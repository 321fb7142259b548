"""boto3 clients, one per service, made when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_ses import SESClient
    from types_boto3_sqs import SQSClient


class Clients:
    """Importing boto3 costs more than all of our own code, so it waits for the first request that needs it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        # Retries are ours alone (table.py): two layers of them would outlast the Lambda.
        return self._client("dynamodb", connect_timeout=2, read_timeout=5, attempts=1)  # type: ignore[no-any-return]

    @cached_property
    def sqs(self) -> "SQSClient":
        return self._client("sqs", connect_timeout=1, read_timeout=3, attempts=1)  # type: ignore[no-any-return]

    @cached_property
    def ses(self) -> "SESClient":
        return self._client("ses", connect_timeout=3, read_timeout=15, attempts=1)  # type: ignore[no-any-return]

    def _client(self, service: str, *, connect_timeout: int, read_timeout: int, attempts: int) -> Any:
        import boto3
        from botocore.config import Config

        return boto3.client(
            service,  # type: ignore[call-overload]
            region_name=self._settings.region,
            endpoint_url=self._settings.endpoint,
            config=Config(
                connect_timeout=connect_timeout,
                read_timeout=read_timeout,
                retries={"total_max_attempts": attempts, "mode": "standard"},
                max_pool_connections=32,
            ),
        )
