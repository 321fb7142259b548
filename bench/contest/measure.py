"""Run commands side by side, and say how long they took, what they computed, and how much memory they held."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of the processors, and the most memory of all processes together, in MB."""

    wall: float
    cpu: float
    memory: float


class Failed(Exception):
    """A command ended badly, or took too long; the message is for the table."""


def run(commands: Sequence[Sequence[str | Path]], cwd: Path, env: Mapping[str, str], limit: float, log: Path) -> Run:
    """Run all commands at the same time, until the last one is done."""
    began, before = time.monotonic(), _cpu()
    peak = 0
    with log.open("wb") as out:
        running = [
            subprocess.Popen([str(part) for part in command], cwd=cwd, env={**os.environ, **env}, stdout=out,
                             stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
            for command in commands
        ]  # fmt: skip
        try:
            while any(process.poll() is None for process in running):
                peak = max(peak, _memory({process.pid for process in running}))
                if time.monotonic() - began > limit:
                    raise Failed(f"stopped after {limit / 60:.0f} minutes")
                time.sleep(_PAUSE)
        finally:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
    wall = time.monotonic() - began
    if any(process.returncode for process in running):
        raise Failed(f"ended with an error; see {log.name}")
    return Run(wall, _cpu() - before, peak / 1e6)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(roots: set[int]) -> int:
    """Resident bytes of these processes and all they have started (a page two of them share is counted twice)."""
    parents: dict[int, int] = {}
    held: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                held[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * _PAGE
                parents[int(entry.name)] = int(fields[1])
            except OSError:
                continue  # it has ended meanwhile
    ours = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(held.get(pid, 0) for pid in ours)
