"""
Run every static check, all of them even when one fails, and say which did.

With files or folders of docs/, run only what a writer needs: the checks of the articles, with their hints.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from chalicelib.errors import PolicyBroken
from chalicelib.policy import shipped
from chalicelib.wiring import languages
from workshop.checks import (
    articles,
    asset_imports,
    browser_floor,
    company,
    literals,
    locale_literals,
    names,
    words,
    writers,
)
from workshop.policy.tables import today

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Result:
    """What a check found; `note` is what it has to say although it passed."""

    findings: Sequence[str]
    note: str = ""
    annotations: Sequence[articles.Finding] = ()


def tool(*command: str) -> Callable[[], Result]:
    """A tool of the environment as a check: what it printed when it failed, nothing when it passed."""

    def run() -> Result:
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        return Result([] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines() or ["failed"])

    return run


def article_check() -> Result:
    found = articles.findings(ROOT)
    errors = [one for one in found if one.level is articles.Level.ERROR]
    note = f"; {writers.summary(found)}: scripts/check docs shows them" if len(found) > len(errors) else ""
    return Result([str(one) for one in errors], note, errors)


def word_check() -> Result:
    lacking = words.lacking(ROOT)
    said = "; ".join(
        f"{locale}: {len(paths)} words in the first language, such as {paths[0]}" for locale, paths in lacking.items()
    )
    return Result(words.findings(ROOT), f"; {said}" if said else "")


def mail_check() -> Result:
    missing = names.unnamed(shipped(), today(shipped()))
    note = f"; channels without a name of their own: {', '.join(missing)}" if missing else ""
    return Result(languages.problems(), note)


CHECKS: Sequence[tuple[str, Callable[[], Result]]] = (
    ("Policy tables are fresh", tool("python", "-m", "workshop.policy.render", "--check")),
    ("Articles: links, both languages, numbers, spelling, words", article_check),
    ("The company's languages name rules that there are", lambda: Result(company.findings())),
    ("Words: every section has all languages", word_check),
    ("Words: mails in every language of support", mail_check),
    ("Words: pages, mails, policy and root files use our names", lambda: Result(names.findings(ROOT))),
    ("Code knows no plan, seat, channel, topic, client or team by its id", lambda: Result(literals.findings(ROOT))),
    ("Folders of overrides/assets import only shared", lambda: Result(asset_imports.findings(ROOT))),
    ("Languages: none of the site is named in the product", lambda: Result(locale_literals.findings(ROOT))),
    ("Browsers: nothing newer than the floor", lambda: Result(browser_floor.findings(ROOT))),
    ("Style (ruff)", tool("ruff", "check", "--output-format=concise", ".")),
    ("Layout (ruff format)", tool("ruff", "format", "--check", ".")),
    ("Types (mypy)", tool("mypy")),
    ("Arrows (import-linter)", tool("lint-imports")),
)


def timed(check: Callable[[], Result]) -> tuple[Result, float]:
    began = time.monotonic()
    try:
        result = check()
    except PolicyBroken as broken:
        result = Result(broken.problems)
    except Exception as error:
        # One check that stumbles must not hide what the others have to say.
        result = Result([f"this check could not be made: {type(error).__name__}: {error}"])
    return result, time.monotonic() - began


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/check", description=__doc__)
    parser.add_argument("paths", nargs="*", help="files or folders of docs/: only the articles, with hints")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Japanese shows the number of the letter
            stream.reconfigure(errors="backslashreplace")
    if options.paths:
        return writers.told(ROOT, options.paths)
    failed = 0
    with ThreadPoolExecutor(3) as pool:  # most checks are separate processes, and a machine has two cores or more
        for (name, _), (result, seconds) in zip(CHECKS, pool.map(timed, [check for _, check in CHECKS]), strict=True):
            print(f"{'✗' if result.findings else '✓'} {name} ({seconds:.1f} s{result.note})", flush=True)
            for finding in result.findings:
                print(f"  {finding}", file=sys.stderr)
            writers.annotate(result.annotations)
            failed += bool(result.findings)
    print(f"{failed} of {len(CHECKS)} checks failed" if failed else "All checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
