"""Build the site, photograph the pages that differ from another commit, and write the comment that shows them."""

import argparse
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from workshop.pull_requests.changes import Changed, changed_files, changed_pages
from workshop.pull_requests.comment import MOST_PAGES, SIZES, comment, photo_name
from workshop.site.build import DEFAULT_URL, build
from workshop.site.trouble import SiteTrouble

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = "/usr/bin/chromium"
TALLEST = 2400  # pixels of a long page; a reviewer opens the preview for the rest
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are of no interest here."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The built site at an address of loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def photograph(site: Path, pages: Sequence[Changed], out: Path) -> None:
    """A picture per page and size, as JPEG: half a megabyte of PNG says no more."""
    with served(site) as address, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size, (width, height) in SIZES.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
            for one in pages:
                page.goto(f"{address}/{one.address}", wait_until="load")
                tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
                page.screenshot(path=out / photo_name(one.address, size), type="jpeg", quality=70, full_page=True,
                                clip={"x": 0, "y": 0, "width": width, "height": tall})  # fmt: skip
            page.close()
        chromium.close()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/changed_pages", description=__doc__)
    parser.add_argument("--base", required=True, help="the commit or branch to compare with, such as origin/main")
    parser.add_argument("--out", type=Path, required=True, help="where site/, pictures, pages.json and comment.md go")
    parser.add_argument("--number", type=int, default=0, help="the pull request, noted for the job that comments")
    parser.add_argument("--root", type=Path, default=ROOT, help="the help centre (default: this one)")
    options = parser.parse_args(arguments)
    root, out = options.root.resolve(), options.out.resolve()
    photos = out / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    try:
        pages = changed_pages(root, changed_files(root, options.base))
        build(root, out / "site", DEFAULT_URL)
    except SiteTrouble as trouble:
        print(*(f"changed_pages: {line}" for line in trouble.lines), sep="\n", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"changed_pages: git says: {error.stderr.strip()}", file=sys.stderr)
        return 2
    photograph(out / "site", pages[:MOST_PAGES], photos)
    rows = [one.row() for one in pages]
    (out / "pages.json").write_text(json.dumps({"number": options.number, "pages": rows}, ensure_ascii=False), "utf-8")
    (out / "comment.md").write_text(comment(rows, "photos"), "utf-8")
    print(f"· pages    {len(pages)} differ from {options.base}; see {out}/comment.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
