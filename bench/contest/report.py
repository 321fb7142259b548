"""The table of the contest, with what it was measured on."""

import datetime as dt
import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.contest.articles import ROOT
from bench.contest.browser import SLOWER, Searched
from bench.contest.measure import Run


@dataclass(frozen=True)
class Outcome:
    """What one contender did; `failed` says why a part of it is missing."""

    name: str
    run: Run | None = None
    pages: int = 0
    size: int = 0
    searched: Searched | None = None
    failed: str = ""


def machine() -> str:
    """The commit, the day, and the machine."""
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[1]
    now = dt.datetime.now(dt.UTC)
    return (
        f"Commit {commit.strip()}, {now:%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}; load of the last five minutes {load:.1f}."
    )


def table(articles: int, outcomes: list[Outcome], versions: dict[str, str]) -> str:
    """A section of bench/site-results.md."""
    ours = next((one for one in outcomes if one.name == "ours" and one.run), None)
    lines = [
        f"## {articles:,} articles in each of two languages\n",
        machine() + "\n",
        "| | clock | processors | memory | pages | output | first search | first result | result, median | worst |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in outcomes:
        name = f"{one.name} {versions.get(one.name, '')}".strip()
        run, found = one.run, one.searched
        cells = [name] + ["–"] * 9
        if run:
            base = ours.run if ours else None
            cells[1] = f"{run.wall:.1f} s{_ratio(run.wall, base and base.wall)}"
            cells[2] = f"{run.cpu:.1f} s{_ratio(run.cpu, base and base.cpu)}"
            cells[3] = f"{run.memory:.0f} MB{_ratio(run.memory, base and base.memory)}"
            cells[4], cells[5] = f"{one.pages:,}", f"{one.size / 1e6:.0f} MB"
        if found:
            base_bytes = ours.searched.bytes if ours and ours.searched else None
            cells[6] = f"{found.bytes / 1e3:.0f} kB{_ratio(found.bytes, base_bytes)}, most {found.most_bytes / 1e3:.0f}"
            cells[7], cells[8] = f"{found.first:.0f} ms", f"{found.median:.0f} ms"
            cells[9] = f"{found.worst:.0f} ms" + (f", {found.missed} not found" if found.missed else "")
        lines.append("| " + " | ".join(cells) + " |")
    lines += [f"\n{one.name}: {one.failed}." for one in outcomes if one.failed]
    return "\n".join(lines) + "\n"


def _ratio(value: float, base: float | None) -> str:
    return f" ({value / base:.2f}×)" if base else ""


HEAD = f"""# The same articles, built and searched by others

Made by `bench/site` (bench/README.md says how). In brackets: times ours. Clock, processors (all processes together) and
memory (the most, all processes together) are those of one cold build with its search index, both languages. First
search: bytes a browser loads for its search up to the first result, gzip, service workers off, median and most of eight
browsers with a question each. Results: from the key to the article in the list, the browser's main thread slowed
{SLOWER} times. `same-site` is ours with Material's own search in the place of Pagefind, built only; `material` is the
theme as it comes, without our pages, copies and checks, one pass per language side by side, and `material-at-once` the
same with one `mkdocs build`, built only. Clocks of a busy machine say little; the seconds of the processors say what
the work is.
"""


def write(file: Path, sections: list[str]) -> None:
    file.write_text(HEAD + "\n" + "\n".join(sections), encoding="utf-8")
