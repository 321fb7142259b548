"""What the scripts of an operator have in common: whose store they use, and how they say what is wrong."""

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


def run(script: str, job: Callable[[], int]) -> int:
    """The exit code of a job; what an operator can do something about is one sentence on stderr, and 1."""
    try:
        return job()
    except Unavailable:
        print(f"{script}: the store does not answer; not everything was done, so try again", file=sys.stderr)
    except (OSError, ValueError, NotRunning) as error:
        print(f"{script}: {error}", file=sys.stderr)
    return 1
