"""Tests of the product know no fact of the shipped company; those that do are in a folder of their own."""

import csv
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITS_OWN = ("tests/nordlys/", "tests/company/", "tests/clone/", "tests/checks/test_company_facts.py")


@cache
def facts() -> re.Pattern[str]:
    """Its name, the ids of its plans and seats as code writes them, names and addresses of its sample people."""
    policy = tomllib.loads((ROOT / "company" / "policy.toml").read_text("utf-8"))
    company = tomllib.loads((ROOT / "company" / "company.toml").read_text("utf-8"))
    people = csv.DictReader((ROOT / "company" / "people.csv").open(encoding="utf-8"))
    ids = {row["id"] for table in ("tier", "seat") for row in policy[table]}
    told = ("email", "name", "account_name", "contact_name", "contact_email")
    names = {company["company"]["name"], *(row[field] for row in people for field in told if row[field])}
    quoted = "|".join(rf"""["']{re.escape(one)}["']""" for one in sorted(ids))
    return re.compile(rf"{quoted}|{'|'.join(map(re.escape, sorted(names)))}", re.IGNORECASE)


def naming() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "tests"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [name for name in listed.splitlines() if name.endswith((".py", ".json", ".toml"))]
    return {
        name
        for name in files
        if not name.startswith(ITS_OWN) and (ROOT / name).is_file() and facts().search((ROOT / name).read_text("utf-8"))
    }


def test_no_other_file_names_the_shipped_company():
    assert naming() == set(), "ask tests/roles for what the test needs, or put it into tests/nordlys"


def test_the_search_finds_the_company_in_its_own_tests():
    assert facts().search((ROOT / "tests/nordlys/test_roles.py").read_text("utf-8"))
