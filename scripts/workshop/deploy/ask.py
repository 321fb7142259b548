"""
Say what an update of a stack on AWS would do, and whether it would lose data. Changes nothing.

    scripts/changes STACK [--template packaged.json] [--parameter NAME=VALUE ...]

Exit codes: 0 it can run, 1 it must not or could not be asked.
"""

import argparse
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from workshop.deploy.changes import words
from workshop.deploy.stacks import Plan, StackTrouble, plan


def said(stack: str, found: Plan) -> list[str]:
    """The lines about a plan."""
    if not found.changes:
        return [f"{stack}: nothing would change", *(f"refused: {reason}" for reason in found.refusals)]
    first = f"{stack} would be made:" if found.new else f"{stack} would change:"
    return [first, *(f"  {words(one)}" for one in found.changes), *(f"refused: {reason}" for reason in found.refusals)]


def main(arguments: list[str] | None = None) -> int:
    """Print it; 1 when the update must not run, or cannot be asked about."""
    import boto3

    parser = argparse.ArgumentParser(prog="scripts/changes", description="Say what an update of a stack would do.")
    parser.add_argument("stack")
    parser.add_argument(
        "--template", type=Path, required=True, help="with its code in a bucket: aws cloudformation package --use-json"
    )
    parser.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help="others keep their value"
    )
    options = parser.parse_args(arguments)
    if wrong := [one for one in options.parameter if "=" not in one]:
        parser.error(f"not NAME=VALUE: {', '.join(wrong)}")
    parameters = dict(one.split("=", 1) for one in options.parameter)
    try:
        found = plan(boto3.client("cloudformation"), options.stack, options.template.read_text("utf-8"), parameters)
    except (StackTrouble, OSError, ValueError, BotoCoreError, ClientError) as error:
        print(f"changes: {error}", file=sys.stderr)
        return 1
    print("\n".join(said(options.stack, found)))
    return 1 if found.refusals else 0


if __name__ == "__main__":
    sys.exit(main())
