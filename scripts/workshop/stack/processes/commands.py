"""The command of each process of a stack."""

import sys
from collections.abc import Mapping
from pathlib import Path

from workshop.site.build import site_url
from workshop.stack.setup.options import Options, StackTrouble
from workshop.stack.setup.settings import ROOT, Place, owner

_ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"

Command = list[str]


def engine(place: Place, keys: Mapping[str, str], epoch: str, listening: int, port: int) -> Command:
    """
    DynamoDB, SQS and S3 on the socket `listening`, in an environment of its own.

    Raises:
        StackTrouble: that environment is not there.
    """
    if not _ENGINE_PYTHON.exists():
        raise StackTrouble("The engine is not installed; run: scripts/setup engine")
    given: list[object] = ["--port", port, "--fd", listening, "--data", place.engine, "--seen", place.seen]
    given += ["--epoch", epoch, "--owner", owner(keys), *(["--known"] if place.epoch.exists() else [])]
    return [str(_ENGINE_PYTHON), "-m", "workshop.stack.engine", *map(str, given)]


def mail_server(place: Place, listening: int) -> Command:
    """SMTP into the Maildir."""
    return _python("workshop.stack.mail.post", "--fd", listening, "--mail", place.mail)


def front(place: Place, listening: int, site: Path, path: str, app: Path | None, live: bool) -> Command:
    """
    Site, API and sent mails on one port, all below `path` ("" or such as "/help").

    Without an app /api answers 503; `live` pages reload themselves.
    """
    given: list[object] = ["--fd", listening, "--site", site, "--mail", place.mail, "--path", path]
    given += ["--app", app] if app else []
    given += ["--messages", place.messages] if live else []
    return _python("workshop.stack.front", *given)


def worker(app: Path, options: Options) -> Command:
    """Sends what waits in the outbox."""
    return _python("workshop.stack.mail.worker", "--app", app, "--sweep-seconds", options.sweep_seconds)


def preview(place: Place, site: Path) -> Command:
    """Shows a saved article."""
    given = ("--root", ROOT, "--site", site, "--messages", place.messages, "--site-url", site_url())
    return _python("workshop.preview", *given)


def _python(module: str, *arguments: object) -> Command:
    """One of our modules under this environment."""
    return [sys.executable, "-m", module, *map(str, arguments)]
