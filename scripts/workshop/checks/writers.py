"""Messages for writers: `docs/en/x.md:12: error: …`, and the same beside the line in a pull request."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from workshop.checks.articles import Finding, Level, findings


def told(root: Path, paths: Sequence[str]) -> int:
    """Print what is found in the files and folders named; the exit code is 1 when one of them is an error."""
    wanted = [(Path.cwd() / path).resolve() for path in paths]
    chosen = [one for one in findings(root) if any((root / one.path).is_relative_to(path) for path in wanted)]
    for finding in chosen:
        print(finding)
    annotate(chosen)
    print(summary(chosen))
    return 1 if any(finding.level is Level.ERROR for finding in chosen) else 0


def annotate(chosen: Sequence[Finding]) -> None:
    """On GitHub, show each finding beside its line; the runner shows ten of a kind, so errors come first."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for finding in sorted(chosen, key=lambda one: list(Level).index(one.level)):
            print(finding.annotation())


def summary(chosen: Sequence[Finding]) -> str:
    """2 errors, 1 warning, 14 hints"""
    counted = Counter(finding.level for finding in chosen)
    return ", ".join(f"{counted[level]} {level}{'' if counted[level] == 1 else 's'}" for level in Level)
