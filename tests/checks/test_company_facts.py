"""Tests of the product know no fact of the shipped company; those that do are in a folder of their own."""

import csv
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

ROOT = Path(__file__).resolve().parents[2]
ITS_OWN = ("tests/nordlys/", "tests/company/", "tests/clone/", "tests/checks/test_company_facts.py")
# (kind of fact, file or folder) -> why what is found there is not the company's.
EXCEPTIONS = {
    ("channels", "tests/checks/test_literals.py"): "a policy of its own, with ids that are words of the product, too",
    (
        "channels",
        "tests/search/test_results_page.py",
    ): "the product calls results from elsewhere as a channel is called",
    ("languages", "tests/checks/articles/test_any_script.py"): "texts in many scripts, each under its language's name",
    ("languages", "tests/cases/"): "the languages of the ferry's policy (tests/fakes/ferry)",
    ("languages", "tests/http/"): "the languages of the ferry's policy",
    ("languages", "tests/mail/"): "the product has words of mails in these languages, whoever its company is",
    ("languages", "tests/policy/"): "the languages of the ferry's policy",
    ("languages", "tests/ways/"): "the languages of the ferry's policy",
}


@cache
def facts() -> dict[str, re.Pattern[str]]:
    """Kind of fact -> what a test that knows it says."""
    policy = tomllib.loads((ROOT / "company" / "policy.toml").read_text("utf-8"))
    company = tomllib.loads((ROOT / "company" / "company.toml").read_text("utf-8"))
    people = list(csv.DictReader((ROOT / "company" / "people.csv").open(encoding="utf-8")))
    told = ("email", "name", "account_name", "contact_name", "contact_email")
    names = {company["company"]["name"], *(row[field] for row in people for field in told if row[field])}
    locales = {row["id"] for row in company["locale"]}
    pages = {row["tag"] for row in company["locale"]}
    tags = {tag for row in policy["languages"] for tag in row["languages"]} - pages
    spoken = {Locale(page).get_display_name("en") for page in pages}
    return {
        "people": _any(names),
        "plans": _quoted(_values(policy, "id", "tier", "seat")),
        "channels": re.compile(
            f"{_placed('channel|topic|client', _values(policy, 'id', 'channel', 'topic', 'client'))}"
            f"|{_quoted(_names(policy, locales, 'channel', 'topic')).pattern}"
        ),
        "languages": re.compile(
            f"{_placed('language', tags)}|{_quoted({Locale(tag).english_name for tag in tags} - spoken).pattern}"
        ),
    }


def _values(policy: dict[str, Any], field: str, *tables: str) -> set[str]:
    return {row[field] for table in tables for row in policy[table]}


def _names(policy: dict[str, Any], locales: set[str], *tables: str) -> set[str]:
    """As the company's pages say them."""
    return {row["name"][locale] for table in tables for row in policy[table] for locale in locales}


def _any(words: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words))), re.IGNORECASE)


def _quoted(words: set[str]) -> re.Pattern[str]:
    """Whole strings: many ids and names are also plain words."""
    return re.compile("|".join(rf"""["']{re.escape(one)}["']""" for one in sorted(words)))


def _placed(fields: str, ids: set[str]) -> str:
    """Ids that are given to a field of that name, or in an address."""
    one = "|".join(map(re.escape, sorted(ids)))
    given = rf"""(?:\b|_)(?:{fields})s?["']?\s*(?:=|:|==|!=|\bin\b)\s*[\[({{]*["'](?:{one})["']"""
    return rf"{given}|[?&](?:{fields})=(?:{one})\b"


def product_tests() -> dict[str, str]:
    """Name -> text of every file of tests outside the company's own."""
    listed = subprocess.run(["git", "ls-files", "tests"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [name for name in listed.splitlines() if name.endswith((".py", ".json", ".toml"))]
    return {
        name: (ROOT / name).read_text("utf-8")
        for name in files
        if not name.startswith(ITS_OWN) and (ROOT / name).is_file() and not name.startswith("tests/fakes/ferry/")
    }


@cache
def naming() -> list[tuple[str, str, str]]:
    """Each kind of fact, with a file that knows one and what it says."""
    return [
        (kind, name, found[0])
        for name, text in product_tests().items()
        for kind, pattern in facts().items()
        if (found := pattern.search(text))
    ]


def _excepted(kind: str, name: str) -> bool:
    return any(kind == one and name.startswith(place) for one, place in EXCEPTIONS)


def test_no_other_file_names_the_shipped_company():
    assert [one for one in naming() if not _excepted(*one[:2])] == [], (
        "ask tests/roles for what the test needs, or put it into tests/nordlys"
    )


def test_every_exception_is_needed():
    assert [
        (kind, place)
        for kind, place in EXCEPTIONS
        if not any(kind == one and name.startswith(place) for one, name, _ in naming())
    ] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("people", "Nora Strand"),
        ("people", "BIRK@breogbris.example"),
        ("plans", 'tier="professional"'),
        ("plans", "['view_only']"),
        ("channels", 'send(channel="email")'),
        ("channels", '{"channel": "callback"}'),
        ("channels", '"allowed_channels": ["chat"]'),
        ("channels", "contact/?topic=sign_in&follows=1"),
        ("channels", 'get_by_role("radio", name="Email")'),
        ("channels", "has_text='Bli oppringt'"),
        ("languages", 'send(language="de")'),
        ("languages", "desk/?status=open&language=fr"),
        ("languages", 'name="German"'),
    ],
)
def test_the_search_finds_a_fact(kind, text):
    assert facts()[kind].search(text)


@pytest.mark.parametrize(
    "text", ['row["email"]', 'answers_by == "chat"', '{"phone": "+47"}', 'language="en"', '"topics"', "a phone call"]
)
def test_words_of_the_product_are_no_facts(text):
    assert [kind for kind, pattern in facts().items() if pattern.search(text)] == []
