"""Everything of the gate that needs no browser passes for the foreign company: tables, decisions, cases and mails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.company.foreign.make import make

ROOT = Path(__file__).resolve().parents[2]
GATE = [f"tests/company/gate/test_{name}.py" for name in ("decisions", "tables", "mails", "api")]


@pytest.mark.slow
def test_the_gate_of_the_foreign_company_passes(tmp_path):
    company = make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *GATE],
        cwd=ROOT,
        env={**os.environ, "VARDE_COMPANY": str(company)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
