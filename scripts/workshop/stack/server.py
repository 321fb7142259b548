"""
Start the whole of Varde on this machine: site, API, mail and data, behind one port.

    scripts/server [--port 8000] [--data .data] [--no-watch] [--now 2026-11-23T10:00:00+01:00]
"""

import argparse
import fcntl
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from workshop.stack.processes.supervisor import Supervisor
from workshop.stack.setup.options import Options, StackTrouble, say
from workshop.stack.setup.settings import SWEEP_SECONDS, Place, PlaceDamaged


def options(arguments: list[str] | None) -> Options:
    """What the command line asks for; the clock's offset is worked out once, here."""
    parser = argparse.ArgumentParser(
        prog="scripts/server", description="Start Varde on this machine: site, API, mail and data."
    )
    parser.add_argument("--port", type=_port, default=8000, help="site and API; SMTP is on the next port (8000)")
    parser.add_argument("--data", type=Path, default=Path(".data"), help="where everything is kept (.data)")
    parser.add_argument("--no-watch", action="store_true", help="do not rebuild and restart when files change")
    parser.add_argument("--now", type=_instant, metavar="ISO", help="start the clock here, e.g. 2026-11-23T10:00+01:00")
    parser.add_argument(
        "--sweep-seconds",
        type=float,
        default=SWEEP_SECONDS,
        help=f"how often the outbox is swept ({SWEEP_SECONDS}; once a minute when deployed)",
    )
    parser.add_argument("--site", type=Path, help="serve this built site and build none (for tests)")
    parser.add_argument("--intake", type=Path, help="run this Chalice project instead of intake/ (for tests)")
    found = parser.parse_args(arguments)
    offset = (found.now - datetime.now(UTC)).total_seconds() if found.now else 0.0
    return Options(
        found.port,
        found.data.resolve(),
        not found.no_watch,
        offset,
        found.sweep_seconds,
        found.site.resolve() if found.site else None,
        found.intake.resolve() if found.intake else None,
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65534:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65534 (SMTP takes the next one)")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date and time like 2026-11-23T10:00:00+01:00") from None
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no time zone; add +01:00 or Z")
    return instant


def main(arguments: list[str] | None = None) -> int:
    """Run until Ctrl-C or kill; 0 when stopped like that, 1 when it could not start."""
    asked = options(arguments)
    place = Place(asked.data)
    try:
        place.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        print(f"{error.filename or place.data} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    with os.fdopen(handle) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                f"Another Varde server is already running on {asked.data}; stop it, or choose another --data.",
                file=sys.stderr,
            )
            return 1
        supervisor = Supervisor(asked, place)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, supervisor.stop_soon)
        try:
            supervisor.run()
        except (StackTrouble, PlaceDamaged) as trouble:
            print(trouble, file=sys.stderr)
            return 1
        except OSError as error:  # while starting: afterwards nothing here needs the disk
            print(f"{error.filename or place.data} cannot be used: {error.strerror}.", file=sys.stderr)
            return 1
        finally:
            supervisor.stop()
    say("Stopped; everything is kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
