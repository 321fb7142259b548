"""Fill the account directory of a running stack: sample accounts, or a CSV file."""

import argparse
import os
import sys
from pathlib import Path

from chalicelib import settings, wiring
from chalicelib.errors import Unavailable
from chalicelib.wiring import ROSTER_COLUMNS, BadRoster
from workshop.stack.settings import NotRunning, environment

SAMPLES = Path(__file__).parent / "samples.csv"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/directory", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    samples = jobs.add_parser("load", help="load the sample accounts")
    samples.add_argument("what", choices=["samples"])
    imported = jobs.add_parser(
        "import", help="add or replace the people of a CSV file", epilog=", ".join(ROSTER_COLUMNS)
    )
    imported.add_argument("file", type=Path)
    for job in (samples, imported):
        job.add_argument("--data", type=Path, default=Path(".data"), help="data directory of the running server")
    options = parser.parse_args(arguments)
    path = SAMPLES if options.job == "load" else options.file
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            # boto3 reads its keys from the process: those of the stack, never the developer's own.
            os.environ.update(environment(options.data))
            accounts, people = wiring.load_roster(settings.read(os.environ), file)
    except BadRoster as bad:
        print(f"{path}: nothing was loaded.", *bad.mistakes, sep="\n  ", file=sys.stderr)
        return 1
    except Unavailable:
        print("scripts/directory: the store does not answer; not everybody was loaded, so try again", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError, NotRunning) as error:
        print(f"scripts/directory: {error}", file=sys.stderr)
        return 1
    print(f"{accounts} account(s) and {people} person(s) loaded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
