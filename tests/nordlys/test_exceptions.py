"""The ids that code may name all the same are those of the shipped policy, and no more."""

from pathlib import Path

from workshop.checks import literals

ROOT = Path(__file__).resolve().parents[2]


def test_every_exception_of_the_check_for_ids_is_needed():
    assert literals.needless(ROOT, [ROOT / "company/policy.toml", ROOT / literals.FOREIGN]) == []
