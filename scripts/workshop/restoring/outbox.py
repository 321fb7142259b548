"""Mails that are not sent by themselves: list them, send them, drop them.

Parked are those that could not be sent, or of which nobody knows whether they were. Held are those that were stored
before the store was restored from a backup; they may have been sent since.

Exit codes: 0 done, 1 could not be done, 2 wrong use, 3 some of the mails named were not kept or no longer good.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from chalicelib.wiring import operating
from chalicelib.wiring.operating import Kept, NoLongerGood, OutboxCare
from workshop.operators import run
from workshop.restoring import settings
from workshop.restoring.kept import table


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    return run("scripts/outbox", lambda: _done(options))


def _done(options: argparse.Namespace) -> int:
    configured = settings.meant(options)
    care = operating.outbox_care(configured)
    now = datetime.now(UTC) + configured.clock_offset
    if options.job == "list":
        mails = [mail for mail in care.kept() if options.state in (None, mail.state)]
        print(*table(mails, now), f"{len(mails)} mail(s)", sep="\n")
        return 0
    return _each(care, options, care.send if options.job == "send" else care.drop, now)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/outbox", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    jobs = parser.add_subparsers(dest="job", required=True)
    shown = jobs.add_parser("list", help="state, kind, case, age, id and why of each")
    shown.add_argument("--state", choices=["parked", "held"], help="only these")
    sent = jobs.add_parser("send", help="put them back in the line; the next sweep sends them")
    dropped = jobs.add_parser("drop", help="forget their words and addresses; they are never sent")
    for job in (sent, dropped):
        job.add_argument("ids", nargs="*", metavar="ID", help="as the list says them")
        job.add_argument("--all", choices=["parked", "held"], help="all of a state instead")
    for job in (shown, sent, dropped):
        settings.add_options(job)
    options = parser.parse_args(arguments)
    if options.job != "list" and bool(options.ids) == bool(options.all):
        parser.error(f"{options.job}: name mails by their ids, or give --all parked or --all held")
    return options


def _each(care: OutboxCare, options: argparse.Namespace, do: Callable[[Kept, datetime], bool], now: datetime) -> int:
    done, left = 0, 0
    for name, mail in _named(care, options):
        try:
            changed = mail is not None and do(mail, now)
        except NoLongerGood as reason:
            print(f"scripts/outbox: {reason}", file=sys.stderr)
            left += 1
            continue
        if not changed:
            print(f"scripts/outbox: {name} is neither parked nor held", file=sys.stderr)
        done, left = done + changed, left + (not changed)
    print(f"{done} mail(s) {'in the line again' if options.job == 'send' else 'dropped'}")
    return 3 if left else 0


def _named(care: OutboxCare, options: argparse.Namespace) -> Iterator[tuple[str, Kept | None]]:
    if options.all:
        # Read before anything changes: the list is also what is being changed.
        for mail in [mail for mail in care.kept() if mail.state == options.all]:
            yield mail.id, mail
    for name in dict.fromkeys(options.ids):
        yield name, care.one(name)


if __name__ == "__main__":
    sys.exit(main())
