"""
How long another's acknowledgement waits behind one sender's mails, on a real local stack.

    .venv/bin/python bench/mail_lanes.py [--letters 10000]

The letters of one sender are stored and the queue is woken as the API does it; then another customer sends a case.
Printed are the seconds until that case's acknowledgement is in the mailbox, and how many of the flood were.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "intake")]


def flood(noted: dict[str, Any], letters: int, *, wake_all: bool) -> None:
    """Store so many mails to one address, and wake the queue as the API does."""
    os.environ.update(noted["environment"])
    from chalicelib import settings
    from chalicelib.aws.clients import Clients
    from chalicelib.aws.mail.outbox import OutboxTable
    from chalicelib.aws.mail.waker import Waker
    from chalicelib.aws.table import Table
    from chalicelib.limits import shipped
    from chalicelib.mail.letter import Letter
    from chalicelib.mail.outbox import Quick

    read = settings.read()
    clients = Clients(read)
    table = Table(lambda: clients.dynamodb, read.table)
    now = datetime.now(UTC) + read.clock_offset
    most = letters if wake_all else shipped().mail.quick
    quick = Quick(lambda: most, lambda: now)
    outbox, wake = OutboxTable(table), Waker(lambda: clients.sqs, read.queue_url, quick)

    def store(_: int) -> None:
        fields = {"number": "V-7F3K-9Q2M", "agent_name": "Ada", "text": "Hello", "overview": "x", "requester_name": "E"}
        letter = Letter(f"flood-{uuid.uuid4().hex}", "reply_posted", "eve@elsewhere.example", "en", fields)
        table.transact(outbox.storing(letter, now))
        wake(letter)

    store(0)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(store, range(letters - 1)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the lanes of the outbox.")
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--wake-all", action="store_true", help="wake the queue for each, as no API of ours does")
    parser.add_argument("--patience", type=float, default=1200, help="seconds")
    options = parser.parse_args()
    from tests.faults.stack import Stack

    with tempfile.TemporaryDirectory() as data:
        (Path(data) / "index.html").write_text("<title>Home</title>")
        stack = Stack(Path(data), Path(data), own_limits=True)
        try:
            stack.start()
            birk = stack.sign_in("birk@breogbris.example")
            began = time.monotonic()
            flood(stack.noted(), options.letters, wake_all=options.wake_all)
            stored = time.monotonic() - began
            new = Path(data) / "mail" / "new"
            before = len(list(new.iterdir()))
            status, answer = birk.submit(uuid.uuid4().hex, "Behind a flood")
            assert status == 201, answer  # noqa: S101
            number, sent = answer["case"]["number"], time.monotonic()
            while stack.outbox(number) != "sent" and time.monotonic() - sent < options.patience:
                time.sleep(0.2)
            waited = time.monotonic() - sent
            gone = len(list(new.iterdir()))
        finally:
            stack.stop()
    print(json.dumps({
        "letters": options.letters, "seconds to store them": round(stored), "sent when the case came": before,
        "seconds until its acknowledgement": round(waited, 1), "sent by then": gone,
    }, indent=2))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
