"""A local store without its server: inspected, and served briefly to the operator who restored it."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError

from chalicelib import settings
from workshop.stack.engine.journal import Journal
from workshop.stack.engine.reading import Found
from workshop.stack.engine.trouble import JournalTrouble
from workshop.stack.processes import sockets
from workshop.stack.processes.health import answers
from workshop.stack.setup import resources
from workshop.stack.setup.settings import ROOT, Place, aws_settings, own_environment, owner, settings_for

__all__ = ["Found", "engine", "look"]
_PATIENCE = 60.0  # seconds


def look(place: Place) -> Found:
    """What is on disk, read without changing anything. Raises JournalTrouble when nothing of it can be taken."""
    return Journal(place.engine, seen=place.seen, restored=True, what_is_left=True).look()


@contextmanager
def engine(place: Place, epoch: str, *, what_is_left: bool) -> Iterator[settings.Settings | None]:
    """
    The engine on this store, which it takes as the present; the settings to reach it, None when it has no table.

    Raises:
        JournalTrouble: it does not start; the message is its own.
    """
    keys = place.secrets()
    listening = sockets.listen(0)
    assert listening is not None  # noqa: S101
    port = listening.getsockname()[1]
    given = ["--port", port, "--fd", listening.fileno(), "--data", place.engine, "--seen", place.seen, "--restored"]
    given += ["--epoch", epoch, "--owner", owner(keys), *(["--what-is-left"] if what_is_left else [])]
    process = subprocess.Popen(
        [ROOT / ".venv-engine" / "bin" / "python", "-m", "workshop.stack.engine", *map(str, given)],
        env={**own_environment(), **aws_settings(keys), "PYTHONPATH": str(ROOT / "scripts")},
        pass_fds=[listening.fileno()],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _await(process, f"http://127.0.0.1:{port}/_varde/health")
        made = resources.named(resources.templates(ROOT / "intake"), f"http://127.0.0.1:{port}")
        configured = settings_for(
            place,
            site="http://127.0.0.1:0",
            mail_port=1,
            engine_port=port,
            table=made.table,
            queue_url="",
            bucket="",
            clock_offset=0,
        )
        os.environ.update(configured)
        yield settings.read(configured) if _has_table(made.table, configured["VARDE_ENDPOINT"], keys) else None
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)
        listening.close()


def _await(process: "subprocess.Popen[str]", url: str) -> None:
    give_up = time.monotonic() + _PATIENCE
    while not answers(url):
        if process.poll() is not None or time.monotonic() > give_up:
            raise JournalTrouble(process.communicate()[1].strip() or "the engine does not start")
        time.sleep(0.05)


def _has_table(name: str, endpoint: str, keys: dict[str, str]) -> bool:
    try:
        resources.table_of(name, endpoint, keys)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return False
        raise
    return True
