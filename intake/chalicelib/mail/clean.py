"""Text that people wrote, made harmless for a mail before any word of it goes in."""

import re
import unicodedata

# They move letters about or hide them: direction marks and overrides, zero-width space, word joiner, BOM.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TRICKS = re.compile(f"[{_BIDI}\u200b\u2060\ufeff]")
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def one_line(text: str, *, most: int = 200) -> str:
    """The text on one line without control characters and direction tricks, at most so many characters."""
    plain = "".join(_letter(c) for c in _TRICKS.sub("", text))
    return shorten(" ".join(plain.split()), most)


def many_lines(text: str) -> str:
    """The text with its lines and tabs, without other control characters and direction tricks."""
    lines = _BREAKS.sub("\n", _TRICKS.sub("", text)).split("\n")
    clean = ("".join(c if c == "\t" else _letter(c) for c in line).rstrip() for line in lines)
    return "\n".join(clean).strip("\n")


def shorten(text: str, most: int) -> str:
    """The text, or its beginning up to a space and an ellipsis; never a letter without its accents."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 1 and _belongs_to_the_one_before(text[end]):
        end -= 1
    start = text[:end]
    space = start.rfind(" ")
    return (start[:space] if space >= most // 2 else start).rstrip() + "…"


def _letter(c: str) -> str:
    category = unicodedata.category(c)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "\ufffd" if category == "Cs" else c


def _belongs_to_the_one_before(c: str) -> bool:
    joins = c in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= c <= "\U0001f3ff"
    return joins or unicodedata.category(c).startswith("M")
