"""
Which Python the Lambda runs: `[tool.varde] lambda-python` in pyproject.toml names it, for releases and for people.

Bytecode and compiled wheels are of one version, so a package is always for the Python that builds it.
"""

import sys
import tomllib
from pathlib import Path

BUILT_FOR = f"{sys.version_info.major}.{sys.version_info.minor}"


def named(project: Path) -> str:
    """The version that releases are built for, such as `3.13`."""
    with (project / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["tool"]["varde"]["lambda-python"])
