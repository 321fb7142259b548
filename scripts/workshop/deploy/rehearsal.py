"""AWS's stand-in for a rehearsal: the stock engine, in a process and a folder that end with it."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import boto3

from workshop.deploy.stacks import StackTrouble

ROOT = Path(__file__).resolve().parents[3]
REGION = "eu-north-1"
_LONGEST = 120  # seconds until the engine answers
_TRIES = 3
Clients = Callable[[str], Any]


@contextmanager
def engine() -> Iterator[str]:
    """
    The address of an engine of its own, which holds nothing yet.

    Raises:
        StackTrouble: its environment cannot be made, or it does not start.
    """
    made = subprocess.run([ROOT / "scripts" / "setup", "rehearsal"], check=False)
    if made.returncode:
        raise StackTrouble("the environment of the rehearsal could not be made; scripts/setup rehearsal says why")
    with tempfile.TemporaryDirectory() as folder:
        process, address = _started(folder)
        try:
            yield address
        finally:
            process.kill()
            process.wait(30)


def clients_of(address: str) -> Clients:
    """Clients of AWS that ask an engine, with keys that mean nothing elsewhere."""
    session = boto3.session.Session("rehearsal", "rehearsal", region_name=REGION)
    return cache(lambda service: session.client(service, endpoint_url=address))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _started(folder: str) -> tuple["subprocess.Popen[bytes]", str]:
    """An engine that answers. Another program may take the port before it does, so there is more than one try."""
    for _ in range(_TRIES):
        port = _free_port()
        process = subprocess.Popen(
            [ROOT / ".venv-rehearsal" / "bin" / "python", "-m", "ministack"],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "BIND_HOST": "127.0.0.1",
                "GATEWAY_PORT": str(port),
                "LOG_LEVEL": "ERROR",
                "TMPDIR": folder,
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            if _answers(process, f"http://127.0.0.1:{port}"):
                return process, f"http://127.0.0.1:{port}"
        except BaseException:
            process.kill()
            process.wait(30)
            raise
    raise StackTrouble("the engine of the rehearsal ends at once")


def _answers(process: "subprocess.Popen[bytes]", address: str) -> bool:
    """Whether it answers before it ends."""
    began = time.monotonic()
    while time.monotonic() - began < _LONGEST:
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"{address}/_ministack/health"):
                return process.poll() is None
        except OSError:
            time.sleep(0.1)
    raise StackTrouble(f"the engine of the rehearsal does not answer within {_LONGEST} seconds")
