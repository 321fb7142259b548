"""
Build the same articles with Zensical, the successor of the generator, and report what differs.

Material for MkDocs ends in 2027. This shows, week by week, what would be lost on that day. Zensical is not
a dependency: it gets a separate environment in .build/, and its result is thrown away.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from workshop.site.build import DEFAULT_URL
from workshop.site.generator.configuration import configuration
from workshop.site.languages.locales import LOCALES, Locale
from workshop.site.pages.stage import Staged, stage

ROOT = Path(__file__).resolve().parents[3]
VERSION = "0.0.73"
LIMIT_SECONDS = 900


def environment(root: Path, version: str) -> Path:
    """Its command, installed once."""
    home = root / ".build" / f"zensical-{version}"
    command = home / "bin" / "zensical"
    if not command.exists():
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"zensical=={version}"], check=True, timeout=LIMIT_SECONDS, stderr=subprocess.DEVNULL)
    return command


def configured(root: Path, scratch: Path, locale: Locale, templates: bool) -> Path:
    """Our configuration of a language in one file, for the staged tree, with our templates or with the theme's own."""
    shared = {**yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))}
    own = dict(configuration(root, locale))
    own.pop("INHERIT")
    whole = _merged(shared, own)
    if templates:
        whole["theme"]["custom_dir"] = str(root / "overrides")
    else:
        del whole["theme"]["custom_dir"]
    # Its strict mode stops at the first complaint, and we want to hear them all.
    whole |= {"docs_dir": f"docs/{locale.id}", "site_dir": f"site/{locale.id}", "strict": False}
    file = scratch / f"mkdocs.{locale.id}.yml"
    file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs inherits: mappings are added to, all else is replaced."""
    both = dict(shared)
    for key, value in own.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def report(root: Path, command: Path, scratch: Path) -> Sequence[str]:
    """What differs, a line each; nothing means that every page was built without a word."""
    lines: list[str] = []
    staged = stage(root, scratch / "docs", DEFAULT_URL)
    for locale in LOCALES:
        pages = [one for one in staged if one.locale is locale]
        site = scratch / "site" / locale.id
        done, said = built(command, scratch, configured(root, scratch, locale, templates=True))
        ours = done == 0
        if not ours:
            lines.append(f"{locale.id}: with our templates the build stops: {said[-1] if said else 'without a word'}")
            shutil.rmtree(site, ignore_errors=True)
            done, said = built(command, scratch, configured(root, scratch, locale, templates=False))
            lines.append(f"{locale.id}: with its own templates the build ended with {done}")
        messages = {line for line in said if re.match(r"(?:warning|error)\b|\d+ issues? found", line, re.IGNORECASE)}
        lines += [f"{locale.id}: it says: {line}" for line in sorted(messages)]
        lines += [f"{locale.id}: {line}" for line in missing(site, pages, ours)]
    return lines


def built(command: Path, scratch: Path, file: Path) -> tuple[int, Sequence[str]]:
    """The exit code, and what was said, without colours and without where this machine keeps things."""
    done = subprocess.run([command, "build", "-f", file.name], cwd=scratch, capture_output=True, text=True,
                          timeout=LIMIT_SECONDS, check=False)  # fmt: skip
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr).replace(str(scratch), "").replace(str(ROOT), "")
    return done.returncode, [line.strip() for line in plain.splitlines() if line.strip()]


def missing(site: Path, staged: Sequence[Staged], ours: bool) -> Sequence[str]:
    """What was left out, and in how many pages, with one of them."""
    lost: dict[str, list[str]] = {}
    for one in staged:
        page = site / one.page.address / "index.html"
        html = page.read_text("utf-8") if page.is_file() else None
        if html is None:
            lost.setdefault("missing", []).append(one.address)
            continue
        if "--8<--" in html:
            lost.setdefault("showing a table's name instead of the table", []).append(one.address)
        wanted = {f'lang="{one.locale.tag}"': "its language", 'rel="canonical"': "its canonical address",
                  "data-commit": "the commit it was written in"}  # fmt: skip
        for mark, what in wanted.items() if ours and one.indexed else ():
            if mark not in html:
                lost.setdefault(f"without {what}", []).append(one.address)
    return [f"{len(where)} of {len(staged)} pages are {what}, such as /{where[0]}" for what, where in lost.items()]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/try_zensical", description=__doc__)
    parser.add_argument("--version", default=VERSION, help=f"the version to try (default: {VERSION})")
    parser.add_argument("--keep", type=Path, help="leave what was built in this folder")
    options = parser.parse_args(arguments)
    (ROOT / ".build").mkdir(exist_ok=True)
    try:
        command = environment(ROOT, options.version)
    except subprocess.SubprocessError as error:
        print(f"try_zensical: version {options.version} could not be installed ({error})", file=sys.stderr)
        return 2
    scratch = Path(tempfile.mkdtemp(prefix="zensical-", dir=ROOT / ".build"))
    try:
        lines = report(ROOT, command, scratch)
        if options.keep and (scratch / "site").is_dir():
            shutil.copytree(scratch / "site", options.keep, dirs_exist_ok=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"# Zensical {options.version}\n")
    print(*(f"- {line}" for line in lines or ["every page was built, and nothing was said"]), sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
