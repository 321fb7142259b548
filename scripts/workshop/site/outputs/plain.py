"""
A Markdown copy beside each article, for machines and for people who quote: tables filled in, absolute links.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.pages.staged import Staged

FILE = "index.md"
# The dumper in C, where PyYAML was built with it, takes a sixth of the time.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SNIPPET = re.compile(r'^([ \t]*)-{1,2}8<-{1,2}[ \t]+"([^"]+)"[ \t]*$', re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
FENCE = re.compile(r"^([ \t]*(`{3,}|~{3,}).*?^[ \t]*\2[ \t]*$)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(\]\()([^)\s#:]+\.md)?(#[\w-]*)?(?=[)\s])")
BOX = re.compile(r'^(?:!!!|\?\?\?\+?) [\w -]+?(?: "(.*)")?\n((?:(?:    .*)?\n)+)', re.MULTILINE)
# `{ .md-button }` is for the theme; `{ #id }` is where links lead.
SIGNS = re.compile(r"[\\`*\[\]<]")
LOOKS = re.compile(r"\{:?\s*\.[^}]*\}")


def write_copies(built: Built) -> str:
    """Write the copies of the articles that were built now, and say how many."""
    articles = built.articles
    pages = {locale: {one.page.path: one for one in articles if one.locale is locale} for locale in built.locales}
    includes: dict[Path, str] = {}
    for one in articles:
        put(built.site / one.address / FILE, copy_of(one, built, pages[one.locale], includes))
    return f"{len(articles)} Markdown copies"


def copy_of(one: Staged, built: Built, pages: dict[str, Staged], includes: dict[Path, str]) -> str:
    """The article as Markdown that needs no other file."""

    def filled(match: re.Match[str]) -> str:
        return _indented(_include(built.root, one, match[2], includes), match[1])

    def linked(match: re.Match[str]) -> str:
        return match[1] + _address(match[2] or "", one, built, pages) + (match[3] or "")

    body = SNIPPET.sub(filled, one.page.body.strip() + "\n")
    parts = FENCE.split(body)
    # split() gives text, fence, the fence's sign, text, …
    text = "".join(
        LOOKS.sub("", BOX.sub(_quoted, LINK.sub(linked, part))) if place % 3 == 0 else part
        for place, part in enumerate(parts) if place % 3 < 2)  # fmt: skip
    front: dict[str, Any] = {"title": one.page.title, "language": one.locale.tag, "address": built.base + one.address}
    if one.changed:
        front["changed"] = one.changed.day
    lead = f"{as_text(one.page.summary)}\n\n" if one.page.summary else ""
    title = "" if text.startswith("# ") else f"# {as_text(one.page.title)}\n\n"
    head = yaml.dump(front, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n\n{title}{lead}{text.strip()}\n"


def as_text(words: str) -> str:
    """Words that are no Markdown, such as a title, escaped and on one line, so that Markdown shows them as they are."""
    return SIGNS.sub(r"\\\g<0>", " ".join(words.split()))


def _address(to: str, one: Staged, built: Built, pages: dict[str, Staged]) -> str:
    """Where a link of the source leads: to the copy of an article, to the page of anything else."""
    if not to:
        return ""
    path = normpath(join(dirname(one.page.path), to))
    if path in pages:
        return built.base + pages[path].address + FILE
    stem = path.removesuffix(".md")
    page = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return built.base + one.locale.prefix + page


def _include(root: Path, one: Staged, name: str, known: dict[Path, str]) -> str:
    file = next(file for folder in (one.source.id, "") if (file := root / "includes" / folder / name).is_file())
    if file not in known:
        text = COMMENT.sub("", file.read_text(encoding="utf-8"))
        known[file] = TABLE.sub(lambda table: table_of(table[0]), text).strip()
    return known[file]


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.splitlines())


def _quoted(box: re.Match[str]) -> str:
    lines = [f"**{box[1]}**", ""] if box[1] else []
    lines += [line.removeprefix("    ") for line in box[2].strip("\n").splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.caption, self.rows, self._into = "", [], None  # type: tuple[str, list[list[str]], str | None]

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
            self._into = tag
        elif tag == "caption":
            self._into = tag
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._into:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into == "caption":
            self.caption += data
        elif self._into:
            self.rows[-1][-1] += data


def table_of(markup: str) -> str:
    """An HTML table as one of Markdown, its caption above it."""
    table = _Table()
    table.feed(markup)
    rows = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return (f"**{table.caption.strip()}**\n\n" if table.caption else "") + "\n".join(lines)
