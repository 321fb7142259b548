"""Watch the site's sources: `python -m workshop.preview --root . --site site --messages .data/preview.json`."""

import argparse
import os
import signal
import sys
from pathlib import Path

import watchfiles

from chalicelib.company import folder, read
from chalicelib.errors import CompanyBroken
from workshop.preview.messages import Messages
from workshop.preview.preview import Preview
from workshop.site.build import site_url
from workshop.stack.processes import lifeline

_SOURCES = ("docs", "overrides", "includes", "company")
_LOOK_MS = 200  # between looks at the slow work


def main() -> None:
    """Runs until it is stopped."""
    lifeline.hold()
    parser = argparse.ArgumentParser(prog="preview", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="the help centre")
    parser.add_argument("--site", type=Path, required=True, help="where it was built to")
    parser.add_argument("--messages", type=Path, required=True, help="where the front reads what is wrong")
    parser.add_argument("--site-url", default=site_url())
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    os.environ["VARDE_SITE_URL"] = options.site_url  # for the builds it starts
    root = options.root.resolve()
    configurations = _times(root)
    messages = Messages(options.messages, root, say)
    preview = Preview(root, options.site.resolve(), options.site_url, messages)
    again = False
    try:
        preview.begin()
        watching = False
        for changes in watchfiles.watch(
            *_watched(root),
            debounce=150,
            step=50,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            saved = {Path(path) for _, path in changes}
            if (now := _times(root)) != configurations:
                saved |= {path for path, _ in now.items() ^ configurations.items()}
                configurations = now
            if not watching:
                # From here on nothing is missed; what was saved while the watch was set up is found by looking.
                watching = True
                preview.await_ready()
                saved |= set((root / "docs").rglob("*.md"))
                say("· Preview: ready; what you save is shown")
            if again := _another_company(root, saved, messages):
                break
            if saved:
                preview.saved(saved)
            preview.look()
    finally:
        preview.stop()
    if again:
        say("· Preview: company/company.toml was saved; beginning again with it")
        os.execv(sys.executable, [sys.executable, "-m", "workshop.preview", *sys.argv[1:]])  # noqa: S606 - ourselves


def _another_company(root: Path, saved: set[Path], messages: Messages) -> bool:
    """
    Whether company.toml was saved and can be read: the whole process knows the company as it was when it began.

    A broken one is a mistake like that of an article, and the company stays as it was.
    """
    file = folder().resolve() / "company.toml"
    if file not in saved or file.parent != root / "company":
        return False
    try:
        read(folder())
    except CompanyBroken as broken:
        messages.trouble("company", [f"company/{problem}" for problem in broken.problems])
        saved.discard(file)
        return False
    return True


def _watched(root: Path) -> list[Path]:
    return [path for name in _SOURCES if (path := root / name).is_dir()]


def _times(root: Path) -> dict[Path, int]:
    # Looked at by name: a watch on a single file is lost when an editor replaces the file.
    return {path: path.stat().st_mtime_ns for path in root.glob("mkdocs*.yml")}


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
