"""What a step costs at the store is counted: a new read or write needs a reason in a decision record."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Three reads to know who it is: session, person, account.
WHO = 3
COUNTED = {"UpdateItem": 2}  # against the person and their network
COSTS = {
    "submit a case": {
        "GetItem": WHO + 1,
        **COUNTED,
        "TransactWriteItems": 1,
    },  # the key's memory; case, event, mail in one
    "a page of the inbox": {"GetItem": WHO + 1, "Query": 1},  # the counts; the page
    "open a case": {"GetItem": WHO, "Query": 1},  # head and details in one
    "poll its timeline": {"GetItem": WHO, "Query": 2},
    "a message": {
        "GetItem": WHO,
        "Query": 2,
        **COUNTED,
        "TransactWriteItems": 1,
    },  # not found before the body is judged
    # An agent has no account and is counted alone; the mail goes to the address that the requester has now.
    "a reply of an agent": {
        "GetItem": WHO - 1 + 1,
        "Query": 2,
        "UpdateItem": 1,
        "TransactWriteItems": 1,
    },
    "close": {"GetItem": WHO, "Query": 1, **COUNTED, "TransactWriteItems": 1},
    "who am I": {"GetItem": WHO},
}


@pytest.mark.stack
def test_each_step_costs_the_requests_that_were_agreed():
    counted = subprocess.run([sys.executable, ROOT / "bench/case_cost.py"], capture_output=True, text=True, check=False)
    assert counted.returncode == 0, counted.stderr
    assert json.loads(counted.stdout) == COSTS
