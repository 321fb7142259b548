"""Draw the icons of the installed app and the cards of shared links, as PNG, from company.toml, into company/icons/."""

import argparse
import html
import sys

from playwright.sync_api import Page, sync_playwright

from chalicelib.company import folder
from workshop.site.brand.drawing import icon_svg
from workshop.site.brand.theme import ICONS
from workshop.site.languages.locales import COMPANY, LOCALES

CARD = """<body style="margin:0;width:1200px;height:630px;background:{ground};color:{ink};font-family:sans-serif;
display:flex;flex-direction:column;justify-content:center;gap:40px;padding:0 90px;box-sizing:border-box">
<div style="width:150px">{svg}</div><div style="font-size:96px;font-weight:700">{name}</div>
<div style="font-size:42px;opacity:.9">{text}</div></body>"""


def draw(page: Page) -> None:
    """Write every picture into company/icons, with the mark of the icon.svg there, if there is one."""
    to = folder() / "icons"
    to.mkdir(exist_ok=True)
    colours = COMPANY.light
    svg = (to / "icon.svg").read_text("utf-8") if (to / "icon.svg").is_file() else icon_svg(colours)
    for name, (side, whole) in ICONS.items():
        page.set_viewport_size({"width": side, "height": side})
        # A device cuts its own shape out of it: the middle four fifths are safe.
        ground, share = (colours.primary, 0.72) if whole else ("transparent", 1)
        page.set_content(
            f'<body style="margin:0;background:{ground};display:grid;place-items:center;height:100vh">'
            f'<div style="width:{share:.0%};line-height:0">{svg}</div></body>'
        )
        page.screenshot(path=to / name, omit_background=True)
    page.set_viewport_size({"width": 1200, "height": 630})
    for locale in LOCALES:
        page.set_content(
            CARD.format(
                ground=colours.primary,
                ink=colours.on_primary,
                svg=svg,
                name=html.escape(locale.site.name),
                text=html.escape(locale.site.description),
            )
        )
        page.screenshot(path=to / f"card-{locale.id}.png")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="scripts/draw_pictures", description=__doc__)
    parser.add_argument("--browser", default="/usr/bin/chromium", help="the Chromium that draws (default: %(default)s)")
    options = parser.parse_args(arguments)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"])
        draw(browser.new_page())
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
