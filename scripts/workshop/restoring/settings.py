"""Which store is meant: that of a running local server, or the deployed one that the environment names."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from chalicelib import settings
from workshop.operators import running


def add_options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
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
    return deployed(os.environ) if options.deployed else running(options.data)
