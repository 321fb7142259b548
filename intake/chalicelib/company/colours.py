"""Colours of the two schemes: what may be left out, and whether text on them can be read (WCAG 2.2, 1.4.3)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.company.company import Palette

LEAST = 4.5  # contrast of text with what is behind it
PAGES = {"light": "#ffffff", "dark": "#1e2528"}  # the theme's pages
NEEDED = ("primary", "on_primary", "link", "accent", "on_accent")
SHADES = {"primary_light": ("#ffffff", 0.12), "primary_dark": ("#000000", 0.25)}  # of primary, when left out
_HEX = re.compile(r"#[0-9a-f]{6}")


def problems(colours: Any) -> Iterator[str]:
    """Everything that is wrong with the table [colours]."""
    if not isinstance(colours, dict) or not isinstance(colours.get("light"), dict):
        yield "colours: must be written as [colours] with light = { … } and dark = { … }"
        return
    if not isinstance(colours.get("dark", {}), dict):
        yield "colours: dark must be { … }"
        return
    yield from (f"colours: there is no field {name!r}" for name in colours if name not in PAGES)
    wrong = [*_field_problems(colours)]
    yield from wrong
    if not wrong:
        for scheme in PAGES:
            yield from _contrast_problems(scheme, palette(colours, scheme))


def palette(colours: Mapping[str, Any], scheme: str) -> Palette:
    """The colours of a scheme; those that dark leaves out are those of light, shades of primary are mixed from it."""
    given = {**colours["light"], **(colours.get("dark", {}) if scheme == "dark" else {})}
    mixed = {name: _mixed(given["primary"], *how) for name, how in SHADES.items()}
    return Palette(**{**mixed, **given})


def contrast(one: str, other: str) -> float:
    """How much two colours differ in lightness, 1 to 21, as WCAG counts it."""
    lighter, darker = sorted((_lightness(one), _lightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _field_problems(colours: Mapping[str, Any]) -> Iterator[str]:
    for scheme in PAGES:
        given = colours.get(scheme, {})
        yield from (
            f"colours: {scheme}.{name} is missing" for name in NEEDED if scheme == "light" and name not in given
        )
        for name, colour in given.items():
            if name not in (*NEEDED, *SHADES):
                yield f"colours: there is no field {scheme}.{name}"
            elif not isinstance(colour, str) or not _HEX.fullmatch(colour):
                yield f"colours: {scheme}.{name} {colour!r} is not a colour such as '#124e5c'"


def _contrast_problems(scheme: str, colours: Palette) -> Iterator[str]:
    pairs = [("on_primary", name) for name in ("primary", *SHADES)] + [("on_accent", "accent"), ("link", PAGES[scheme])]
    for text, ground in pairs:
        behind = ground if ground.startswith("#") else getattr(colours, ground)
        found = contrast(getattr(colours, text), behind)
        if found < LEAST:
            said = f"the page ({behind})" if ground.startswith("#") else f"{scheme}.{ground}"
            yield f"colours: {scheme}.{text} on {said} has a contrast of {found:.1f}; text needs at least {LEAST}"


def _mixed(colour: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _lightness(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
