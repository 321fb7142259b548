"""A command that runs beside the preview: begun a moment after it was asked for, one at a time, and politely."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.stack.processes import lifeline

_POLITE = 10  # added to its niceness: the page being written comes first


@dataclass(frozen=True)
class Ended:
    """How a run ended; `said` is what it wrote to stderr."""

    code: int
    seconds: float
    said: str


class Job:
    """`soon()` asks for a run; `look()`, called often, begins it, notices its end, and begins it again if asked."""

    def __init__(self, command: Sequence[str | Path], pause: float) -> None:
        self._command = [str(part) for part in command]
        self._pause = pause
        self._process: subprocess.Popen[bytes] | None = None
        self._due = self.began = 0.0  # by the monotonic clock

    def soon(self) -> None:
        """Run it when nothing was asked for a moment."""
        self._due = time.monotonic() + self._pause

    @property
    def wanted(self) -> bool:
        """Whether a run is to come."""
        return self._due > 0

    @property
    def running(self) -> bool:
        """Whether a run is under way; look() notices its end."""
        return self._process is not None

    def look(self, may_begin: bool = True) -> Ended | None:
        """The end of a run, once."""
        if self._process is None:
            if may_begin and self.wanted and time.monotonic() >= self._due:
                self._begin()
            return None
        if self._process.poll() is None:
            return None
        self._said.seek(0)
        ended = Ended(self._process.returncode, time.monotonic() - self.began, self._said.read().decode("utf-8"))
        self._said.close()
        self._process = None
        return ended

    def _begin(self) -> None:
        self._due, self.began = 0.0, time.monotonic()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by look()
        env = {**os.environ, lifeline.PARENT: str(os.getpid())}
        command = ["nice", "-n", str(_POLITE), *self._command]
        self._process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End a run with everything it has started."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
