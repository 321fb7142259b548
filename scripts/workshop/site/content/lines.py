"""Where in a source a mistake of its HTML is: the file is certain, the line a best guess."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from workshop.site.content.markup import Mistake

_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(.+?)\1(?!`)")
_PULLED_IN = re.compile(r'^\s*-{1,2}8<-{1,2}\s+"([^"]+)"\s*$')
_TAG = re.compile(r"<[^>]*>")
_HEADING_ID = re.compile(r'<h[1-6][^>]*\bid="([^"]+)"')


@dataclass(frozen=True)
class Source:
    """An article as its writer has it: `path` from the root, its text, and the line that the text begins in."""

    path: str
    body: str
    begins: int


def located(found: Sequence[Mistake], html: str, source: Source, includes: Sequence[tuple[str, Path]]) -> Iterator[str]:
    """
    Each mistake as `file:line: words`.

    Args:
        includes: the folders that `--8<--` takes files from, as they are shown and where they are.
    """
    lines = list(_lines(source.body))
    used: Counter[str] = Counter()
    for mistake in found:
        if place := _in(lines, mistake.signs, used):
            yield f"{source.path}:{source.begins + place - 1}: {mistake.words}"
        elif elsewhere := _pulled_in(lines, mistake.signs, includes):
            yield f"{elsewhere}: {mistake.words}"
        else:
            yield f"{source.path}:{source.begins + _near(lines, html[: mistake.at]) - 1}: {mistake.words}"


def _lines(body: str) -> Iterator[tuple[int, str]]:
    """The lines that are not code, with their numbers from 1."""
    fence = ""
    for number, line in enumerate(body.split("\n"), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(mark[1][0]):
                fence = ""
        elif mark and "`" not in line[mark.end() :]:
            fence = mark[1]
            yield number, line  # its attributes are the writer's, too: ``` { .python onclick=… }
        else:
            yield number, _CODE.sub("", line)


def _in(lines: Sequence[tuple[int, str]], signs: Sequence[str], used: Counter[str]) -> int | None:
    for sign in signs:
        wanted = {sign.lower(), unescape(sign).lower()}
        places = [number for number, line in lines if any(one in line.lower() for one in wanted)]
        if places:
            used[sign] += 1
            return places[min(used[sign], len(places)) - 1]
    return None


def _pulled_in(
    lines: Sequence[tuple[int, str]], signs: Sequence[str], includes: Sequence[tuple[str, Path]]
) -> str | None:
    for _, line in lines:
        name = _PULLED_IN.match(line)
        for shown, folder in includes if name else ():
            file = folder / name[1]  # type: ignore[index]
            if file.is_file() and (
                place := _in(list(enumerate(file.read_text("utf-8").split("\n"), 1)), signs, Counter())
            ):
                return f"{shown}/{name[1]}:{place}"  # type: ignore[index]
    return None


def _near(lines: Sequence[tuple[int, str]], before: str) -> int:
    """The last line with one of the last words, or the id of the last heading, before the mistake; else the first."""
    words = unescape(_TAG.sub("\n", before)).split("\n")
    ids = [f"#{name}" for name in _HEADING_ID.findall(before)[-1:]]
    for sign in [*(word.strip() for word in reversed(words[-40:]) if len(word.strip()) > 2), *ids]:
        if places := [number for number, line in lines if sign in line]:
            return places[-1]
    return 1
