"""Run this after you restored the store from a backup, before anybody uses it. It begins a new epoch:

  * sessions, sign-in codes, remembered browsers, proofs and tokens of your app from before are refused: a backup
    remembers sessions that were signed out and codes that were used after it was made;
  * mails that wait in the backup are held instead of sent, because they may have been sent after it was made.

A local server must be stopped. Exit codes: 0 done, 1 could not be done, 2 wrong use, 3 not confirmed.
"""

import argparse
import fcntl
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chalicelib.errors import Unavailable
from chalicelib.wiring import operating
from chalicelib.wiring.operating import OutboxCare
from workshop.restoring import local, settings
from workshop.restoring.kept import table
from workshop.stack.engine.trouble import JournalTrouble
from workshop.stack.setup.settings import Place, PlaceDamaged, write_private

_WILL = """\
This begins the epoch {epoch}:
  - everybody is signed out; codes, remembered browsers, proofs and tokens from before are refused
  - mails that wait from before are held: scripts/outbox lists them, and sends or drops them
It cannot bring back what was written after the backup was made, and people removed from the directory since are in it
again: import your directory again."""


class NotConfirmed(Exception):
    """The operator did not say yes; nothing was changed."""


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return _deployed(options) if options.deployed else _local(options)
    except NotConfirmed as reason:
        print(f"scripts/restored: {reason}", file=sys.stderr)
        return 3
    except Unavailable:
        print("scripts/restored: the store does not answer; run it again", file=sys.stderr)
        return 1
    except (OSError, ValueError, JournalTrouble, PlaceDamaged) as error:
        print(f"scripts/restored: {error}", file=sys.stderr)
        return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/restored", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    settings.add_options(parser, of_a_stack=False)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--what-is-left",
        action="store_true",
        help="go on with what is whole of a damaged local store; the damaged file is kept aside",
    )
    return parser.parse_args(arguments)


def _local(options: argparse.Namespace) -> int:
    place = Place(options.data.resolve())
    if not place.data.is_dir():
        raise ValueError(f"there is no data directory {options.data}")
    with os.fdopen(os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ValueError(f"a Varde server is running on {options.data}; stop it first") from None
        before = _known_epoch(place)
        epoch = _after(before)
        found = local.look(place)
        _say_found(place.data, found, options)
        _confirm(_WILL.format(epoch=epoch), options)
        write_private(place.epoch, {"epoch": epoch})
        with local.engine(place, epoch, what_is_left=options.what_is_left) as configured:
            if configured is None:
                print("The store has no table yet, so nothing waits in it.")
                return 0
            _hold(operating.outbox_care(configured), configured.clock_offset)
    print(f"Done. Start it again with: scripts/server --data {options.data}")
    return 0


def _deployed(options: argparse.Namespace) -> int:
    epoch = _after(os.environ.get("VARDE_EPOCH", "").strip())
    configured = settings.deployed(os.environ, VARDE_EPOCH=epoch)
    print(f"The table {configured.table} in {configured.region}.")
    _confirm(_WILL.format(epoch=epoch), options)
    _hold(operating.outbox_care(configured), timedelta())
    print(
        f"Done with the table. Now deploy the stack with the parameter Epoch={epoch}: until then the old sessions open."
    )
    return 0


def _known_epoch(place: Place) -> str:
    try:
        return place.read_epoch()
    except PlaceDamaged:
        return ""  # the journal knows it, and refuses an older one


def _after(before: str) -> str:
    """Now, in whole seconds; later than the epoch before in any case."""
    now = datetime.now(UTC).replace(microsecond=0)
    if before:
        now = max(now, datetime.fromisoformat(before).astimezone(UTC) + timedelta(seconds=1))
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


def _say_found(data: Path, found: local.Found, options: argparse.Namespace) -> None:
    written = (
        f"{datetime.fromtimestamp(found.written, UTC):%Y-%m-%d %H:%M} UTC" if found.written else "nobody knows when"
    )
    print(f"The store in {data} was last written {written}.")
    if found.later:
        print(f"This machine saw {found.later} later write(s) here that it does not hold.")
    if found.lost:
        print(f"{found.lost} bytes at the end of its journal are damaged or missing; what they held is lost.")
        if not options.what_is_left:
            raise NotConfirmed("a damaged store is taken only with --what-is-left; nothing was changed")


def _confirm(text: str, options: argparse.Namespace) -> None:
    print(text)
    if options.yes:
        return
    if not sys.stdin.isatty():
        raise NotConfirmed("nobody is there to ask; run it with --yes. Nothing was changed")
    if input("Go on? Type yes: ").strip().lower() != "yes":
        raise NotConfirmed("nothing was changed")


def _hold(care: OutboxCare, offset: timedelta) -> None:
    now = datetime.now(UTC) + offset
    care.hold_all(now)
    held = [mail for mail in care.kept() if mail.state == "held"]
    print(f"{len(held)} mail(s) held.", *table(held, now), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
