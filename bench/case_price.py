"""
What a case costs on AWS: the operations that tests count, times the list prices.

Usage: .venv/bin/python bench/case_price.py
The case: one sending, 20 looks at the inbox or the timeline, three messages each way, closing; a mail for each step of
ours and for the sign-in code. Files and the content network are left out.
"""

import sys
import tomllib
from pathlib import Path

MEMORY_GB, SECONDS = 0.5, 0.15  # of a Lambda per request, warm

# requests, read units, write units: decisions/0030, counted by tests/http/bounds/test_costs.py. An inbox page is what
# AWS would count, not the local engine.
SENDING, MESSAGE, REPLY, LOOK, SIGN_IN = (1, 4, 16), (1, 5, 9), (1, 4, 13), (1, 6, 0), (2, 2, 12)
STEPS = [SIGN_IN, SENDING, *[LOOK] * 20, *[MESSAGE] * 3, *[REPLY] * 3, REPLY]
MAILS = 1 + 1 + 3 + 1  # code, acknowledgement, answers, closing


def main() -> int:
    prices = tomllib.loads((Path(__file__).parent / "prices.toml").read_text())
    calls, reads, writes = (sum(step[place] for step in STEPS) for place in range(3))
    runs = calls + MAILS  # each mail wakes its sender once
    marks = MAILS * 5  # write units to claim a mail, to note that it went, with the index, and to count it
    parts = {
        "DynamoDB": reads * prices["dynamodb"]["read_unit"] + (writes + marks) * prices["dynamodb"]["write_unit"],
        "Lambda": runs * (prices["lambda"]["request"] + MEMORY_GB * SECONDS * prices["lambda"]["gigabyte_second"]),
        "API Gateway": calls * prices["api_gateway"]["request"],
        "SQS": MAILS * 3 * prices["sqs"]["request"],
        "SES": MAILS * prices["ses"]["mail"],
    }
    for name, dollars in parts.items():
        print(f"{name:12} ${dollars:.6f}")
    print(f"{'a case':12} ${sum(parts.values()):.6f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
