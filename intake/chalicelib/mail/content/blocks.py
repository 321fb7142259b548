"""The parts of a letter, which the text and the HTML are both made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Code:
    """A code to type, on a line of its own."""

    text: str


@dataclass(frozen=True)
class Quote:
    """What a person wrote, in their own words and lines."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Short name and value pairs."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Note:
    """Small print at the end."""

    text: str


Block = Paragraph | Code | Quote | Facts | Link | Note


@dataclass(frozen=True)
class Content:
    subject: str
    blocks: tuple[Block, ...]
