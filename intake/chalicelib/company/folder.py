"""Where the company's folder is."""

import os
from pathlib import Path

VARIABLE = "VARDE_COMPANY"
PACKAGED = Path(__file__).parent / "data"  # scripts/package puts the folder there for the Lambda
IN_THE_REPOSITORY = Path(__file__).resolve().parents[3] / "company"


def folder() -> Path:
    """The folder that `VARDE_COMPANY` names, else the one packaged with the code, else `company/` of the repository."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return PACKAGED if PACKAGED.is_dir() else IN_THE_REPOSITORY
