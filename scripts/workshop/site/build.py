"""Build the help centre: stage the pages, one strict pass per language, headers, sitemap, search."""

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.site.after import STEPS
from workshop.site.built import Built
from workshop.site.community.topics import communities, topics_elsewhere
from workshop.site.generator.configuration import write_configuration
from workshop.site.generator.passes import order, run_passes
from workshop.site.languages.locales import COMPANY, LOCALES, Locale, others
from workshop.site.outputs.headers import FILE as HEADERS
from workshop.site.outputs.moved import add_moved
from workshop.site.outputs.slim import slim
from workshop.site.pages.navigation import navigation
from workshop.site.pages.stage import Staged, stage, write_texts
from workshop.site.search.index import Record, index_beside
from workshop.site.trouble import SiteTrouble

ROOT = Path(__file__).resolve().parents[3]
DEFAULT_URL = "http://127.0.0.1:8000"  # of a site for this machine


def build(root: Path, out: Path, site_url: str, locales: tuple[Locale, ...] = LOCALES, search: bool = True) -> None:
    """
    Build the help centre at `root` into `out`, which changes only when everything has succeeded.

    With one locale only, the other half of `out` is kept as it is; without `search`, so is its index.
    Raises SiteTrouble with a line for each mistake.
    """
    if out.exists() and any(out.iterdir()) and not (out / HEADERS).is_file():
        raise SiteTrouble(f"{out}: the folder holds something else than a built site; choose another one")
    with scratch_folder(root) as scratch:
        write_configuration(root)
        site = scratch / "site"
        with _step("stage") as say:
            staged = stage(root, scratch / "docs", site_url)
            old_addresses: dict[str, str] = {}
            moved = add_moved(old_addresses, staged, site_url)
            write_texts(old_addresses, scratch / "docs")
            stand_ins = sum(one.stands_in for one in staged)
            say(f"{len(staged)} pages, {stand_ins} of them in the place of a translation")
        with _step("build") as say:
            _build_pages(root, out, site, scratch, site_url, locales, staged)
            say(" and ".join(locale.id for locale in locales))
        built = Built(root, site, site_url, locales, staged, moved)
        elsewhere: list[Record] = []
        if search and communities(root):
            with _step("topics") as say:
                elsewhere, said = topics_elsewhere(root)
                say(said)
        if search:
            shutil.rmtree(site / "pagefind", ignore_errors=True)
            # On a big site the index is made while the steps run; they replace pages atomically, so it can read them.
            with index_beside(site, staged, scratch / "search", elsewhere) as counted:
                _take_steps(built)
                with _step("search") as say:
                    say(f"{counted()} pages indexed")
        else:
            _take_steps(built)
        _swap(site, out, scratch)


def _take_steps(built: Built) -> None:
    for name, step in STEPS:
        with _step(name) as say:
            say(step(built))


def _build_pages(
    root: Path, out: Path, site: Path, scratch: Path, site_url: str, locales: tuple[Locale, ...], staged: list[Staged]
) -> None:
    if out.is_dir():
        # What is not built this time stays; links cost nothing, and every file is replaced, never written into.
        shutil.copytree(out, site, copy_function=_link)
    orders = {}
    for locale in locales:
        pages = {one.page.path: one.page for one in staged if one.locale is locale}
        fresh = scratch / f"pass-{locale.id}"
        orders[locale] = order(root, locale, scratch / "docs", fresh, site_url, navigation(pages))
    try:
        run_passes(orders)
    except SiteTrouble as trouble:
        raise SiteTrouble(*dict.fromkeys(_named(line, staged) for line in trouble.lines)) from None
    for one in staged:
        built = scratch / f"pass-{one.locale.id}" / one.page.address / "index.html"
        if one.locale in locales and not built.is_file():
            raise SiteTrouble(f"{one.page.file}: the generator left the page out")
    for locale in locales:
        slim(scratch / f"pass-{locale.id}", root / "overrides" / "assets")
        _replace_half(site, scratch / f"pass-{locale.id}", locale)


def _named(line: str, staged: list[Staged]) -> str:
    """A complaint about a page of the staged tree, with the file its text comes from."""
    files = {f"docs/{one.locale.id}/{one.page.path}": one.page.file for one in staged}
    place, colon, words = line.partition(": ")
    return f"{files.get(place, place)}{colon}{words}"


def _replace_half(site: Path, fresh: Path, locale: Locale) -> None:
    half = site / locale.prefix
    kept = {other.prefix.strip("/") for other in others(locale) if not locale.prefix} | {"pagefind"}
    for old in half.iterdir() if half.is_dir() else ():
        if old.name not in kept:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    half.mkdir(parents=True, exist_ok=True)
    for new in fresh.iterdir():
        os.rename(new, half / new.name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _swap(site: Path, out: Path, scratch: Path) -> None:
    """Put the new site in the place of the old one; a server sees the one or the other, never a mixture."""
    # The files of the site are made with the permissions of a temporary folder; a server can run as another user.
    site.chmod(0o755)
    out.parent.mkdir(parents=True, exist_ok=True)
    if os.stat(site).st_dev != os.stat(out.parent).st_dev:
        near = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        shutil.copytree(site, near / "site")
        site, scratch = near / "site", near
    if out.exists():
        os.rename(out, scratch / "old")
    os.rename(site, out)
    if scratch.parent == out.parent:
        shutil.rmtree(scratch)


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A folder for this build; builds of the same tree wait for each other."""
    folder = root / ".build"
    folder.mkdir(exist_ok=True)
    with (folder / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left_over in folder.glob("site-*"):
            # Of a build that was killed: nobody else is building now.
            shutil.rmtree(left_over, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(prefix="site-", dir=folder))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _step(name: str) -> Iterator["Say"]:
    say, start = Say(), time.monotonic()
    yield say
    print(f"· {name:8} {say.words} ({time.monotonic() - start:.1f} s)", flush=True)


class Say:
    """The messages of a step, printed when it is done."""

    words = ""

    def __call__(self, words: str) -> None:
        self.words = words


def site_url() -> str:
    """Where the site will be served: as the environment says, else as company.toml does."""
    return os.environ.get("VARDE_SITE_URL") or COMPANY.site_address


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the site was built, 1 when a page must be fixed first, 2 for a wrong option."""
    parser = argparse.ArgumentParser(prog="scripts/build_site", description=__doc__)
    parser.add_argument("--out", type=Path, default=None, help="where the site goes (default: site/)")
    parser.add_argument("--locale", choices=[locale.id for locale in LOCALES], help="build this language only")
    parser.add_argument("--no-search", action="store_true", help="leave the search index as it is")
    parser.add_argument("--source", type=Path, default=ROOT, help="the help centre to build (default: this one)")
    options = parser.parse_args(arguments)
    out = (options.out or options.source / "site").resolve()
    locales = tuple(locale for locale in LOCALES if options.locale in (None, locale.id))
    try:
        build(options.source.resolve(), out, site_url(), locales, search=not options.no_search)
    except SiteTrouble as trouble:
        for line in trouble.lines:
            print(f"build_site: {line}", file=sys.stderr)
        print("build_site: nothing was changed; fix the above and build again", file=sys.stderr)
        return 1
    print(f"· done     {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
