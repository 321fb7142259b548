"""The wheels that go with our code: exactly those of the lock, for Lambda's Linux, without what is never imported."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from workshop.package import runtime

LANGUAGES = ("root", "en", "fr", "de", "ja", "pt", "es", "nb", "no")  # of mails; a test compares it
_PLATFORMS = ("manylinux2014_x86_64", "manylinux_2_17_x86_64")  # what every Lambda runtime of Python takes
# email-validator asks DNS only on request, and we never request it; short numbers, towns and networks of a phone number
# are not asked for; mails are written in languages, not in those of one country; the rest are for translators, testers.
_NOT_IMPORTED = (
    "dns",
    "babel/messages",
    "babel/locale-data/*_*.dat",
    "phonenumbers/shortdata/region_*.py",
    "phonenumbers/geocoder.py",
    "phonenumbers/carrier.py",
    "phonenumbers/timezone.py",
    "phonenumbers/prefix.py",
    "bin",
    "**/tests",
    "**/test",
    "*.dist-info",
    "**/*.pyi",
    "**/py.typed",
    "**/*.pyx",
    "**/*.c",
    "**/*.h",
    "**/__pycache__",
)


class PackageTrouble(Exception):
    """The package cannot be built; the message is for the person at the terminal."""


def pinned(lock: str, wanted: Iterable[str]) -> str:
    """The blocks of the lock, hashes and all, for the requirements `name==version` that are wanted."""
    blocks = {block.split()[0]: block for block in re.split(r"\n(?=\S)", lock) if "==" in block.partition("\n")[0]}
    missing = [one for one in wanted if one not in blocks]
    if missing:
        raise PackageTrouble(f"requirements.lock does not have {', '.join(missing)}; run: scripts/lock")
    return "\n".join(blocks[one].rstrip() for one in wanted) + "\n"


def install(lock: Path, requirements: Path, target: Path) -> None:
    """Install the wheels of `requirements` into a folder, checked against the lock's hashes."""
    wanted = [line.strip() for line in requirements.read_text().splitlines() if line.strip()]
    chosen = target.with_suffix(".lock")
    chosen.write_text(pinned(lock.read_text(), wanted))
    platforms = [word for platform in _PLATFORMS for word in ("--platform", platform)]
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--no-compile",
            "--only-binary",
            ":all:",
            "--implementation",
            "cp",
            "--python-version",
            runtime.BUILT_FOR,
            *platforms,
            "--require-hashes",
            "--target",
            str(target),
            "-r",
            str(chosen),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        last = answer.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise PackageTrouble(f"pip could not install the Lambda's requirements: {last[0]}")


def trim(folder: Path) -> None:
    """Remove what the Lambda does not import."""
    for pattern in _NOT_IMPORTED:
        for path in list(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (folder / "babel" / "locale-data").glob("*.dat"):
        if path.stem.partition("_")[0] not in LANGUAGES:
            path.unlink()
