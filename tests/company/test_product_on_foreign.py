"""Tests of the product pass on the foreign company, too. Its own gate runs whole in its clone (tests/clone)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.company.foreign.make import make

ROOT = Path(__file__).resolve().parents[2]
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
@pytest.mark.timeout(900)  # some five hundred tests in one process, on a busy machine
def test_tests_of_the_product_pass_on_the_foreign_company(tmp_path):
    company = make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *PRODUCT],
        cwd=ROOT,
        env={**os.environ, "VARDE_COMPANY": str(company)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
