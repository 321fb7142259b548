"""The sample accounts, loaded once per data directory."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from workshop.stack.setup.settings import ROOT


def load_once(data: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Load them on the first run; a failure is reported and tried again at the next start."""
    done = data / "samples-loaded"
    if done.exists():
        return
    answer = subprocess.run(
        [ROOT / "scripts" / "directory", "load", "samples", "--data", data],
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        try:
            done.touch()
        except OSError as error:  # loading them again at the next start changes nothing
            say(f"· Samples: {done.name} cannot be written ({error.strerror})")
        say("· Samples: loaded the sample accounts (once)")
    else:
        reason = ["no reason given", *answer.stderr.split("\n")]
        say(f"· Samples: could not be loaded: {next(line for line in reversed(reason) if line)}")
