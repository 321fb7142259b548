"""Which store is meant: that of a running local server, or the deployed one that the environment names."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from chalicelib import settings
from workshop.operators import of_stack, running


def add_options(parser: argparse.ArgumentParser, *, of_a_stack: bool = True) -> None:
    """`of_a_stack` is false where the table that is meant is not the deployment's yet."""
    which = parser.add_mutually_exclusive_group()
    if of_a_stack:
        which.add_argument("--stack", metavar="NAME", help="a deployment on AWS, with your credentials")
    which.add_argument("--data", type=Path, default=Path(".data"), help="data directory of a local server (.data)")
    which.add_argument(
        "--deployed",
        action="store_true",
        help="the deployed table: VARDE_TABLE, VARDE_EPOCH and your AWS credentials in the environment",
    )


def deployed(environ: Mapping[str, str], **more: str) -> settings.Settings:
    """
    The settings of a deployed store. Managing its mails needs no secret.

    Raises:
        ValueError: the environment does not say which table.
    """
    if not environ.get("VARDE_TABLE"):
        raise ValueError("VARDE_TABLE is not set; it is the name of the deployed table")
    return settings.read({"VARDE_SECRET": "of no use here", **environ, **more})


def meant(options: argparse.Namespace) -> settings.Settings:
    """
    Raises:
        ValueError, NotRunning: the message says what is missing.
    """
    if options.stack:
        return of_stack(options.stack)
    return deployed(os.environ) if options.deployed else running(options.data)
