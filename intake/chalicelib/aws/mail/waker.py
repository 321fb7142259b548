"""The queue that wakes the sender of mails."""

import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.mail.letter import Letter
from chalicelib.mail.outbox import Quick

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

log = logging.getLogger(__name__)


class Waker:
    """Wakes the sender because a mail waits. If that fails, the sweep finds the mail within a minute."""

    def __init__(self, client: Callable[[], "SQSClient"], queue_url: str | None, quick: Quick) -> None:
        self._client, self._queue_url, self._quick = client, queue_url, quick

    def __call__(self, letter: Letter) -> None:
        # The queue has no lanes: mails that do not go at once are left to the sweep.
        if not self._queue_url or not self._quick.one_more(letter.lane):
            return
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._client().send_message(
                QueueUrl=self._queue_url, MessageBody=json.dumps({"letter": letter.id, "lane": letter.lane})
            )
        except (BotoCoreError, ClientError) as error:
            log.warning("queue not reached for mail %s: %s", letter.id, type(error).__name__)
