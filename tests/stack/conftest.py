"""Engines and whole stacks for tests: real processes on free ports, in directories of their own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = Path(__file__).with_name("example")
KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIATESTTESTTEST0001",
    "AWS_SECRET_ACCESS_KEY": "only-for-tests",
    "AWS_DEFAULT_REGION": "eu-west-1",
}


def free_ports():
    """A port that is free, and the next one free too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port


def wait_for(url, seconds=180):
    """Wait until the address answers 200."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        assert time.monotonic() < give_up, f"{url} does not answer"
        time.sleep(0.03)


class Engine:
    """An engine process on a journal directory, and a DynamoDB client for it."""

    def __init__(self, data, clock_offset=0, ttl_seconds=60):
        self.data = data
        self.port = free_ports()
        env = {**os.environ, **KEYS, "PYTHONPATH": str(ROOT / "scripts"), "VARDE_CLOCK_OFFSET": str(clock_offset)}
        self.process = subprocess.Popen(
            [
                ROOT / ".venv-engine/bin/python",
                "-m",
                "workshop.stack.engine",
                "--port",
                str(self.port),
                "--data",
                data,
                "--ttl-seconds",
                str(ttl_seconds),
            ],
            env=env,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self):
        wait_for(f"http://127.0.0.1:{self.port}/_varde/health")
        return self

    def client(self, key=KEYS["AWS_ACCESS_KEY_ID"], secret=KEYS["AWS_SECRET_ACCESS_KEY"], service="dynamodb"):
        return boto3.client(
            service,
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name="eu-west-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(retries={"total_max_attempts": 1}),
        )

    def end(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        self.process.wait(180)


@pytest.fixture
def engines(tmp_path):
    """Start engines on one journal, one after the other; they are gone when the test ends."""
    started = []

    def start(wait=True, **options):
        started.append(Engine(options.pop("data", tmp_path / "engine"), **options))
        return started[-1].ready() if wait else started[-1]

    yield start
    for engine in started:
        if engine.process.poll() is None:
            engine.end()
        engine.process.stderr.close()


class Stack:
    """A `scripts/server` process that runs the example product."""

    def __init__(self, data, site, port=None, extra=("--no-watch",), intake=EXAMPLE):
        self.data, self.port = data, port or free_ports()
        self.home = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "workshop.stack.server",
                "--port",
                str(self.port),
                "--data",
                data,
                "--site",
                site,
                "--intake",
                intake,
                *extra,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def ready(self):
        for line in self.process.stdout:
            if line.startswith("Varde is ready"):
                return self
        raise AssertionError(self.process.stderr.read())

    def children(self):
        return json.loads((self.data / "stack.json").read_text())["children"]

    def get(self, path):
        with urllib.request.urlopen(self.home + path, timeout=60) as answer:
            return json.load(answer)

    def post(self, path, content):
        request = urllib.request.Request(
            self.home + path, json.dumps(content).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def end(self, number=signal.SIGTERM):
        """Stop it; returns what it said on both channels since it was ready."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=180)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A built site of a few files, two languages."""
    top = tmp_path_factory.mktemp("site")
    for path, text in {
        "index.html": "<!doctype html><title>Home</title>" + "<p>Words that are worth compressing.</p>" * 40,
        "404.html": "<h1>Not found</h1>",
        "no/404.html": "<h1>Ikke funnet</h1>",
        "no/index.html": "<h1>Hjem</h1>",
        "contact/index.html": "<h1>Contact</h1>",
        "assets/help.js": "export const a = 1\n" * 60,
        "assets/help.css": "a{color:red}",
        "pagefind/wasm.en.pagefind": "\x00asm",
        "_headers.json": json.dumps({"Content-Security-Policy": "default-src 'self'; script-src 'sha256-x'"}),
    }.items():
        target = top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return top


@pytest.fixture
def stacks(tmp_path, site):
    """Start stacks on one data directory; they are gone when the test ends."""
    started = []

    def start(**options):
        started.append(Stack(options.pop("data", tmp_path / "data"), site, **options))
        return started[-1]

    yield start
    for stack in started:
        if stack.process.poll() is None:
            stack.process.kill()
        stack.process.communicate()
