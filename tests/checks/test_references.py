"""What a comment, a row or a page cites is in this repository: paragraphs of the policy, decisions, design."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPHS = set(re.findall(r"^### ([PD]\d+)$", (ROOT / "decisions/support-policy.md").read_text(), re.MULTILINE))
DECISIONS = {path.name[:4] for path in (ROOT / "decisions").glob("0*.md")}
READ = {".py", ".js", ".css", ".html", ".toml", ".md", ".yml", ".json", ".in"}


def texts() -> list[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    here = Path(__file__).relative_to(ROOT).as_posix()
    names = [name for name in listed if Path(name).suffix in READ and name != here and (ROOT / name).is_file()]
    return [(name, (ROOT / name).read_text("utf-8")) for name in names]


def cited(pattern: str) -> dict[str, list[str]]:
    """What is cited -> where."""
    found: dict[str, list[str]] = {}
    for name, text in texts():
        for number, line in enumerate(text.split("\n"), 1):
            for match in re.finditer(pattern, line):
                found.setdefault(match[1], []).append(f"{name}:{number}")
    return found


def test_a_paragraph_that_is_cited_is_written_down():
    """As "policy P6", "decision D4", "(P2, D1)" or `source = "P5, P6"`; P and a number are nothing else here."""
    missing = {one: places for one, places in cited(r"\b([PD]\d{1,2})\b(?![-\w])").items() if one not in PARAGRAPHS}
    missing = {
        one: [place for place in places if not place.startswith("tests/policy/")] for one, places in missing.items()
    }
    assert not {one: places for one, places in missing.items() if places}


def test_a_decision_that_is_cited_is_written_down():
    missing = {one: places for one, places in cited(r"decisions?[ /](0\d{3})\b").items() if one not in DECISIONS}
    assert not missing


def test_nobody_cites_a_paper_that_is_not_here():
    assert not cited(r"\((design(?: \d|:)[^)]*)\)")


@pytest.mark.parametrize("paragraph", ["P1", "P15", "D1", "D15"])
def test_the_paragraphs_are_all_there(paragraph):
    assert paragraph in PARAGRAPHS
