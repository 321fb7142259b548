"""The company that is there: the folder that the product reads, as its files say it."""

import tomllib
from datetime import date
from pathlib import Path

from chalicelib.company import folder

ROOT = Path(__file__).resolve().parents[3]
FOLDER = folder()
POLICY = FOLDER / "policy.toml"
COMPANY = tomllib.loads((FOLDER / "company.toml").read_text("utf-8"))
# Locale id -> the CLDR name of its dates, times and lists.
CLDR = {row["id"]: row["dates"].replace("-", "_") for row in COMPANY["locale"]}
LOCALES = tuple(CLDR)
# The day of the walk, unless the policy changes later.
TODAY = date(2026, 12, 2)
