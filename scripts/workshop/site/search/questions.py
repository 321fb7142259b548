"""Ask a built site the questions of company/questions, with the search of its readers, and show what came first."""

import argparse
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.company import folder
from workshop.site.build import DEFAULT_URL, ROOT, build
from workshop.site.languages.locales import LOCALES, Locale

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABLES = folder() / "questions"
CHROMIUM = "/usr/bin/chromium"
ASK = """async questions => {
  const { find } = await import(__md_scope + "assets/shared/search/engine.js")
  const answers = []
  for (const ask of questions) {
    const { related, vague, total, suggestion, hits } = await find(ask, { limit: 5 })
    answers.push({ ask, related, vague, total, suggestion, found: hits.map(hit => hit.url) })
  }
  return answers
}"""


@dataclass(frozen=True)
class Asked:
    """One question of a table, and what came of it."""

    ask: str
    first: tuple[str, ...]  # addresses below the language; any of them is a right answer
    found: tuple[str, ...]  # those that came, best first
    suggestion: str | None

    def among(self, count: int) -> bool:
        """Whether the right article is among the first `count`."""
        return any(address in self.first for address in self.found[:count])


def table(locale: Locale, name: str = "questions") -> dict[str, Any]:
    """
    `found`: questions with the articles that should come first; `nonsense`: questions no article answers. Both are
    empty where the company has no such table.
    """
    file = TABLES / f"{name}.{locale.id}.json"
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {"found": [], "nonsense": [], **read}


def ask(page: "Page", questions: list[str]) -> list[dict[str, Any]]:
    """Ask on an open page, one question after the other: as many seconds as the engine needs for all of them."""
    answers: list[dict[str, Any]] = page.evaluate(ASK, questions)
    return answers


def ask_table(page: "Page", locale: Locale, name: str = "questions") -> list[Asked]:
    """Every question of a language's table, asked on an open page of that language."""
    rows = table(locale, name)["found"]
    answers = ask(page, [row["ask"] for row in rows])
    return [
        Asked(row["ask"], tuple(row["first"]), _addresses(answer["found"], locale), answer["suggestion"])
        for row, answer in zip(rows, answers, strict=True)
    ]


def _addresses(found: list[str], locale: Locale) -> tuple[str, ...]:
    return tuple(url.split("#")[0].removeprefix("/" + locale.prefix) for url in found)


def share(asked: list[Asked], count: int) -> float:
    """How many of the questions have the right article among the first `count`, from 0 to 1."""
    return sum(one.among(count) for one in asked) / len(asked)


def shares(asked: list[Asked]) -> str:
    """The shares in a sentence."""
    return f"{len(asked)} questions: {share(asked, 1):.1%} first, {share(asked, 3):.1%} in the first three"


def told(asked: list[Asked]) -> list[str]:
    """The shares, and a line for each question whose article did not come first."""
    lines = [shares(asked)]
    for one in asked:
        if not one.among(1):
            place = "second or third" if one.among(3) else "not found"
            meant = f"; did you mean: {one.suggestion}" if one.suggestion else ""
            lines.append(f"  {place}: {one.ask!r} should lead to {' or '.join(one.first)}{meant}")
            lines.append(f"    came: {', '.join(one.found[:3]) or 'nothing'}")
    return lines


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Prints nothing but the report."""


def report(site: Path, asks: list[str], unseen: bool = False) -> None:
    """Print the shares and misses of both tables, the shares of the unseen ones alone, or what comes of `asks`."""
    from playwright.sync_api import sync_playwright

    with _served(site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(service_workers="block")
        for locale in LOCALES:
            page.goto(f"{address}/{locale.prefix}")
            print(f"{locale.id}:", end=" ")
            if asks:
                print(*(f"\n  {one['ask']!r}: {', '.join(one['found']) or 'nothing'}" for one in ask(page, asks)))
                continue
            name = "unseen" if unseen else "questions"
            if not table(locale, name)["found"]:
                print(f"no questions; write them into company/questions/{name}.{locale.id}.json")
                continue
            if unseen:
                print(shares(ask_table(page, locale, "unseen")))
                continue
            print(*told(ask_table(page, locale)), sep="\n")
            wrong = [one for one in ask(page, table(locale)["nonsense"]) if one["total"]]
            print(
                *(f"  should find nothing: {one['ask']!r} finds {', '.join(one['found'][:3])}" for one in wrong),
                sep="\n",
            )
        browser.close()


def main() -> int:
    """Exit code 0 for any result: this tool only reports; the tests have the minimum scores."""
    parser = argparse.ArgumentParser(prog="scripts/questions", description=__doc__)
    parser.add_argument("ask", nargs="*", help="a question of your own, in place of the tables")
    parser.add_argument("--site", type=Path, help="a built site (default: build one now)")
    parser.add_argument(
        "--unseen",
        action="store_true",
        help="the scores of questions that are not used for tuning; their misses are not shown, so that this stays so",
    )
    options = parser.parse_args()
    if options.site:
        report(options.site.resolve(), options.ask, options.unseen)
        return 0
    with tempfile.TemporaryDirectory(prefix="questions-") as folder:
        build(ROOT, Path(folder) / "site", DEFAULT_URL)
        report(Path(folder) / "site", options.ask, options.unseen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
