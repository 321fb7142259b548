"""
What changed in an English article since its translation was made: by line, and inside a line by word.

The translation names the text it is true to by its hash; git knows that text if it was ever committed.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop.site.languages.locales import FIRST
from workshop.site.pages.history import versions
from workshop.site.pages.page import Page, parse

# Lines around a change that are shown with it.
CONTEXT = 2
# Below this similarity two lines are shown as replaced, not compared word by word.
ALIKE = 0.4
WORD = re.compile(r"\s+|\w+|[^\w\s]")

Line = dict[str, Any]  # mark: same|added|removed|changed|skipped; pieces: [[same|added|removed, text]]; count


@dataclass(frozen=True)
class Difference:
    """The lines to show, and the day of the version that the translation was made from."""

    day: date
    lines: list[Line]


def difference(root: Path, article: Page, held: str) -> Difference | None:
    """What changed in the article since the version whose hash begins with `held`; None when git has none such."""
    return _difference(root, article.path, article.body, held.lower())


# The preview asks for the same ones after each save, and each asks git several times.
@lru_cache(maxsize=4000)
def _difference(root: Path, path: str, body: str, held: str) -> Difference | None:
    for day, text in versions(root, f"docs/{FIRST.id}/{path}"):
        try:
            old = parse(path, text)
        except ValueError:
            continue  # once committed with broken front matter; the version before it can be the one
        if old.body_hash.startswith(held):
            return Difference(day, compare(old.body, body))
    return None


def compare(old: str, new: str) -> list[Line]:
    """The lines of both texts, the same ones far from any change left out and counted."""
    before, after = (_lines(text) for text in (old, new))
    lines: list[Line] = []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (kind, from_old, to_old, from_new, to_new) in enumerate(blocks):
        if kind == "equal":
            lines += _context(before[from_old:to_old], first=number == 0, last=number == len(blocks) - 1)
        else:
            lines += _changed(before[from_old:to_old], after[from_new:to_new])
    return lines


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines() if line.strip()]


def _context(same: list[str], first: bool, last: bool) -> list[Line]:
    head = [] if first else same[:CONTEXT]
    tail = [] if last else same[max(len(head), len(same) - CONTEXT) :]
    left_out = len(same) - len(head) - len(tail)
    skipped = [{"mark": "skipped", "count": left_out}] if left_out else []
    return [*(_line("same", one) for one in head), *skipped, *(_line("same", one) for one in tail)]


def _line(mark: str, text: str) -> Line:
    return {"mark": mark, "pieces": [[mark, text]]}


def _changed(old: list[str], new: list[str]) -> list[Line]:
    """Lines in pairs where they are alike; what is left over was removed or added."""
    lines: list[Line] = []
    while old and new:
        matcher = SequenceMatcher(None, WORD.findall(old[0]), WORD.findall(new[0]), autojunk=False)
        if matcher.ratio() < ALIKE:
            # Take from the longer side, so that the rest can still find its pair.
            side, mark = (new, "added") if len(new) > len(old) else (old, "removed")
            lines.append(_line(mark, side.pop(0)))
            continue
        lines.append({"mark": "changed", "pieces": _pieces(matcher, old.pop(0), new.pop(0))})
    return lines + [_line("removed", one) for one in old] + [_line("added", one) for one in new]


def _pieces(matcher: "SequenceMatcher[str]", old: str, new: str) -> list[list[str]]:
    before, after = WORD.findall(old), WORD.findall(new)
    pieces = []
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(["same", "".join(before[from_old:to_old])])
            continue
        both = (("removed", before[from_old:to_old]), ("added", after[from_new:to_new]))
        pieces += [[mark, "".join(words)] for mark, words in both if words]
    return pieces
