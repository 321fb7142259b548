"""On the foreign company, everything of the gate that needs no browser passes, and so do tests of the product."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.company.foreign.make import make

ROOT = Path(__file__).resolve().parents[2]
GATE = [f"tests/company/gate/test_{name}.py" for name in ("decisions", "tables", "mails", "api")]
# A part of the product's tests that is quick; CONTRIBUTING.md says how all of them run on it.
PRODUCT = [
    "tests/cases/test_submitting.py",
    "tests/http/articles/test_feedback_articles.py",
    "tests/http/people/test_me.py",
    "tests/limits/test_file.py",
    "tests/people/test_roster.py",
    "tests/policy/test_dated_rows.py",
    "tests/policy/test_policy_file.py",
]


@pytest.mark.slow
@pytest.mark.timeout(900)  # some seven hundred tests in one process, on a busy machine
def test_the_gate_of_the_foreign_company_and_tests_of_the_product_pass_on_it(tmp_path):
    company = make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *GATE, *PRODUCT],
        cwd=ROOT,
        env={**os.environ, "VARDE_COMPANY": str(company)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
