"""A stock engine with CloudFormation, in a process of its own; nothing in it outlives the file."""

import os
import subprocess

import boto3
import pytest

from tests.stack.conftest import ROOT, free_ports, wait_for


@pytest.fixture(scope="session")
def cloudformation(tmp_path_factory):
    port = free_ports()
    process = subprocess.Popen(
        [ROOT / ".venv-engine/bin/python", "-m", "ministack"],
        cwd=tmp_path_factory.mktemp("stock"),
        env={"PATH": os.environ["PATH"], "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "LOG_LEVEL": "ERROR"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/_ministack/health", seconds=120)
        yield boto3.client(
            "cloudformation", endpoint_url=f"http://127.0.0.1:{port}", region_name="eu-north-1",
            aws_access_key_id="test", aws_secret_access_key="test",
        )  # fmt: skip
    finally:
        process.kill()
        process.wait(10)
