"""
Build the same made-up articles with Varde and its peers, on this machine, one after the other, and write a table.

    bench/site [--articles 1000 5000] [--with ours,same-site] [--rounds 2] [--out FILE]

Peers are installed by name from PyPI and npm into .build/bench/, once. Nothing is sent anywhere.
"""

import argparse
import importlib.metadata
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Error

from bench.contest import node_sites, python_sites, report
from bench.contest.articles import LANGUAGES, ROOT, Article, articles
from bench.contest.browser import search
from bench.contest.contender import Job, SearchUse
from bench.contest.measure import Failed, run

CONTENDERS: dict[str, tuple[Callable[[Path, dict[str, list[Article]]], Job], SearchUse | None]] = {
    "ours": (python_sites.ours, python_sites.OURS_SEARCH),
    # Built only: the bar of the cold build is this site with Material's search in it.
    "same-site": (python_sites.same_site, None),
    "material": (python_sites.material, python_sites.MATERIAL_SEARCH),
    "material-at-once": (python_sites.material_at_once, None),
    "starlight": (node_sites.starlight, node_sites.STARLIGHT_SEARCH),
    "docusaurus": (node_sites.docusaurus, node_sites.DOCUSAURUS_SEARCH),
}
Outcomes = dict[str, report.Outcome]
RUNS = ROOT / ".build" / "bench" / "run"


def rounds(
    count: int, names: list[str], written: dict[str, list[Article]], limit: float, times: int
) -> Iterator[Outcomes]:
    """
    Every contender once, then every contender again: what else the machine does then meets all of them alike.

    Yields all outcomes so far after each build; the quickest build counts, as the one that was disturbed least.
    Nothing is removed in between: for minutes after that, ext4 takes up to ten times longer to make a file.
    """
    outcomes: Outcomes = {}
    for turn in range(times):
        for name in names:
            before = outcomes.get(name)
            if before and before.failed:
                continue
            now = contest(name, RUNS / f"{name}-{count}-{turn + 1}", written, limit, searched=turn == times - 1)
            if before and before.run and now.run:
                now = replace(now, run=min(before.run, now.run, key=lambda run: run.wall))
            outcomes[name] = now
            yield outcomes


def contest(name: str, folder: Path, written: dict[str, list[Article]], limit: float, searched: bool) -> report.Outcome:
    """One contender from an empty folder to its table row."""
    prepare, use = CONTENDERS[name]
    use = use if searched else None
    folder.mkdir(parents=True)
    outcome = report.Outcome(name)
    try:
        job = prepare(folder, written)
        print(f"· {name}: building in {folder.name}", flush=True)
        done = run(job.commands, job.folder, job.env, limit, folder / "log.txt")
        outs = [job.out, *job.more_out]
        files = [file for out in outs for file in out.rglob("*") if file.is_file()]
        pages, size = sum(file.suffix == ".html" for file in files), sum(file.stat().st_size for file in files)
        outcome = replace(outcome, run=done, pages=pages, size=size)
        print(f"· {name}: {done.wall:.1f} s, {done.cpu:.1f} s of processors, {done.memory:.0f} MB", flush=True)
        return replace(outcome, searched=use and search(job.out, use, written["en"]))
    except (Failed, Error) as error:
        print(f"· {name}: {error}", file=sys.stderr, flush=True)
        return replace(outcome, failed=str(error).splitlines()[0])


def versions() -> dict[str, str]:
    """Of the peers; ours is the commit."""
    found = dict.fromkeys(("material", "material-at-once"), importlib.metadata.version("mkdocs-material"))
    for name, package in {"starlight": "@astrojs/starlight", "docusaurus": "@docusaurus/core"}.items():
        pins = json.loads((node_sites.PEERS / name / "package.json").read_text())
        found[name] = pins["dependencies"][package]
    return found


def main() -> int:
    """0 when every contender was measured."""
    parser = argparse.ArgumentParser(prog="bench/site", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--articles", type=int, nargs="+", default=[1000], help="how many, in each language (1000)")
    parser.add_argument("--with", dest="names", default=",".join(CONTENDERS), help="contenders, with commas between")
    parser.add_argument("--limit", type=float, default=12, help="minutes for each build (12)")
    parser.add_argument("--rounds", type=int, default=1, help="build each so often; the quickest build counts (1)")
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "bench" / "site-results.md")
    parser.add_argument("--keep", action="store_true", help="keep what was built, in .build/bench/run/")
    options = parser.parse_args()
    names = options.names.split(",")
    if unknown := set(names) - CONTENDERS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(CONTENDERS)}")
    if RUNS.exists():
        parser.error(f"{RUNS.relative_to(ROOT)} is left from another run; remove it, and wait five minutes")
    sections: list[str] = []
    complete = True
    for count in options.articles:
        written = {language: articles(language, count) for language in LANGUAGES}
        outcomes: Outcomes = {}
        for outcomes in rounds(count, names, written, options.limit * 60, options.rounds):
            # After each of them: a contest takes long, and what was measured must not be lost.
            report.write(options.out, [*sections, report.table(count, list(outcomes.values()), versions())])
        sections.append(report.table(count, list(outcomes.values()), versions()))
        complete &= not any(one.failed for one in outcomes.values())
    if not options.keep:
        shutil.rmtree(RUNS)
    print(options.out.read_text("utf-8"))
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
