"""
Make or update a deployment on AWS. Says first what it will do, refuses what would lose data, takes back what fails.

    scripts/deploy NAME [--only-say] [--parameter NAME=VALUE ...] [--package FOLDER] [--adopt TABLE] [--yes]
    scripts/deploy NAME --rehearse        the same, on an engine of this machine
    scripts/deploy NAME --destroy [--with-data]

NAME is the stack of the app; NAME-data is the stack of what it keeps. Exit codes: 0 all is as described, 1 it is not.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.company import shipped
from workshop.deploy import code, destroy, preflight, rehearsal
from workshop.deploy.deployment import Deployment, address_of, data_of
from workshop.deploy.preflight import Finding
from workshop.deploy.stacks import Pause, StackTrouble, described
from workshop.package import build
from workshop.package.vendor import PackageTrouble

Clients = Callable[[str], Any]
_GIVEN_BY_US = {"TableName", "Secret"}
_TROUBLE = (StackTrouble, PackageTrouble, OSError, ValueError, BotoCoreError, ClientError)


def main(arguments: list[str] | None = None) -> int:
    """Do it; 1 when something stops it, fails or is not agreed to."""
    options = _options(arguments)
    try:
        with _clients(options) as clients:
            return _destroy(clients, options) if options.destroy else _deploy(clients, options)
    except _TROUBLE as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/deploy", description="Make or update a deployment on AWS.")
    parser.add_argument("name", help="of the stack; the stack of what is kept is NAME-data")
    parser.add_argument("--only-say", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE", help="others keep theirs")
    parser.add_argument("--package", type=Path, metavar="FOLDER", help="what scripts/package made; else built now")
    parser.add_argument("--adopt", default="", metavar="TABLE", help="an older stack's table, or a restored one")
    parser.add_argument(
        "--rehearse", nargs="?", const="", metavar="ADDRESS", help="on an engine of its own, or a running one"
    )
    parser.add_argument("--destroy", action="store_true", help="take the app away; what it keeps stays")
    parser.add_argument("--with-data", action="store_true", help="with --destroy: ask to delete what it keeps, too")
    parser.add_argument("--yes", action="store_true", help="do not ask before an update")
    options = parser.parse_args(arguments)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,40}", options.name):
        parser.error("NAME has letters, digits and hyphens, begins with a letter, and has at most 41 of them")
    if wrong := [one for one in options.parameter if "=" not in one]:
        parser.error(f"not NAME=VALUE: {', '.join(wrong)}")
    if options.with_data and not options.destroy:
        parser.error("--with-data goes with --destroy")
    return options


@contextmanager
def _clients(options: argparse.Namespace) -> Iterator[Clients]:
    if options.rehearse:
        yield rehearsal.clients_of(options.rehearse)
    elif options.rehearse is not None:
        with rehearsal.engine() as address:
            yield rehearsal.clients_of(address)
    else:
        import boto3

        session = boto3.session.Session()
        if not session.region_name:
            raise StackTrouble("no region is set; set AWS_REGION, such as eu-north-1, or one in your AWS profile")
        yield cache(lambda service: session.client(service))


def _deploy(clients: Clients, options: argparse.Namespace) -> int:
    given = dict(one.split("=", 1) for one in options.parameter)
    found = [*preflight.account(clients), *preflight.sources()]
    if options.rehearse is not None:  # nobody is served by it
        found = [Finding(one.sentence) for one in found]
    if _stopped(found):
        return 1
    folder = options.package or build.ROOT / ".build" / "package"
    package, template = code.packaged(folder, build.build, made=bool(options.package))
    written = template.read_text("utf-8")
    had = (described(clients("cloudformation"), options.name) or {}).get("Parameters", ())
    known = _GIVEN_BY_US | {one["ParameterKey"] for one in had}
    declared = json.loads(written)
    sender = given.get("MailAddress", declared["Parameters"]["MailAddress"].get("Default", ""))
    if _stopped([*preflight.parameters(declared, given, known), *preflight.mail(clients, sender)]):
        return 1
    deployment = Deployment(clients, options.name, package, written, given, options.adopt, pause=_pause(options))
    done = deployment.run(lambda: not options.only_say and _agreed(options))
    for line in deployment.summary:
        print(line)
    if options.only_say:
        return 1 if deployment.refused else 0
    if done:
        print(f"The API answers at {address_of(clients, options.name)}, behind your front at {shipped().site_address}.")
    return 0 if done else 1


def _destroy(clients: Clients, options: argparse.Namespace) -> int:
    gone = destroy.remove_app(clients("cloudformation"), options.name, _typed, _pause(options))
    print(f"{options.name} is gone." if gone else "Nothing was deleted.")
    if not gone:
        return 1
    if not options.with_data:
        if described(clients("cloudformation"), data_of(options.name)):
            print(
                f"{data_of(options.name)} stays, with all cases and people. scripts/deploy {options.name} takes it up."
            )
        return 0
    gone = destroy.remove_data(clients, data_of(options.name), _typed, _pause(options))
    print(f"{data_of(options.name)} and what it kept are gone." if gone else f"{data_of(options.name)} stays.")
    return 0 if gone else 1


def _stopped(found: Sequence[Finding]) -> bool:
    for one in found:
        print(f"stop: {one.sentence}" if one.stops else one.sentence)
    return any(one.stops for one in found)


def _agreed(options: argparse.Namespace) -> bool:
    return bool(options.yes) or _typed("Go on? Type yes: ").lower() == "yes"


def _pause(options: argparse.Namespace) -> Pause:
    """How long to wait between two looks: an engine on this machine is quick, and counts no requests."""
    return time.sleep if options.rehearse is None else lambda _: time.sleep(0.1)


def _typed(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:  # nobody is there
        print()
        return ""


if __name__ == "__main__":
    sys.exit(main())
