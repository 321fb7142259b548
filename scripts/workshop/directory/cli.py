"""The account directory of a server or a deployment: load samples or a CSV file, remove a person or an account."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from chalicelib import settings
from chalicelib.company import folder
from chalicelib.wiring import operating
from chalicelib.wiring.operating import ROSTER_COLUMNS, BadRoster
from workshop.operators import add_options, meant, run

Job = Callable[[settings.Settings, argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    do: Job = options.do
    return run("scripts/directory", lambda: do(meant(options), options))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/directory", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    samples = jobs.add_parser("load", help="load the sample accounts")
    samples.add_argument("what", choices=["samples"])
    samples.set_defaults(do=_load, file=folder() / "people.csv")
    imported = jobs.add_parser(
        "import", help="add or replace the people of a CSV file", epilog=", ".join(ROSTER_COLUMNS)
    )
    imported.add_argument("file", type=Path)
    imported.set_defaults(do=_load)
    removed = jobs.add_parser(
        "remove", help="remove a person and end their sessions, or an account; cases and people stay"
    )
    which = removed.add_mutually_exclusive_group(required=True)
    which.add_argument("email", nargs="?", help="the person's address")
    which.add_argument("--account", metavar="ID", help="the account's id")
    removed.set_defaults(do=_remove)
    for job in (samples, imported, removed):
        add_options(job)
    return parser.parse_args(arguments)


def _load(configured: settings.Settings, options: argparse.Namespace) -> int:
    try:
        accounts, people = operating.load_roster(configured, options.file.read_bytes())
    except BadRoster as bad:
        print(f"{options.file}: nothing was loaded.", *bad.mistakes, sep="\n  ", file=sys.stderr)
        return 1
    print(f"{accounts} account(s) and {people} person(s) loaded")
    return 0


def _remove(configured: settings.Settings, options: argparse.Namespace) -> int:
    if options.account is not None:
        found, what = operating.remove_account(configured, options.account), f"account {options.account}"
    else:
        found, what = operating.remove_person(configured, options.email), options.email
    print(f"{what}: removed" if found else f"{what}: was not in the directory")
    return 0


if __name__ == "__main__":
    sys.exit(main())
