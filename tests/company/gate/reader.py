"""A reader of the tables: what somebody who has nothing but the page would take from it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Grid:
    """One table: its header, and rows by their heading."""

    caption: str = ""
    header: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)

    def column(self, number: int = 0) -> Mapping[str, str]:
        return {heading: cells[number] for heading, cells in self.rows.items()}


class Page(HTMLParser):
    """Tables, paragraphs and lists of a generated file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.grids: list[Grid] = []
        self._row: list[str] = []
        self._open = ""
        self.text = text
        self.feed(text)

    @property
    def items(self) -> list[str]:
        return [line[2:] for line in self.text.splitlines() if line.startswith("- ")]

    @property
    def paragraphs(self) -> list[str]:
        """Every line of text outside of lists and tables."""
        lines = self.text.splitlines()
        return [line for line in lines if line and not line.startswith(("- ", "<"))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.grids.append(Grid())
        elif tag == "tr":
            self._row = []
        elif tag in ("th", "td"):
            # What a screen reader says of a heading with links in it is its short form.
            self._row.append("")
            self._open = "named" if dict(attrs).get("abbr") else "cell"
            self._row[-1] = dict(attrs).get("abbr") or ""
        elif tag == "caption":
            self._open = "caption"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "caption"):
            self._open = ""
        elif tag == "tr":
            grid = self.grids[-1]
            if grid.header:
                grid.rows[self._row[0]] = self._row[1:]
            else:
                grid.header = self._row

    def handle_data(self, data: str) -> None:
        if self._open == "caption":
            self.grids[-1].caption += data
        elif self._open == "cell":
            self._row[-1] += data


def named(names: Mapping[str, str], sentence: str) -> set[str]:
    """Which of the names (id -> words) a sentence says. A longer name is not taken for the shorter one inside it."""
    left, found = sentence.casefold(), set()
    for one, words in sorted(names.items(), key=lambda pair: -len(pair[1])):
        if words.casefold() in left:
            found.add(one)
            left = left.replace(words.casefold(), "")
    return found


def told_apart(pairs: Iterable[tuple[str, object]]) -> Mapping[str, object]:
    """The meaning of each word of a table; fails when one word means two things, or two words the same."""
    meanings: dict[str, set[object]] = {}
    for word, meaning in pairs:
        meanings.setdefault(word, set()).add(meaning)
    assert all(len(meaning) == 1 for meaning in meanings.values()), meanings
    found = {word: next(iter(meaning)) for word, meaning in meanings.items()}
    assert len(set(found.values())) == len(found), found
    return found


def amounts(text: str) -> Sequence[int]:
    """The whole numbers a sentence names, whatever separates their thousands."""
    found = re.findall(r"\d{1,3}(?:[\s.,’]\d{3})+(?!\d)|\d+", text)
    return [int(re.sub(r"\D", "", number)) for number in found]
