"""One Markdown file, read and taken apart once for all checks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.markdown import Heading, Line, Link, headings, lines, links
from workshop.checks.articles.numbers import Quantity, quantities
from workshop.site.pages.page import FRONT, OF_PRODUCT, Page, Unreadable, decoded, field_line, parse

# Front matter that a reader never sees as prose: file names, addresses, and the wrong words that people type.
NOT_PROSE = frozenset({"keywords", "template", "moved_from", "source_hash", "hide", "icon", "link", "at"})
_KEY = re.compile(r"^(\s*(?:- )?)([\w-]+):(?: |$)")
_INLINE = re.compile(r"\b(?:at|icon|link): *[^,}]+|\b(?:ask|title|text): *|[{}]")
_ALLOW = re.compile(r"<!--\s*check: allow ([\w ,]+?)\s*-->")


@dataclass(frozen=True)
class Article:
    """A file of docs/: its front matter, its lines, and their content, each with its line number."""

    path: str  # from the root: docs/en/sign-in/index.md, or overrides/pages/en/contact.md
    text: str
    front: Mapping[str, Any]
    trouble: Finding | None = field(default=None)  # why the front matter could not be read

    @property
    def locale(self) -> str:
        return self._below.split("/")[0]

    @property
    def name(self) -> str:
        """The same in every language: sign-in/index.md"""
        return self._below.split("/", 1)[1]

    @property
    def of_product(self) -> bool:
        """Whether it is a page of the product, whose text is in overrides/pages."""
        return self.path.startswith(f"{OF_PRODUCT}/")

    @property
    def _below(self) -> str:
        return self.path.removeprefix(f"{OF_PRODUCT}/").removeprefix("docs/")

    @property
    def is_draft(self) -> bool:
        return self.front.get("draft") is True

    @cached_property
    def front_lines(self) -> int:
        front = FRONT.match(self.text)
        return self.text[: front.end()].count("\n") if front else 0

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The lines below the front matter, without code blocks and comments."""
        return lines(self.text, self.front_lines)

    @cached_property
    def headings(self) -> Sequence[Heading]:
        return headings(self.lines)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(heading.id for heading in self.headings if heading.id)

    @cached_property
    def links(self) -> Sequence[Link]:
        return links(self.lines)

    @cached_property
    def prose(self) -> Sequence[tuple[int, str]]:
        """What a reader reads, line by line: front matter first, then the text without code, markup and addresses."""
        return [*_front_prose(self.text.split("\n")[: self.front_lines]),
                *((line.number, line.prose) for line in self.lines if line.prose.strip())]  # fmt: skip

    @cached_property
    def sections(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """Prose by the id of the heading above it; text before the first heading is under ''."""
        found: dict[str, list[tuple[int, str]]] = {"": []}
        starts = {heading.line: heading.id or "" for heading in self.headings}
        here = ""
        for number, text in self.prose:
            here = starts.get(number, here)
            found.setdefault(here, []).append((number, text))
        return found

    @cached_property
    def quantities(self) -> Mapping[int, Sequence[Quantity]]:
        """Numbers, dates and times by line."""
        found = ((number, quantities(text, self.locale)) for number, text in self.prose)
        return {number: some for number, some in found if some}

    @cached_property
    def body(self) -> str:
        """The text below the front matter."""
        front = FRONT.match(self.text)
        return self.text[front.end() :] if front else self.text

    @cached_property
    def body_hash(self) -> str:
        """What a translation of it writes in `source_hash`."""
        return Page(self.name, {}, self.body).body_hash

    def field_line(self, name: str) -> int:
        """The line of a field of the front matter, for findings about it."""
        return field_line(self.text, name)

    def allows(self, number: int, what: str) -> bool:
        """Whether a comment on the line says that this once it is meant: <!-- check: allow policy -->"""
        return what in self._allowed.get(number, ())

    @cached_property
    def _allowed(self) -> Mapping[int, Sequence[str]]:
        if "check: allow" not in self.text:
            return {}
        found = ((number, _ALLOW.search(line)) for number, line in enumerate(self.text.split("\n"), 1))
        return {number: re.split(r"[ ,]+", match[1]) for number, match in found if match}


def read(path: str, raw: bytes) -> Article:
    """The article, or one that only says why it cannot be read."""
    text = ""
    try:
        text = decoded(raw)
        return Article(path, text, parse(path, text).meta)
    except Unreadable as error:
        return Article(path, text, {}, Finding(path, error.line, Level.ERROR, str(error)))


def _front_prose(front: Sequence[str]) -> Iterator[tuple[int, str]]:
    hidden: int | None = None  # how deep the field is indented that is not prose
    for number, line in enumerate(front, 1):
        key = _KEY.match(line)
        depth = len(key[1]) if key else len(line) - len(line.lstrip())
        if hidden is not None and depth <= hidden and line.strip() and not line.lstrip().startswith("- "):
            hidden = None
        if key and key[2] in NOT_PROSE:
            hidden = depth
        elif hidden is None and line.strip("- \n"):
            yield number, _INLINE.sub(" ", line[key.end() :] if key else line)
