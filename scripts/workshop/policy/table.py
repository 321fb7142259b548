"""A table of the docs: built once, shown as HTML in an article and as plain text in a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Link:
    """A place on the web, by its name."""

    text: str
    address: str


@dataclass(frozen=True)
class Cell:
    """
    One value; `tier` marks a cell about one plan, so that a page can point at the reader's own.

    `places` are links named after the text. A screen reader says the text alone with each cell of the row.
    """

    text: str
    tier: str | None = None
    link: str | None = None
    places: Sequence[Link] = ()


@dataclass(frozen=True)
class Table:
    """Rows of cells under a header; the first cell of a row is its heading."""

    caption: str
    header: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]

    def html(self) -> str:
        lines = ["<table>", f"<caption>{escape(self.caption)}</caption>", "<thead>", "<tr>"]
        lines += [_html("th", cell, ' scope="col"') for cell in self.header]
        lines += ["</tr>", "</thead>", "<tbody>"]
        for row in self.rows:
            lines += ["<tr>", _html("th", row[0], ' scope="row"'), *(_html("td", cell) for cell in row[1:]), "</tr>"]
        return "\n".join([*lines, "</tbody>", "</table>"]) + "\n"

    def text(self) -> str:
        grid = [[cell.text for cell in row] for row in [self.header, *self.rows]]
        widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
        lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in grid]
        lines.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join([self.caption, *(line.rstrip() for line in lines)]) + "\n"


@dataclass(frozen=True)
class Text:
    """A paragraph, with an optional list under it."""

    paragraph: str
    items: Sequence[str] = ()

    def html(self) -> str:
        return (
            self.paragraph + "\n" + ("\n" + "\n".join(f"- {item}" for item in self.items) + "\n" if self.items else "")
        )

    def text(self) -> str:
        return self.paragraph + "\n" + "".join(f"- {item}\n" for item in self.items)


Block = Table | Text


def _html(tag: str, cell: Cell, attributes: str = "") -> str:
    tier = f' data-tier="{escape(cell.tier)}"' if cell.tier else ""
    text = _link(Link(cell.text, cell.link)) if cell.link else escape(cell.text)
    if cell.places:
        attributes += f' abbr="{escape(cell.text)}"'
        text += ": " + ", ".join(map(_link, cell.places))
    return f"<{tag}{attributes}{tier}>{text}</{tag}>"


def _link(link: Link) -> str:
    return f'<a href="{escape(link.address)}">{escape(link.text)}</a>'
