"""Host the engine: `python -m workshop.stack.engine --port 45660 --data .data/engine`, under `.venv-engine`."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from workshop.stack.engine.trouble import JournalDamaged, JournalTrouble
from workshop.stack.processes import lifeline

_SERVICES = "dynamodb,s3,sqs"
_MINISTACK = "1.5.33"  # the journal reaches into its DynamoDB, so exactly this one


def main() -> int:
    """Replay the journal, then serve until stopped."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="engine", description="Host the local AWS engine on loopback.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--fd", type=int, help="a socket that already listens on that port")
    parser.add_argument("--data", type=Path, required=True, help="directory of the journal")
    parser.add_argument("--seen", type=Path, help="a mark outside the data directory: notices an older copy of it")
    parser.add_argument("--epoch", default="", help="when the store was last restored from a backup")
    parser.add_argument("--owner", default="", help="fingerprint of the secret that the table's keys were made with")
    parser.add_argument("--known", action="store_true", help="there was a store before: refuse to begin an empty one")
    parser.add_argument("--restored", action="store_true", help="what is here is to be the present (scripts/restored)")
    parser.add_argument("--what-is-left", action="store_true", help="and although its end is damaged")
    parser.add_argument("--ttl-seconds", type=float, default=60, help="how often expired items are deleted (60)")
    options = parser.parse_args()
    key_id, secret = os.environ.pop("AWS_ACCESS_KEY_ID"), os.environ.pop("AWS_SECRET_ACCESS_KEY")
    os.environ.update(
        AUTH="true",
        BIND_HOST="127.0.0.1",
        GATEWAY_PORT=str(options.port),
        SERVICES=_SERVICES,
        LOG_LEVEL="WARNING",
        MINISTACK_REGION=os.environ.get("AWS_DEFAULT_REGION", "eu-west-1"),
        S3_PERSIST="1",
        S3_DATA_DIR=str(options.data / "objects"),
    )
    logging.basicConfig(level=logging.WARNING, format="engine: %(message)s")
    return asyncio.run(_serve(options, key_id, secret))


async def _serve(options: argparse.Namespace, key_id: str, secret: str) -> int:
    # Imported here: MiniStack reads its settings from the environment while it is imported.
    from hypercorn.asyncio import serve  # type: ignore[import-not-found]
    from hypercorn.config import Config  # type: ignore[import-not-found]
    from ministack import app as ministack

    from workshop.stack.engine import gate, tables
    from workshop.stack.engine.commit import Commits, NotStored
    from workshop.stack.engine.journal import Journal

    if ministack._version() != _MINISTACK:
        print(f"The engine needs MiniStack {_MINISTACK}, found {ministack._version()}.", file=sys.stderr)
        return 1
    journal = Journal(
        options.data,
        seen=options.seen,
        epoch=options.epoch,
        owner=options.owner,
        known=options.known,
        restored=options.restored,
        what_is_left=options.what_is_left,
    )
    try:
        _bring_back(journal, options.data)
    except JournalTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1

    gate.make_user(key_id, secret)
    commits = Commits(journal, tables.capture)
    recorder = tables.Recorder(tables.clock_offset())
    recorder.install()
    recorder.start(commits)
    stop = asyncio.Event()
    asyncio.get_running_loop().set_exception_handler(_ignore_cancelled)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    config = Config()
    config.bind = [f"127.0.0.1:{options.port}" if options.fd is None else f"fd://{options.fd}"]
    config.backlog = 512
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    config.loglevel = "WARNING"
    background = [asyncio.create_task(commits.run()), asyncio.create_task(recorder.expire(options.ttl_seconds))]
    await serve(gate.gated(ministack.app, key_id), config, shutdown_trigger=stop.wait)
    with contextlib.suppress(NotStored):
        await commits.settled()
    for task in background:
        task.cancel()
    if journal.grown:
        with contextlib.suppress(OSError):  # without a snapshot the journal has everything
            journal.rotate(tables.capture())
    journal.close()
    return 0


def _bring_back(journal: Any, directory: Path) -> None:
    """
    Fill MiniStack's memory from the disk.

    Raises:
        JournalTrouble: what is on the disk cannot be served.
    """
    from workshop.stack.engine import tables

    started = time.monotonic()
    past = journal.open()
    requests = [effects for group in past.groups for effects in group]
    try:
        if past.snapshot is not None:
            tables.restore(past.snapshot)
        for effects in requests:
            tables.replay(effects)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise JournalDamaged(directory / "acknowledged", f"leads to a state nobody can read ({error!r})") from None
    if past.rewrite:
        try:
            journal.rotate(tables.capture())
        except OSError as error:
            raise JournalTrouble(f"The store has to be rewritten, and that failed: {error.strerror}.") from None
    for path in past.aside:
        print(f"engine: {path.name} is not part of the store any more; it was moved to {path.parent}", file=sys.stderr)
    if past.torn:
        print(f"engine: dropped {past.torn} bytes that were never acknowledged", file=sys.stderr)
    if time.monotonic() - started > 1:
        print(f"engine: replayed {len(requests)} writes in {time.monotonic() - started:.1f} s", file=sys.stderr)


def _ignore_cancelled(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # Hypercorn cancels open connections when it stops; Python 3.11 reports each as if it were a mistake.
    if not isinstance(context.get("exception"), asyncio.CancelledError):
        loop.default_exception_handler(context)


if __name__ == "__main__":
    sys.exit(main())
