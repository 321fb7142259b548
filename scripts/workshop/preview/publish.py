"""Puts what was rendered into the site that is served; each file is replaced whole, never written into."""

import os
import shutil
from pathlib import Path

import minify

from workshop.site.files import put
from workshop.site.generator.configuration import theme_of
from workshop.site.languages.locales import LOCALES
from workshop.site.outputs.slim import MEDIA_TYPES


def publish_asset(root: Path, changed: Path, site: Path) -> bool:
    """Replace one of our scripts or styles in both halves; False when only a build knows what to do with it."""
    inside = changed.relative_to(root / "overrides" / "assets")
    targets = [site / locale.prefix / "assets" / inside for locale in LOCALES]
    if (theme_of(root) / "assets" / inside).is_file():
        return False  # the company adds to it
    if changed.suffix not in MEDIA_TYPES or not changed.is_file() or not all(one.is_file() for one in targets):
        return False
    text = minify.string(MEDIA_TYPES[changed.suffix], changed.read_text("utf-8"))
    for target in targets:
        put(target, text)
    return True


def put_in_place(fresh: Path, target: Path) -> None:
    """Exchange a folder."""
    old = fresh.with_name(fresh.name + ".old")
    if target.exists():
        os.rename(target, old)
    os.rename(fresh, target)
    shutil.rmtree(old, ignore_errors=True)
