"""The changelog says what changed, fixed or new, in which version, and what an operator must do."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MUST = "What a company or an operator must do"
PARTS = ("Added", "Changed", "Fixed", MUST)
AUDIENCES = (
    "Everybody", "Readers", "Customers", "Support specialists", "Writers", "Companies", "Operators", "Developers",
    "Contributors", "Newcomers",
)  # fmt: skip
AUDIENCE = re.compile(rf"- \*\*({'|'.join(AUDIENCES)})")


@dataclass
class Version:
    """One version: its heading, and the entries under each of its parts."""

    heading: str
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def number(self) -> tuple[int, ...]:
        found = re.match(r"(\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\): \S", self.heading)
        assert found, f"## {self.heading}: write it as 1.2.3 (2026-12-01): What it is about"
        date.fromisoformat(found[4])
        return tuple(int(part) for part in found.groups()[:3])


def read(text: str) -> list[Version]:
    """The versions of a changelog. Fails where an entry is under no part, or a line belongs to no entry."""
    versions: list[Version] = []
    for line in text[text.index("\n## ") + 1 :].split("\n"):
        if line.startswith("## "):
            versions.append(Version(line.removeprefix("## ")))
        elif line.startswith("### "):
            part = line.removeprefix("### ")
            assert part not in versions[-1].parts, f"{versions[-1].heading}: two parts are called {part}"
            versions[-1].parts[part] = []
        elif line.startswith("- "):
            assert versions[-1].parts, f"{versions[-1].heading}: “{line}” is in none of {PARTS}"
            list(versions[-1].parts.values())[-1].append(line)
        elif line:
            assert line.startswith("  "), f"“{line}” belongs to no entry"
    return versions


VERSIONS = read((ROOT / "CHANGELOG.md").read_text("utf-8"))


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.heading)
def test_a_version_has_the_four_parts_in_order_and_each_entry_says_whom_it_concerns(version):
    assert list(version.parts) == [part for part in PARTS if part in version.parts]
    for entries in version.parts.values():
        assert [entry for entry in entries if not AUDIENCE.match(entry)] == []


def test_what_is_not_released_is_on_top_with_a_place_for_everything():
    assert VERSIONS[0].heading == "Unreleased"
    assert list(VERSIONS[0].parts) == list(PARTS)


def test_nothing_is_written_twice():
    entries = [entry for version in VERSIONS for entries in version.parts.values() for entry in entries]
    assert [entry for entry in entries if entries.count(entry) > 1] == []


def test_versions_fall_and_so_do_their_days():
    released = VERSIONS[1:]
    assert [version.number for version in released] == sorted({version.number for version in released}, reverse=True)
    days = [version.heading[version.heading.index("(") :][:12] for version in released]
    assert days == sorted(days, reverse=True)


def test_a_version_that_one_updates_to_says_what_must_be_done():
    assert [version.heading for version in VERSIONS[1:-1] if not version.parts.get(MUST)] == []
    assert [version.heading for version in VERSIONS[1:] if [] in version.parts.values()] == []


def test_the_newest_version_is_that_of_the_product():
    product = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert VERSIONS[1].number == tuple(int(part) for part in product.split("."))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("# Log\n\n## Unreleased\n\n- **Readers** see it.\n", "is in none of"),
        ("# Log\n\n## Unreleased\n\n### Added\n\n- **Readers** see it.\nAnd more.\n", "belongs to no entry"),
        ("# Log\n\n## Unreleased\n\n### Added\n\n### Added\n", "two parts"),
    ],
)
def test_an_entry_in_no_place_is_found(broken, said):
    with pytest.raises(AssertionError, match=said):
        read(broken)
