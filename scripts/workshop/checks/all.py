"""Run every static check, all of them even when one fails, and say which did."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from workshop.checks import articles, rooms, words

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


def tool(*command: str) -> Callable[[], Sequence[str]]:
    """A tool of the environment as a check: what it printed when it failed, nothing when it passed."""

    def run() -> Sequence[str]:
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()

    return run


CHECKS: Sequence[tuple[str, Callable[[], Sequence[str]]]] = (
    ("Policy tables are fresh", tool("python", "-m", "workshop.policy.render", "--check")),
    ("Articles: front matter, headings, links, both languages", lambda: articles.findings(ROOT)),
    ("Words: every room has both languages", lambda: words.findings(ROOT)),
    ("Rooms of the browser import only shared", lambda: rooms.findings(ROOT)),
    ("Style (ruff)", tool("ruff", "check", "--output-format=concise", ".")),
    ("Layout (ruff format)", tool("ruff", "format", "--check", ".")),
    ("Types (mypy)", tool("mypy")),
    ("Arrows (import-linter)", tool("lint-imports")),
)


def main(arguments: list[str] | None = None) -> int:
    argparse.ArgumentParser(prog="scripts/check", description=__doc__).parse_args(arguments)
    failed = 0
    for name, check in CHECKS:
        began = time.monotonic()
        findings = check()
        print(f"{'✗' if findings else '✓'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        for finding in findings:
            print(f"  {finding}", file=sys.stderr)
        failed += bool(findings)
    print(f"{failed} of {len(CHECKS)} checks failed" if failed else "All checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
