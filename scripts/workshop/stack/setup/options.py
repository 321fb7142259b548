"""The options of the command line, and messages for the person at the terminal."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from chalicelib.company import shipped
from workshop.stack.setup.settings import Place


class StackTrouble(Exception):
    """The stack cannot start; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Options:
    """What the command line asked for; `clock_offset` in seconds."""

    port: int
    data: Path
    watch: bool
    clock_offset: float
    sweep_seconds: float
    site: Path | None = None
    intake: Path | None = None


def say(line: str) -> None:
    """Print a message; a closed terminal is no reason to crash."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


def say_where(home: str, place: Place, options: Options) -> None:
    """Where everything is, once it is up; `home` is the address of the help centre."""
    if options.clock_offset:
        now = datetime.now().astimezone() + timedelta(seconds=options.clock_offset)
        say(f"  Clock  set to {now:%Y-%m-%d %H:%M %Z}; it runs on. Your browser keeps its own.")
    root = f"http://127.0.0.1:{options.port}"
    pages = ", ".join(f"{home}/{locale.prefix}" for locale in shipped().locales)
    say(
        f"  Site   {pages}\n  API    {home}/api/openapi.json\n  Mails  {root}/_mail/\n"
        f"  SMTP   127.0.0.1:{options.port + 1}\n  Data   {shown(place.data)}\n"
        f"  Stop with Ctrl-C; nothing is lost.\nVarde is ready: {home}"
    )


def shown(path: Path) -> str:
    """A path as short as it can be said here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
