"""What the company adds to the templates and files of overrides/: words, colours, icons, cards of shared links."""

import json
from collections.abc import Iterator
from pathlib import Path

from chalicelib.company import Palette, folder
from workshop.site.brand.drawing import card, icon, icon_svg
from workshop.site.files import put_if_new
from workshop.site.languages.locales import COMPANY, LOCALES
from workshop.site.languages.words import words_of

STYLE = "assets/site/site.css"
ICONS = {"icon-192.png": (192, False), "icon-512.png": (512, False), "icon-maskable-512.png": (512, True)}


def write_theme(root: Path, to: Path) -> None:
    """Write it all below a folder that the generator looks into first."""
    for locale in LOCALES:
        words = json.dumps(words_of(root, locale), ensure_ascii=False, indent=1)
        put_if_new(to / "words" / f"{locale.id}.html", f"{{% set words = {words} %}}\n".encode())
    style = root / "overrides" / STYLE
    if style.is_file():
        put_if_new(to / STYLE, (colours() + style.read_text("utf-8")).encode())
    for name, content in pictures():
        put_if_new(to / "assets" / "site" / name, content)


def pictures() -> Iterator[tuple[str, bytes]]:
    """Icons and cards by name: those of the company's folder, else drawn from its colours."""
    own = folder() / "icons"
    plain = COMPANY.light

    def given(name: str) -> bytes | None:
        return (own / name).read_bytes() if (own / name).is_file() else None

    yield "icon.svg", given("icon.svg") or icon_svg(plain).encode()
    for name, (side, whole) in ICONS.items():
        yield name, given(name) or icon(plain, side, whole)
    for locale in LOCALES:
        name = f"card-{locale.id}.png"
        yield name, given(name) or card(plain)


def colours() -> str:
    """The company's colours as the theme's variables."""
    light, dark = COMPANY.light, COMPANY.dark
    slate = _accent(dark) + f"--md-typeset-a-color:{dark.link}"
    if _primary(dark) != _primary(light):
        slate = _primary(dark) + slate
    return (
        f"[data-md-color-primary=custom]{{{_primary(light)}--md-typeset-a-color:{light.link}}}\n"
        f"[data-md-color-accent=custom]{{{_accent(light)}}}\n"
        f"@media screen{{[data-md-color-scheme=slate]{{{slate}}}}}\n"
    )


def _primary(colours: Palette) -> str:
    return (
        f"--md-primary-fg-color:{colours.primary};--md-primary-fg-color--light:{colours.primary_light};"
        f"--md-primary-fg-color--dark:{colours.primary_dark};--md-primary-bg-color:{colours.on_primary};"
        f"--md-primary-bg-color--light:{colours.on_primary}d9;"
    )


def _accent(colours: Palette) -> str:
    return (
        f"--md-accent-fg-color:{colours.accent};--md-accent-fg-color--transparent:{colours.accent}1a;"
        f"--md-accent-bg-color:{colours.on_accent};"
    )
