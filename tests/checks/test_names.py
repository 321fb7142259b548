"""The words of the vocabulary hold wherever people read: pages, mails, names of the policy, root files."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.policy import another
from workshop.checks.names import findings, unnamed

ROOT = Path(__file__).resolve().parents[2]
READ = [
    "overrides/words/en.html",
    "overrides/words/no.html",
    "intake/chalicelib/mail/words/en.toml",
    "intake/chalicelib/mail/words/nb.toml",
    "company/policy.toml",
    "vocabulary/terms.toml",
    "README.md",
    "SKRIVING.md",
]


@pytest.fixture
def project(tmp_path):
    """A project with our own words, to put a bad one into: `project(path, old, new)` gives what is found."""
    for path in READ:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)

    def change(path, old, new):
        file = tmp_path / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} does not say {old!r}"
        file.write_text(text.replace(old, new, 1), "utf-8")
        return findings(tmp_path)

    return change


def test_our_own_words_are_the_ones_we_chose():
    assert findings(ROOT) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("overrides/words/en.html", '"Send us a case"', '"Send us a ticket"', "case_form.label: ticket: say case"),
        ("overrides/words/no.html", '"Send oss en sak"', '"Send oss en ticket"', "case_form.label: ticket: say sak"),
        ("intake/chalicelib/mail/words/en.toml", "Kind regards,", "We shall see,", "common.regards: shall: say should"),
        ("intake/chalicelib/mail/words/nb.toml", "Vennlig hilsen", "Hilsen supporten", "supporten: say kundestøtte"),
        ("company/policy.toml", 'en = "Subject"', 'en = "Issue overview"',
         "case_field overview: Issue overview: say Subject"),
        ("README.md", "# Varde\n", "# Varde\n\nWe shall see.\n", "README.md:3: shall: say should"),
        ("SKRIVING.md", "# Skrive", "# Innmelderen\n\n# Skrive", "SKRIVING.md:1: Innmelderen: say kunde"),
    ],
)  # fmt: skip
def test_a_word_to_avoid_is_found_where_people_read_it(project, path, old, new, told):
    found = project(path, old, new)
    assert len(found) == 1, found
    assert found[0].startswith(path)
    assert told in found[0]


@pytest.mark.parametrize(
    "line",
    [
        "Run `agent_promise --tier`.",
        "See [the decision](decisions/promise.md).",
        "It replaces a ticket system.<!-- check: allow terms -->",
        "```\nshall we anew\n```",
        "The button “Open ticket” of the old system.",
    ],
)
def test_code_addresses_quotations_and_what_is_meant_are_left_alone(project, line):
    assert project("README.md", "# Varde\n", f"# Varde\n\n{line}\n") == []


def test_a_channel_without_a_name_in_a_language_of_mails_is_listed():
    def forget(rows):
        for row in rows["channel"]:
            if row["opens_case"]:
                row["name"].pop("ja", None)
                break

    day = date(2026, 12, 2)
    policy = another.another(forget)
    first = next(channel.id for channel in policy.on(day).channels.values() if channel.opens_case)
    assert unnamed(policy, day) == [f"{first} (ja)"]
    assert unnamed(another.another(another.unchanged), day) == []
