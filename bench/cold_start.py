"""
How much longer a fresh process takes to its first handled event than `import chalice` and one boto3 client.

    .venv/bin/python bench/cold_start.py [--runs 9]

CPU time, not the clock. Everything is measured in the same run, one after the other in turns, against a real engine;
medians and ratios are printed. `policy` is GET /policy (no store), `me` is GET /me with a session (three reads). The
second baseline reads one item too: no Lambda that keeps anything can do with less.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

CLIENT = """
import os
import chalice, boto3
client = boto3.client("dynamodb", endpoint_url=os.environ["VARDE_ENDPOINT"])
"""
READ = 'client.get_item(TableName=os.environ["VARDE_TABLE"], Key={"pk": {"S": "no"}, "sk": {"S": "no"}})\n'
EVENT = """
import os, sys, json
sys.path.insert(0, os.environ["BENCH_INTAKE"])
import app
event = {"resource": "%s", "httpMethod": "GET", "headers": {"cookie": os.environ["BENCH_COOKIE"]},
         "multiValueQueryStringParameters": None, "pathParameters": None, "body": None, "isBase64Encoded": False,
         "stageVariables": None, "requestContext": {"resourcePath": "%s", "httpMethod": "GET", "path": "/api%s",
         "identity": {"sourceIp": "127.0.0.1"}}}
answer = app.app(event, None)
assert answer["statusCode"] == 200, answer
"""
PROGRAMS = {
    "chalice alone": "import chalice\n",
    "chalice + client": CLIENT,
    "chalice + client + 1 read": CLIENT + READ,
    "varde: GET /policy": EVENT % (("/policy",) * 3),
    "varde: GET /me": EVENT % (("/me",) * 3),
}


def once(program: str, environment: Mapping[str, str]) -> float:
    """Seconds of CPU of a fresh Python from start to end: a start computes, and this machine is shared."""
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print medians in milliseconds and the two ratios."""
    parser = argparse.ArgumentParser(description="Measure the cold start.")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--intake", type=Path, default=ROOT / "intake", help="or an unpacked deployment package")
    options = parser.parse_args()
    from tests.faults.stack import Stack

    with tempfile.TemporaryDirectory() as data:
        stack = Stack(Path(data), Path(data))
        (Path(data) / "index.html").write_text("<title>Home</title>")
        try:
            stack.start()
            cookie = stack.sign_in("birk@breogbris.example").cookie
            environment = {
                "PATH": os.environ["PATH"],
                **stack.noted()["environment"],
                "BENCH_COOKIE": cookie,
                "BENCH_INTAKE": str(options.intake.resolve()),
            }
            times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
            for run in range(options.runs + 1):
                for name, program in PROGRAMS.items():
                    took = once(program, environment)
                    if run:  # the first warms the disk's cache
                        times[name].append(took)
        finally:
            stack.stop()
    median = {name: statistics.median(taken) for name, taken in times.items()}
    ratios = {
        "GET /policy : chalice + client": median["varde: GET /policy"] / median["chalice + client"],
        "GET /me : chalice + client": median["varde: GET /me"] / median["chalice + client"],
        "GET /me : chalice + client + 1 read": median["varde: GET /me"] / median["chalice + client + 1 read"],
    }
    print(
        json.dumps(
            {
                "ratios": {name: round(ratio, 2) for name, ratio in ratios.items()},
                "milliseconds": {name: round(1000 * took) for name, took in median.items()},
                "runs": options.runs,
            },
            indent=2,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
