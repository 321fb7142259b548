"""
What SQS and EventBridge do on AWS: hand queued mails to `send_outbox`, and call `turn_cases` and `sweep_outbox` every
few seconds.

A message is deleted when its handler returned; when it raised, the queue brings it back and, after
enough times, parks it with the dead letters.
"""

import argparse
import logging
import math
import os
import signal
import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from chalice.local import LambdaContext

from workshop.stack.mail.events import MailEvents
from workshop.stack.processes import lifeline
from workshop.stack.setup.loading import load_module

_LONGEST_WAIT = 20  # seconds; the most SQS allows
_LAMBDA_MS = 60_000
_log = logging.getLogger("worker")

Event = dict[str, Any]
Handler = Callable[[Event, Any], Any]


class Worker:
    """Works on one queue and one schedule, one thing at a time."""

    def __init__(
        self,
        send: Handler,
        sweep: Handler,
        queue_url: str,
        sweep_seconds: float,
        *,
        turn: Handler | None = None,
        record: Handler | None = None,
        mail_events: MailEvents | None = None,
    ) -> None:
        """`record` is called with what the mail server took, in the form of `mail_events`."""
        self._record, self._mail_events = record, mail_events
        self._send = send
        self._sweep, self._turn = sweep, turn
        self._queue_url = queue_url
        self._sweep_seconds = sweep_seconds
        self._stopping = False
        self._idle = False
        self._sqs: Any = boto3.client(
            "sqs",
            endpoint_url=os.environ.get("VARDE_ENDPOINT") or None,
            config=Config(read_timeout=_LONGEST_WAIT + 10, retries={"total_max_attempts": 1}),
        )

    def stop(self, *_: object) -> None:
        """Stop after what is being done; at once when nothing is."""
        self._stopping = True
        if self._idle:
            raise SystemExit(0)

    def run(self) -> None:
        """Work until stopped: a sweep first, for what an earlier run left behind."""
        next_sweep = time.monotonic()
        while not self._stopping:
            if time.monotonic() >= next_sweep:
                next_sweep = time.monotonic() + self._sweep_seconds
                if self._turn is not None:
                    self._call("turn_cases", self._turn, _scheduled())
                self._call("sweep_outbox", self._sweep, _scheduled())
                self._tell()
            for message in self._wait(next_sweep - time.monotonic()):
                if self._call("send_outbox", self._send, _queued(message)):
                    self._ask(self._sqs.delete_message, ReceiptHandle=message["ReceiptHandle"])

    def _tell(self) -> None:
        if self._mail_events is None or self._record is None:
            return
        for body in self._mail_events.events():
            self._call(
                "record_mail_events", self._record, _queued({"MessageId": "", "ReceiptHandle": "", "Body": body})
            )

    def _wait(self, seconds: float) -> list[dict[str, Any]]:
        self._idle = True
        try:
            if self._stopping:
                return []
            if not self._queue_url:
                time.sleep(max(0.0, min(seconds, 1.0)))
                return []
            answer = self._ask(
                self._sqs.receive_message,
                MaxNumberOfMessages=10,
                AttributeNames=["All"],
                MessageAttributeNames=["All"],
                WaitTimeSeconds=max(1, min(_LONGEST_WAIT, math.ceil(seconds))),
            )
            found: list[dict[str, Any]] = answer.get("Messages", [])
            return found
        finally:
            self._idle = False

    def _call(self, name: str, handler: Handler, event: Event) -> bool:
        try:
            result = handler(event, LambdaContext(name, 256, _LAMBDA_MS))
        except Exception as error:
            # The type and place only: a message could quote somebody's words or address.
            place = error.__traceback__
            while place and place.tb_next:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
            _log.error("worker: %s failed with %s at %s", name, type(error).__name__, where)
            return False
        return not (isinstance(result, dict) and result.get("batchItemFailures"))

    def _ask(self, call: Callable[..., dict[str, Any]], **what: Any) -> dict[str, Any]:
        try:
            return call(QueueUrl=self._queue_url, **what)
        except (BotoCoreError, ClientError) as error:  # the engine is restarting
            _log.warning("worker: the queue did not answer (%s)", type(error).__name__)
            time.sleep(1)
            return {}


def _queued(message: dict[str, Any]) -> Event:
    record = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": message.get("MessageAttributes", {}),
        "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs",
        "awsRegion": "eu-west-1",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:000000000000:outbox",
    }
    return {"Records": [record]}


def _scheduled() -> Event:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "region": "eu-west-1",
        "detail": {},
        "resources": ["local"],
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def main() -> int:
    """Work until stopped."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="worker", description="Run the app's queue and schedule handlers.")
    parser.add_argument("--app", type=Path, required=True, help="the app.py with send_outbox and sweep_outbox")
    parser.add_argument("--sweep-seconds", type=float, default=60)
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    module = load_module(options.app)
    maildir = os.environ.get("VARDE_MAIL_EVIDENCE")
    worker = Worker(
        module.send_outbox,
        module.sweep_outbox,
        os.environ.get("VARDE_QUEUE_URL", ""),
        options.sweep_seconds,
        turn=getattr(module, "turn_cases", None),
        record=getattr(module, "record_mail_events", None),
        mail_events=MailEvents(Path(maildir)) if maildir else None,
    )
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
