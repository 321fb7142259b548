"""
How soon a saved article is shown, and found by the search, on a site of 1,000 articles in two languages.

    bench/preview [--articles 1000] [--saves 7] [--out .build/bench/preview-results.md]
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.contest.articles import LANGUAGES, ROOT, articles
from bench.contest.python_sites import ours
from bench.contest.report import machine

_PATIENCE = 120.0


def main() -> int:
    """Saves articles one after the other, as a writer would, and waits for each to be found."""
    parser = argparse.ArgumentParser(prog="bench/preview", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=7)
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "bench" / "preview-results.md")
    options = parser.parse_args()
    folder = ROOT / ".build" / "bench" / "run" / "preview"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    job = ours(folder, {language: articles(language, options.articles) for language in LANGUAGES})
    subprocess.run(job.commands[0], check=True, stdout=subprocess.DEVNULL)
    said = folder / "said.log"
    with said.open("w") as log:
        began = time.monotonic()
        preview = subprocess.Popen([sys.executable, "-m", "workshop.preview", "--root", folder, "--site", job.out,
                                    "--told", folder / "told.json"], stdout=log, stderr=subprocess.STDOUT)  # fmt: skip
        try:
            _until(lambda: "ready" in said.read_text())
            times = [_save(folder, job.out, said, number) for number in range(options.saves)]
            # A new article changes the menu of others: it is shown at once, they follow with a whole build.
            new = folder / "docs" / "en" / "topic-01" / "brand-new.md"
            at = time.monotonic()
            new.write_text("---\ntitle: Brand new\ndescription: New.\n---\nNew text.\n", encoding="utf-8")
            appeared = _until((job.out / "topic-01" / "brand-new" / "index.html").is_file) - at
            everywhere = _until(lambda: "every page is up to date" in said.read_text()) - at
        finally:
            preview.terminate()
            preview.wait(30)
    shown, found = [one for one, _ in times], [one for _, one in times]
    text = (
        f"## A saved article, {options.articles:,} articles in each of two languages\n\n{machine()}\n\n"
        "| | median | worst | the first after starting |\n| --- | --- | --- | --- |\n"
        f"| from the save to the new page (bar: 5 s) | {statistics.median(shown[1:]):.2f} s | {max(shown[1:]):.2f} s "
        f"| {shown[0]:.2f} s |\n"
        f"| to an index that knows it (bar: 30 s) | {statistics.median(found[1:]):.1f} s | {max(found[1:]):.1f} s "
        f"| {found[0]:.1f} s |\n"
        f"| a new article is shown | {appeared:.2f} s | | |\n"
        f"| and is in the menu of every page | {everywhere:.1f} s | | |\n"
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(text)
    print(f"({time.monotonic() - began:.0f} s; what the preview said is in {said})")
    return 0 if max(shown) < 5 and max(found) < 30 else 1


def _save(folder: Path, site: Path, said: Path, number: int) -> tuple[float, float]:
    """Seconds until the page is there, and until the search was indexed after it."""
    name = f"topic-{number % 3 + 1:02}/article-{number % 15 + 1:02}"
    source, word = folder / "docs" / "en" / f"{name}.md", f"zebracorn{'abcdefghij'[number % 10]}"
    indexed = said.read_text().count("the search knows it")
    at = time.monotonic()
    source.write_text(source.read_text("utf-8") + f"\nA {word} came by.\n", encoding="utf-8")
    shown = _until(lambda: word in (site / name / "index.html").read_text("utf-8"))
    found = _until(lambda: said.read_text().count("the search knows it") > indexed)
    return shown - at, found - at


def _until(true: Callable[[], bool]) -> float:
    give_up = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > give_up:
            raise SystemExit("it did not happen within two minutes")
        time.sleep(0.02)
    return time.monotonic()


if __name__ == "__main__":
    sys.exit(main())
