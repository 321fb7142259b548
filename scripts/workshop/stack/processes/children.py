"""The processes under the supervisor: started, watched, started again when they die, stopped in order."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop.stack.processes import lifeline

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 20.0  # seconds between a death and the next start
_SETTLED = 10.0  # seconds alive after which a death counts as the first again


@dataclass
class Child:
    """One process; `does` completes the sentence "the engine (…)"."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = field(default=_FIRST_PAUSE)

    def start(self) -> None:
        """Start it, tied to this process's life. Call from the main thread: the tie is to the thread that starts."""
        env = {**self.env, lifeline.PARENT: str(os.getpid())}
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops the children in order.
        self.process = subprocess.Popen(self.command, env=env, pass_fds=tuple(self.fds), start_new_session=True)
        self.started = time.monotonic()

    def look(self) -> str | None:
        """Check whether it runs; start it again when it is due. Returns a line for the output, if any."""
        if self.process is None:
            if time.monotonic() < self.due:
                return None
            self.start()
            return f"{self.name} started again"
        code = self.process.poll()
        if code is None:
            return None
        lived = time.monotonic() - self.started
        self.pause = _FIRST_PAUSE if lived > _SETTLED else min(self.pause * 2, _LONGEST_PAUSE)
        self.process, self.due = None, time.monotonic() + self.pause
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"{self.name} died ({how}); starting it again in {self.pause:.1f} s"

    def stop(self, patience: float = 8.0) -> None:
        """Ask it to finish; end it when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def restart(self) -> None:
        """Stop it and start it, for new code."""
        self.stop()
        self.pause = _FIRST_PAUSE
        self.start()
