"""The foreign company of these tests: it is read, it shares nothing with the shipped one, its pseudo-locale is full."""

import re
import tomllib
from pathlib import Path

import pytest

from chalicelib.company import read
from tests.company.foreign import pseudo
from tests.company.foreign.make import SHOP, make

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("foreign"))


def test_it_has_three_locales_one_from_right_to_left(foreign):
    company = read(foreign)
    assert [(one.id, one.prefix, one.direction) for one in company.locales] == [
        ("en", "", "ltr"), ("sv", "sv/", "ltr"), ("ar-XB", "ar-XB/", "rtl"),
    ]  # fmt: skip


def test_nothing_of_it_says_the_shipped_companys_name(foreign):
    texts = [file.read_text("utf-8") for folder in (foreign, foreign.parent / "docs") for file in folder.rglob("*.*")]
    assert not [text for text in texts if "nordlys" in text.casefold()]


@pytest.mark.parametrize("table", ["tier", "seat", "topic"])
def test_it_shares_no_plan_seat_or_topic_with_the_shipped_one(table):
    theirs, shipped = (
        {name: tomllib.loads((place / "company" / f"{name}.toml").read_text("utf-8")) for name in ("company", "policy")}
        for place in (SHOP, ROOT)
    )
    names = [one["company"]["company"]["name"] for one in (theirs, shipped)]
    if len(set(names)) == 2:  # in a clone, the foreign company is the shipped one
        ours, others = ({row["id"] for row in one["policy"][table]} for one in (shipped, theirs))
        assert ours.isdisjoint(others)


def test_every_source_is_a_paragraph_of_its_own():
    paragraphs = set(re.findall(r"^### (\w+)$", (SHOP / "company/support-policy.md").read_text("utf-8"), re.MULTILINE))
    policy = tomllib.loads((SHOP / "company/policy.toml").read_text("utf-8"))
    cited = {row["source"] for rows in policy.values() if isinstance(rows, list) for row in rows}
    assert cited <= paragraphs


def test_a_pseudo_word_has_no_plain_vowel_and_keeps_its_places():
    made = pseudo.words(
        'Reply within {n} hours, <b class="a">or</b> [ask](../help/index.md#ways) at https://a.example.'
    )
    assert re.findall(r"\{\w+\}|<[^>]+>|\]\([^)]+\)|https\S+", made) == [
        "{n}", '<b class="a">', "</b>", "](../help/index.md#ways)", "https://a.example.",
    ]  # fmt: skip
    assert not re.search("[aeiouy]", pseudo.words("Reply within four hours, or ask your own team"), re.IGNORECASE)


def test_a_pseudo_article_has_the_ids_tables_and_links_of_the_english_one(foreign):
    for file in (SHOP / "docs" / "en").rglob("*.md"):
        name = file.relative_to(SHOP / "docs" / "en")
        english = file.read_text("utf-8")
        made = (foreign.parent / "docs" / "ar-XB" / name).read_text("utf-8")
        for pattern in (r"\{ #[\w-]+ \}", r'--8<-- "\w+\.md"', r"\]\([^)]+\)", r"^(?:template|  +link|  +icon): .*"):
            assert re.findall(pattern, made, re.MULTILINE) == re.findall(pattern, english, re.MULTILINE), name
        assert made != english
