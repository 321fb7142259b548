"""Draw the icons of the installed app and the cards of shared links, as PNG, from overrides/assets/site/icon.svg."""

import argparse
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "overrides" / "assets" / "site"
INK = "#124e5c"  # the brand of site.css
ICONS = {"icon-192.png": (192, 1.0, "transparent"), "icon-512.png": (512, 1.0, "transparent"),
         # A device cuts its own shape out of it: the middle four fifths are safe.
         "icon-maskable-512.png": (512, 0.72, "#15555f")}  # fmt: skip
CARD = """<body style="margin:0;width:1200px;height:630px;background:{ink};color:#fff;font-family:sans-serif;display:flex;
flex-direction:column;justify-content:center;gap:40px;padding:0 90px;box-sizing:border-box">
<div style="width:150px">{svg}</div><div style="font-size:96px;font-weight:700">{name}</div>
<div style="font-size:42px;opacity:.9">{text}</div></body>"""


def draw(page: Page) -> None:
    """Write every picture into overrides/assets/site."""
    svg = (SITE / "icon.svg").read_text("utf-8")
    for name, (side, share, ground) in ICONS.items():
        page.set_viewport_size({"width": side, "height": side})
        page.set_content(
            f'<body style="margin:0;background:{ground};display:grid;place-items:center;height:100vh">'
            f'<div style="width:{share:.0%};line-height:0">{svg}</div></body>'
        )
        page.screenshot(path=SITE / name, omit_background=True)
    shared = (ROOT / "mkdocs.yml", "site_name"), (ROOT / "mkdocs.yml", "site_description")
    own = (ROOT / "mkdocs.no.yml", "site_name"), (ROOT / "mkdocs.no.yml", "site_description")
    page.set_viewport_size({"width": 1200, "height": 630})
    for locale, sources in {"en": shared, "no": own}.items():
        name, text = (_option(*source) for source in sources)
        page.set_content(CARD.format(ink=INK, svg=svg, name=name, text=text))
        page.screenshot(path=SITE / f"card-{locale}.png")


def _option(file: Path, name: str) -> str:
    """A plain option of a configuration that also has MkDocs' own YAML tags."""
    line = next(line for line in file.read_text("utf-8").splitlines() if line.startswith(f"{name}:"))
    return str(yaml.safe_load(line)[name])


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
