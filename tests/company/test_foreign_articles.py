"""A fact of the foreign company's policy that is typed into a Swedish article is found, as in any language."""

import os
import subprocess
import sys

import pytest

from tests.company.foreign.make import make

FINDINGS = """
import sys
from datetime import date
from pathlib import Path
from workshop.checks.articles import Level, findings
found = findings(Path(sys.argv[1]), date(2026, 12, 2), spell=False)
print(*(str(one) for one in found if one.level is Level.ERROR), sep="\\n")
"""
# What a writer typed -> the table that says it.
TYPED = {
    "Vi svarar inom två arbetsdagar.": ("två arbetsdagar is a fact of the support policy", "promises"),
    "Vi har öppet kl. 7.30–12.00.": ("the opening hours is", "hours"),
    "Den 24 december stänger vi tidigare.": ("a day with hours of its own is", "hours"),
    "Konton från den 3 februari 2025 är nya.": ("3 februari 2025 is", "seats"),
    "Skriv till avtal@slantvik.example.": ("avtal@slantvik.example is", "subscription"),
    "Butikskedja ger chatt.": ("Butikskedja and chatt is", "channels"),
    "Vi svarar på svenska och engelska.": ("the list of languages is", "languages"),
    "På en rad får plats med 120 tecken.": ("the limit of på en rad is", "limits"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the check says, line by line: the sentences are the last lines of an article."""
    company = make(tmp_path_factory.mktemp("articles"))
    article = company.parent / "docs" / "sv" / "payments" / "refund.md"
    begins = article.read_text("utf-8").count("\n")
    article.write_text(article.read_text("utf-8") + "\n" + "\n\n".join(TYPED) + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FINDINGS, company.parent],
        env={**os.environ, "VARDE_COMPANY": str(company)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return begins + 2, done.stdout.splitlines()


@pytest.mark.parametrize("number", range(len(TYPED)), ids=[table for _, table in TYPED.values()])
def test_a_fact_typed_by_hand_is_told_with_its_line_and_its_table(told, number):
    begins, lines = told
    what, table = list(TYPED.values())[number]
    here = [line for line in lines if line.startswith(f"docs/sv/payments/refund.md:{begins + 2 * number}: ")]
    assert [line for line in here if what in line and f'"{table}.md"' in line], here


def test_its_own_articles_type_none(told):
    begins, lines = told
    facts = [line for line in lines if "fact of the support policy" in line]
    assert all(int(line.split(":")[1]) >= begins for line in facts), facts
