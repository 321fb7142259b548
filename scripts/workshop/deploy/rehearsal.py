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
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
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
            _await(process, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
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


def _await(process: "subprocess.Popen[bytes]", address: str) -> None:
    began = time.monotonic()
    while time.monotonic() - began < _LONGEST:
        if process.poll() is not None:
            raise StackTrouble("the engine of the rehearsal ended at once")
        try:
            with urllib.request.urlopen(f"{address}/_ministack/health"):
                return
        except OSError:
            time.sleep(0.1)
    raise StackTrouble(f"the engine of the rehearsal does not answer within {_LONGEST} seconds")
