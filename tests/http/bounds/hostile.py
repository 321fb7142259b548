"""Texts, lists and numbers that are meant to be slow to look at, and how much work something is."""

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any

# Repeated, each of them has been expensive for somebody: normalising, bidi, regular expressions, IDNA, JSON, splitting.
UNITS = {
    "two marks": "\u0301\u0316",
    "marks that come apart": "\u0344\u0f73",
    "marks that count as none": "\u0f73\u0f75",
    "letters and marks": "e\u0301\u0323",
    "half-width marks": "\uff9e\u0300",
    "letters that grow": "\U0001d160",
    "Hangul in parts": "\u1100\u1161\u11a8",
    "family": "\U0001f468\u200d\U0001f469\u200d",
    "overrides": "\u202e\u2066",
    "nothing seen": "\u200b\u3164\u2800",
    "flags without end": "\U0001f3f4\U000e0067",
    "wide letters": "\uff21\uff20\uff0e",
    "capital sharp": "\u1e9e",
    "wide digits": "\uff11",
    "Arabic digits": "\u0661\u066b",
    "letters": "a",
    "digits": "1",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "lines": "\r\n",
    "returns": "\r",
    "controls": "\x00\x1b",
    "ats": "@",
    "names and ats": "a@",
    "labels": "a.",
    "ideographic stops": "\u3002",
    "punycode": "xn--a-",
    "letters for IDNA": "\u00fc\u05d0.",
    "angle brackets": "<",
    "closed brackets": "<>",
    "colons": "a: ",
    "quotes": "\"'",
    "open brackets": "([",
    "closing brackets": ")",
    "closing brackets and stops": ").",
    "Markdown": "](",
    "plus signs": "+1 ",
    "zeros": "(0)",
    "extensions": ";ext=1",
    "x and digits": "1x1",
    "parameters": ";a=",
    "slashes": "/a-",
    "dots in a path": "/a.",
    "links": "https://a.example/",
    "schemes": "https://",
    "hosts": "a.example ",
    "links and prose": "https://a b ",
    "percent signs": "%25",
    "dashes": "-",
    "tag parts": "en-",
    "hexadecimal": "0f",
    "case numbers": "V-7F3K-9Q2M",
}
BEFORE = {"email": ("", "a@"), "uri": ("", "https://"), None: ("", "+47 ", "/")}


def texts(length: int, form: str | None, *, every: int = 1) -> Iterator[tuple[str, str]]:
    """Hostile texts of so many characters, with their names; or only every so many of them."""
    for name, unit in list(UNITS.items())[::every]:
        for before in BEFORE.get(form, BEFORE[None]):
            yield f"{before}{name}", (before + unit * (length // len(unit) + 1))[:length]


def nested(length: int) -> Iterator[tuple[str, bytes]]:
    """JSON values of so many bytes that are no text."""
    yield "digits", b"9" * length
    yield "negative digits", b"-" + b"9" * length
    yield "decimals", b"0." + b"1" * length
    yield "zeros and an exponent", b"1" + b"0" * length + b"e-9"
    yield "lists in lists", b"[" * (length // 2) + b"]" * (length // 2)
    yield "objects in objects", b'{"a":' * (length // 6) + b"1" + b"}" * (length // 6)
    yield "many names", b"{" + b",".join(b'"%d":1' % place for place in range(length // 9)) + b"}"
    yield "escapes", b'"' + b"\\u0301\\u0316" * (length // 12) + b'"'


def work(act: Callable[[], Any], runs: int = 3) -> float:
    """Seconds of CPU of the quickest of some runs: what the work takes when nothing else disturbs it."""
    gc.disable()
    try:
        best = float("inf")
        for _ in range(runs):
            began = time.process_time()
            act()
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best


def grows_too_fast(act: Callable[[Any], Any], once: Any, twice: Any, spare: float) -> float | None:
    """
    How many times the work grew when its input was doubled, when that is clearly more than twice.

    Args:
        spare: seconds that never count, measured in the same run: the work of an honest request.
    """
    for runs in (3, 9, 27):  # what looks slow is measured again before anybody is blamed
        small, large = work(lambda: act(once), runs), work(lambda: act(twice), runs)
        if large <= 3 * small + spare:
            return None
        if large > max(50 * spare, 0.2):  # far beyond what a busy machine could do to it, and long to measure again
            break
    return large / small
