"""
The HTML of an article, read so strictly that every browser reads it alike.

Each `<` must begin a tag of the plain form, and each element must end where it began. What other parsers forgive
(`<img/onerror=…>`, a quote that never ends, `</div>` that closes the page's own box) is refused here, so that no
browser can see more in it than this does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.site.content.rules import ELEMENTS, VOID, against

# What HTML calls a space, and no other; names in ASCII: `\s` and lower() of Python see more than a browser does.
_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE = (
    rf"""{_SPACE}+([A-Za-z_:@*][\w:.@*-]*)(?:{_SPACE}*={_SPACE}*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r"'=<>`]+)))?"""
)
_TAG = re.compile(rf"""<(/?)([A-Za-z][A-Za-z0-9-]*)((?:{_ATTRIBUTE})*){_SPACE}*(/?)>""", re.ASCII)
_EACH = re.compile(_ATTRIBUTE, re.ASCII)
_DEEPEST = 40  # browsers flatten what is nested hundreds deep
_COMMENT = re.compile(r"<!--(?!>|->)((?:(?!--)[^<])*)-->")
_OPENING = re.compile(r"<[/!?]?[A-Za-z]?[^\s>]*")


@dataclass(frozen=True)
class Mistake:
    """One thing that an article must not contain; `signs` are its possible forms in the source, the clearest first."""

    words: str
    signs: tuple[str, ...]
    at: int  # where in the HTML


def mistakes(html: str, taken: Sequence[re.Pattern[str]] = ()) -> Iterator[Mistake]:
    """Everything in the HTML of an article that is not on the list (rules.py)."""
    open_elements: list[tuple[str, str, int]] = []
    foreign = set[str]()
    place = html.find("<")
    while place >= 0:
        token = (_COMMENT if html.startswith("<!", place) else _TAG).match(html, place)
        if token is None:
            yield _odd(html, place)
            place = html.find("<", place + 1)
            continue
        if token.re is _TAG:
            yield from _tag(token, open_elements, foreign, taken)
        place = html.find("<", token.end())
    for _, raw, at in open_elements:
        yield Mistake(f"{raw} is never ended, and takes in the rest of the page", (raw,), at)


def _odd(html: str, place: int) -> Mistake:
    found = _OPENING.match(html, place)
    raw = found[0][:40] if found else "<"
    if raw.startswith("<!--"):
        return Mistake("a comment may hold no < and no --, and must end with -->", ("<!--",), place)
    return Mistake(f"{raw} is not a tag in its plain form; write &lt; for the sign", (raw, raw[:2]), place)


def _tag(
    token: re.Match[str], open_elements: list[tuple[str, str, int]], foreign: set[str], taken: Sequence[re.Pattern[str]]
) -> Iterator[Mistake]:
    name, raw, at = token[2].lower(), token[0], token.start()
    if name not in ELEMENTS:
        if not token[1]:
            foreign.add(name)
            yield Mistake(f"<{name}> is not an element that an article may hold", (raw, f"<{token[2]}"), at)
        elif name not in foreign:  # </main> would end the page's own
            yield Mistake(f"{raw} ends nothing that this article has begun", (raw,), at)
        return
    if token[1]:
        yield from _ended(name, raw, at, open_elements)
        return
    if name not in VOID:
        open_elements.append((name, raw, at))
        if len(open_elements) == _DEEPEST:
            yield Mistake(f"{raw} is inside {_DEEPEST - 1} others", (raw,), at)
    if not token[3]:
        return
    seen = set[str]()
    for found in _EACH.finditer(token[3]):
        attribute, value = found[1].lower(), next((one for one in found.groups()[1:] if one is not None), "")
        words = (
            f"{attribute}= appears twice in {raw[:60]}" if attribute in seen else against(name, attribute, value, taken)
        )
        seen.add(attribute)
        if words:
            yield Mistake(words, _signs(raw, found[0].strip(), attribute, value), at)


def _ended(name: str, raw: str, at: int, open_elements: list[tuple[str, str, int]]) -> Iterator[Mistake]:
    if open_elements and open_elements[-1][0] == name:
        open_elements.pop()
        return
    if name not in [one for one, _, _ in open_elements]:
        yield Mistake(f"{raw} ends nothing that this article has begun", (raw,), at)
        return
    while (last := open_elements.pop())[0] != name:
        yield Mistake(f"{last[1]} is not ended before {raw}", (last[1],), last[2])


def _signs(raw: str, written: str, attribute: str, value: str) -> tuple[str, ...]:
    last = value.rpartition("/")[2]
    return tuple(one for one in (raw, written, value, f"{attribute}=", last, attribute) if len(one) > 1)
