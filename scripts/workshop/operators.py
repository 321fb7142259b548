"""What the scripts of an operator have in common: whose store they use, and how they say what is wrong."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from chalicelib import settings
from chalicelib.errors import Unavailable
from workshop.stack.setup.settings import NotRunning, environment


def running(data: Path) -> settings.Settings:
    """
    The settings of the stack that runs on a data directory.

    AWS clients read their keys from the process: from here on those of the stack, never the developer's own.

    Raises:
        NotRunning: none does; the message says so in one sentence.
    """
    os.environ.update(environment(data))
    return settings.read(os.environ)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let an operator say whose store: that of a local server, or of a deployment."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--data", type=Path, default=Path(".data"), help="data directory of the running server (.data)")
    which.add_argument("--stack", metavar="NAME", help="a deployment on AWS, with your credentials in the environment")


def meant(options: argparse.Namespace) -> settings.Settings:
    """
    The settings of the store that an operator named.

    Raises:
        NotRunning, ValueError: there is no such server or deployment; the message says so in one sentence.
    """
    return of_stack(options.stack) if options.stack else running(options.data)


def of_stack(name: str) -> settings.Settings:
    """
    The settings of a deployment: those that the function of its API has.

    `VARDE_ENDPOINT` in the environment is the engine of a rehearsal.

    Raises:
        ValueError: AWS does not answer, knows no such deployment, or no region is set.
    """
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    endpoint = os.environ.get("VARDE_ENDPOINT") or None
    try:
        stacks, functions = (boto3.client(one, endpoint_url=endpoint) for one in ("cloudformation", "lambda"))
        (stack,) = stacks.describe_stacks(StackName=name)["Stacks"]
        handler = next(one["OutputValue"] for one in stack["Outputs"] if one["OutputKey"] == "APIHandlerName")
        found = functions.get_function_configuration(FunctionName=handler)["Environment"]["Variables"]
    except StopIteration:
        raise ValueError(f"the stack {name} has no API; is it the one that scripts/deploy made?") from None
    except (BotoCoreError, ClientError) as error:
        raise ValueError(f"the deployment {name} cannot be asked: {error}") from None
    more = {"VARDE_ENDPOINT": endpoint} if endpoint else {}
    return settings.read({**found, "AWS_DEFAULT_REGION": functions.meta.region_name, **more})


def run(script: str, job: Callable[[], int]) -> int:
    """The exit code of a job; what an operator can do something about is one sentence on stderr, and 1."""
    try:
        return job()
    except Unavailable:
        print(f"{script}: the store does not answer; not everything was done, so try again", file=sys.stderr)
    except (OSError, ValueError, NotRunning) as error:
        print(f"{script}: {error}", file=sys.stderr)
    return 1
