"""As much of Markdown as the checks need: lines without code, headings, links, blocks. Not a parser of the language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([\w+-]*)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)\1(?!`)")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\](?:\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)|\[([^\]]*)\])")
_DEFINED = re.compile(r"^\s{0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?\s*$")
_HTML_LINK = re.compile(r"<(a|img)\b[^>]*?\b(?:href|src)=\"([^\"]*)\"[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt=\"([^\"]*)\"", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_ATTRIBUTES = re.compile(r"\{:?\s*([^{}]*?)\s*\}")
_ID = re.compile(r"#([\w:.-]+)")
_SNIPPET = re.compile(r'^\s*-{1,2}8<-{1,2}\s+"([^"]+)"')
_ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+([\w-]+)")
_ORDERED = re.compile(r"^\s*\d+[.)]\s+")
_MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*>\s?|^\s*(?:!!!|\?\?\?\+?)\s+[\w-]+\s*|^#{1,6}\s+|^\s*:\s{3}")
_TAG = re.compile(r"</?[A-Za-z][^>]*>|&\w+;|&#\d+;")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Line:
    """A line that is not code. `prose` is what readers see of it; `code` what is in backticks."""

    number: int
    raw: str  # without comments; "" where a code block was
    prose: str
    code: Sequence[str]
    fence: str | None = None  # the language of the code block that begins here

    @property
    def is_table(self) -> bool:
        return self.raw.lstrip().startswith("|")

    @property
    def is_step(self) -> bool:
        return bool(_ORDERED.match(self.raw))

    @property
    def snippet(self) -> str | None:
        found = _SNIPPET.match(self.raw)
        return found[1] if found else None

    @property
    def admonition(self) -> str | None:
        found = _ADMONITION.match(self.raw)
        return found[1] if found else None


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str
    id: str | None


@dataclass(frozen=True)
class Link:
    line: int
    target: str
    text: str
    image: bool


def lines(text: str, skip: int) -> list[Line]:
    """The lines after the first `skip`, with their numbers in the file."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text) if "<!--" in text else text
    found: list[Line] = []
    fence = ""
    for number, raw in enumerate(text.split("\n"), 1):
        if number <= skip:
            continue
        mark = _FENCE.match(raw)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2]:
                fence = ""
            found.append(Line(number, "", "", ()))
        elif mark:
            fence = mark[1]
            found.append(Line(number, "", "", (), mark[2]))
        else:
            found.append(_line(number, raw))
    return found


def _line(number: int, raw: str) -> Line:
    if not raw.strip():
        return Line(number, raw, "", ())
    if _SNIPPET.match(raw) or _DEFINED.match(raw):
        return Line(number, raw, "", ())
    code = [span[2] for span in _CODE.finditer(raw)] if "`" in raw else []
    prose = _CODE.sub(" \N{WHITE SQUARE} ", raw) if code else raw
    prose = _MARKER.sub("", _MARKER.sub("", prose))
    if "](" in prose or "][" in prose:
        prose = _LINK.sub(r"\2", prose)
    if "<" in prose or "&" in prose:
        prose = _TAG.sub(" ", prose)
    if "{" in prose:
        prose = _ATTRIBUTES.sub(" ", prose)
    if "://" in prose or "@" in prose or "www." in prose:
        prose = _ADDRESS.sub(" \N{WHITE SQUARE} ", prose)
    return Line(number, raw, prose.replace("**", "").replace("|", " | "), code)


def headings(source: Sequence[Line]) -> list[Heading]:
    found = []
    for line in source:
        if match := _HEADING.match(line.raw):
            attributes = _ATTRIBUTES.search(match[2])
            named = _ID.search(attributes[1]) if attributes else None
            words = _ATTRIBUTES.sub("", match[2]).strip()
            found.append(Heading(line.number, len(match[1]), words, named[1] if named else None))
    return found


def links(source: Sequence[Line]) -> list[Link]:
    defined = {match[1].lower(): match[2] for line in source if (match := _DEFINED.match(line.raw))}
    return [link for line in source if "]" in line.raw or "<" in line.raw for link in _links(line, defined)]


def _links(line: Line, defined: dict[str, str]) -> Iterator[Link]:
    raw = _CODE.sub("", line.raw)
    for found in _LINK.finditer(raw):
        image, text, target, name = found.groups()
        if target is None:
            target = defined.get((name or text).lower(), f"[{name or text}]")
        yield Link(line.number, target, text, bool(image))
        if "![" in text:
            yield from _links(Line(line.number, text, "", ()), defined)
    for tag in _HTML_LINK.finditer(raw):
        alt = _ALT.search(tag[0])
        yield Link(line.number, tag[2], alt[1] if alt else "", tag[1].lower() == "img")
