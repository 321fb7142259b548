"""A file that a comment, a page of the repository or a row names is there, and so is the heading that a link names."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
FOLDERS = {parent.as_posix() for name in FILES for parent in Path(name).parents}
TOP = "|".join(sorted(re.escape(name) for name in FOLDERS if "/" not in name and name != "."))
NAMED = re.compile(rf"(?<![\w./{{}}*-])((?:{TOP})/[\w./-]*\.[a-z]+)(?![\w*{{<-])")
READ = {".py", ".js", ".css", ".html", ".toml", ".md", ".yml", ".in"}
# Tests build sites of their own, articles have a check of theirs, and two pages name what once was.
LEFT_OUT = ("tests/", "docs/", "CHANGELOG.md", "UPGRADING.md")
EXAMPLES = {
    "docs/en/x.md": "a placeholder in docstrings",
    "filter-open.png": "WRITING.md and SKRIVING.md show how a picture is written",
}


def texts() -> list[tuple[str, str]]:
    chosen = [name for name in FILES if Path(name).suffix in READ and not name.startswith(LEFT_OUT)]
    return [(name, (ROOT / name).read_text("utf-8")) for name in chosen if (ROOT / name).is_file()]


def missing_files(name: str, text: str) -> list[str]:
    """Each path in the text that is in the repository nowhere, with where it is named."""
    return [
        f"{name}:{number}: {named[1]}"
        for number, line in enumerate(text.split("\n"), 1)
        for named in NAMED.finditer(line)
        if named[1] not in FILES and named[1] not in EXAMPLES
    ]


def broken_links(name: str, text: str) -> list[str]:
    """Each relative link of a Markdown file that leads to no file, or to no heading of it."""
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if ":" in link or path in EXAMPLES:
            continue
        target = os.path.normpath(Path(name).parent / path) if path else name
        if target not in FILES and target not in FOLDERS:
            found.append(f"{name}: {link}")
        elif anchor and anchor not in headings((ROOT / target).read_text("utf-8") if path else text):
            found.append(f"{name}: {link} has no such heading")
    return found


def headings(text: str) -> set[str]:
    """The anchors that a Git host gives the headings of a Markdown file."""
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_a_file_that_is_named_is_there():
    assert [one for name, text in texts() for one in missing_files(name, text)] == []


def test_a_link_between_pages_of_the_repository_leads_somewhere():
    pages = [(name, text) for name, text in texts() if name.endswith(".md") and not name.startswith("includes/")]
    assert len(pages) > 20
    assert [one for name, text in pages for one in broken_links(name, text)] == []


def test_what_is_not_there_is_found():
    assert missing_files("a.py", "# see scripts/nothing.md\n") == ["a.py:1: scripts/nothing.md"]
    assert broken_links("decisions/a.md", "[one](nothing.md) [two](README.md#nowhere)") == [
        "decisions/a.md: nothing.md",
        "decisions/a.md: README.md#nowhere has no such heading",
    ]
