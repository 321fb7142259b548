"""
Letters: which are seen, which only steer or hide, and which write the same thing in another width.

Two strengths. In an address, a number or a code nothing invisible means anything, so all of it goes (`plain`). Free
text keeps the joiners and variation selectors that Persian, Hindi and emoji are written with (`line`, `paragraph`),
and loses what moves other letters about.
"""

import re
import unicodedata

# Drawn as nothing: soft hyphen, joiners, direction marks, fillers, variation selectors, the blank of Braille, tags.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # without tab, the line breaks, and the four that count as space
_INVISIBLE = re.compile(f"[{_UNSEEN}{_CONTROLS}]+")
# What free text loses: direction overrides and marks, soft hyphens, word joiners, byte order marks, annotations, and
# half characters that no file can hold.
_STEERING = re.compile(
    "[\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]+"
)
# Invisible copies of ASCII. Only the flags of England, Scotland, Wales and their like are written with them.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e007f]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_IN_A_PARAGRAPH = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]+")
_WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | {0xFE6B: "@", 0xFE52: ".", 0xFE55: ":"}
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "nbsp": " ", "#39": "'", "#64": "@", "#160": " "}
_ENTITY = re.compile(rf"&({'|'.join(_ENTITIES)});", re.IGNORECASE)
_MARKED = re.compile("[^\x00-\u02ff]{31,}")
_MOST_MARKS = 30  # on one letter, as in Unicode's stream-safe format (UAX #15); no language comes near it
_NOTHING_SEEN = re.compile(rf"[\s{_UNSEEN}{_CONTROLS}]*")


def steady(text: str) -> str:
    """
    The text in normal form C, in linear time.

    Normalising sorts the marks on a letter, which takes the square of their number: 40,000 marks hold a process for
    seconds. So at most 30 of them stay on one letter.
    """
    if text.isascii() or (not _MARKED.search(text) and unicodedata.is_normalized("NFC", text)):
        return text
    return unicodedata.normalize("NFC", _MARKED.sub(lambda found: _thinned(found[0]), text))


def _thinned(run: str) -> str:
    kept, marks = [], 0
    for c in run:
        # Not `combining`: it is 0 for U+0F73 and its like, which come apart into two marks.
        marks = marks + 1 if unicodedata.category(c).startswith("M") else 0
        if marks <= _MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def line(text: str) -> str:
    """Free text on one line: breaks and controls become a space."""
    return _NOT_IN_A_LINE.sub(" ", _steered(text)).strip().strip("\u200b")


def paragraph(text: str) -> str:
    """Free text with its line breaks and tabs."""
    return _NOT_IN_A_PARAGRAPH.sub("", _BREAKS.sub("\n", _steered(text))).strip().strip("\u200b")


def seen(text: str) -> bool:
    """Whether a reader would see anything of it."""
    if _NOTHING_SEEN.fullmatch(text):
        return False
    return text.isascii() or not all(c.isspace() or _INVISIBLE.match(c) or _is_mark(c) for c in text)


def plain(text: str) -> str:
    """For what only machines read: nothing invisible, full-width letters in their usual width, single spaces."""
    return " ".join(_INVISIBLE.sub("", text).translate(_WIDE).split())


def without_markup(text: str) -> str:
    """Decodes the common HTML entities; all others stay as they are."""
    return _ENTITY.sub(lambda found: _ENTITIES[found[1].lower()], text)


def with_digits(text: str) -> str:
    """Every decimal digit as 0 to 9: full-width, Arabic, Devanagari and the others."""
    return re.sub(r"[^\x00-\x7f]", lambda found: str(unicodedata.decimal(found[0], found[0])), text)


def without_unseen(text: str) -> str:
    """Without what is drawn as nothing; everything else as it is."""
    return _INVISIBLE.sub("", text)


def usual_width(text: str) -> str:
    """Full-width letters, digits and signs in their usual width."""
    return text.translate(_WIDE)


def _steered(text: str) -> str:
    return _TAGS.sub(lambda found: found[1] or "", _STEERING.sub("", steady(text)))


def _is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("M")
