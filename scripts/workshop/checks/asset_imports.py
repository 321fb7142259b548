"""
Imports between the folders of overrides/assets: every folder can import `shared`, and no other folder.

`site` is on every page and loads the other folders on demand, so it alone can import them.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""")


def findings(root: Path) -> Sequence[str]:
    """Imports of other folders, imports of files that do not exist, and links."""
    return list(_findings(root / "overrides" / "assets", root))


def _findings(assets: Path, root: Path) -> Iterator[str]:
    for file in sorted(assets.rglob("*")):
        shown = file.relative_to(root).as_posix()
        if file.is_symlink():
            yield f"{shown}: is a link; a folder has its own files or imports shared ones"
        if file.suffix != ".js" or file.is_symlink():
            continue
        here = file.relative_to(assets).as_posix()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for target in _IMPORT.findall(line):
                if not target.startswith("."):
                    continue
                other = normpath(join(dirname(here), target))
                if not (assets / other).is_file():
                    yield f"{shown}:{number}: there is no {target}"
                elif here.split("/")[0] != "site" and other.split("/")[0] not in (here.split("/")[0], "shared"):
                    yield f"{shown}:{number}: {here.split('/')[0]} imports {other}; only shared may be imported"
