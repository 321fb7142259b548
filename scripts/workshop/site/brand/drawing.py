"""
The mark of a company that brings no icons: a lifebuoy in its two colours, as SVG and as PNG.

`scripts/draw_pictures` draws cards with the name on them; it needs a browser, which a build has not.
"""

import struct
import zlib
from functools import cache

from chalicelib.company import Palette

# The ring between these shares of the mark's radius has the second colour.
INNER, OUTER = 0.38, 0.69
CARD = (1200, 630)
Colour = tuple[int, int, int]


def icon_svg(colours: Palette) -> str:
    """The mark as a picture of any size."""
    middle, width = 16 * (INNER + OUTER) / 2, 16 * (OUTER - INNER)
    ring = f'r="{middle:.1f}" fill="none" stroke="{colours.on_primary}" stroke-width="{width:.1f}"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="16" r="16" fill="{colours.primary}"/><circle cx="16" cy="16" {ring}/></svg>\n'
    )


@cache
def icon(colours: Palette, side: int, whole: bool) -> bytes:
    """A square PNG; `whole` fills it, for devices that cut their own shape out of its middle four fifths."""
    return _png(side, side, _rows(colours, side, side, 0.36 * side if whole else 0.5 * side, whole))


@cache
def card(colours: Palette) -> bytes:
    """The picture of a shared link, as large as social networks ask for."""
    width, height = CARD
    return _png(width, height, _rows(colours, width, height, 0.3 * height, whole=True))


def _rows(colours: Palette, width: int, height: int, radius: float, whole: bool) -> list[bytes]:
    """A quarter is drawn and mirrored."""
    ground, ring = _colour(colours.primary), _colour(colours.on_primary)
    outside = bytes((*ground, 255 if whole else 0))
    rows = []
    for y in range((height + 1) // 2):
        half = []
        for x in range((width + 1) // 2):
            away = ((x + 0.5 - width / 2) ** 2 + (y + 0.5 - height / 2) ** 2) ** 0.5
            if away > radius + 1:
                half.append(outside)
                continue
            share = min(_within(away, OUTER * radius), 1 - _within(away, INNER * radius))
            mixed = (round(a + (b - a) * share) for a, b in zip(ground, ring, strict=True))
            half.append(bytes((*mixed, 255 if whole else round(255 * _within(away, radius)))))
        rows.append(b"".join(half + half[: width // 2][::-1]))
    return rows + rows[: height // 2][::-1]


def _within(away: float, radius: float) -> float:
    """How much of a pixel is inside a circle, 0 to 1."""
    return min(1.0, max(0.0, radius - away + 0.5))


def _colour(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _png(width: int, height: int, rows: list[bytes]) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
