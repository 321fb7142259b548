"""Send our scripts and styles without their comments: they are for people who read the source."""

from pathlib import Path

import rcssmin
import rjsmin


def slim(built: Path, own: Path) -> None:
    """
    Minify our files in a built half of the site.

    Args:
        built: the half, where our files are below `assets/`.
        own: the folder they came from; what the theme brings is left alone.
    """
    for source in own.rglob("*"):
        minify = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}.get(source.suffix)
        target = built / "assets" / source.relative_to(own)
        if minify and target.is_file():
            target.write_text(minify(target.read_text("utf-8")), "utf-8")
