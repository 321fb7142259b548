"""The zip that Lambda gets: with bytecode, and the same bytes from each build of one commit."""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from workshop.package.vendor import PackageTrouble

# The numbering plans of 245 countries, of which a process reads the few that somebody is called in: a millisecond each.
_RARELY = "phonenumbers/data/region_"
# Never checked against the source: the two come in one zip.
_COMPILE = """
import compileall, re, sys
from py_compile import PycInvalidationMode
good = compileall.compile_dir(sys.argv[1], quiet=1, stripdir=sys.argv[1], rx=re.compile(sys.argv[2]),
                              invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
sys.exit(not good)
"""
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can say
_MODE = 0o644 << 16  # the upper half of the attributes is Unix's


def sealed(made: Path) -> Path:
    """
    Replace chalice's zip with one that has bytecode, ordered names and no dates.

    Returns:
        The new zip, `deployment-<first 16 hex digits of its SHA-256>.zip`, in the same folder.

    Raises:
        PackageTrouble: some of the code is not Python.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with zipfile.ZipFile(made) as zipped:
            zipped.extractall(folder)
        _add_bytecode(folder)
        written = made.with_suffix(".tmp")
        with zipfile.ZipFile(written, "w") as zipped:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _MOMENT)
                entry.external_attr, entry.create_system = _MODE, 3
                zipped.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    made.unlink()
    return written.rename(made.with_name(f"deployment-{hashlib.sha256(written.read_bytes()).hexdigest()[:16]}.zip"))


def _add_bytecode(folder: Path) -> None:
    """
    Lambda cannot keep the bytecode it makes, so without this each cold start compiles all of it: 376 ms, not 222.

    A Python of its own writes it: what else is in the memory of this one, and the seed of its hashes, would show.
    """
    answer = subprocess.run(
        [sys.executable, "-S", "-c", _COMPILE, str(folder), _RARELY],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=False,
    )
    if answer.returncode:
        raise PackageTrouble("some of the package's code is not Python")
