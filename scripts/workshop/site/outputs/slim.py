"""Send our scripts and styles without their comments: they are for people who read the source."""

from pathlib import Path

import minify

MEDIA_TYPES = {".js": "application/javascript", ".css": "text/css"}


def slim(built: Path, own: Path) -> None:
    """
    Minify our files in a built half of the site.

    The minifier joins declarations and puts one that takes something apart before the others (tdewolff/minify, issue
    958): `const before = this.seen` and then `const { one } = await …` change places. A test looks for such pairs.

    Args:
        built: the half, where our files are below `assets/`.
        own: the folder they came from; what the theme brings is left alone.
    """
    for source in own.rglob("*"):
        target = built / "assets" / source.relative_to(own)
        if source.suffix in MEDIA_TYPES and target.is_file():
            target.write_text(minify.string(MEDIA_TYPES[source.suffix], target.read_text("utf-8")), "utf-8")
