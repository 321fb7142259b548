"""The Norwegian page says what the English one says: numbers, dates, steps, tables; or a finding says so."""

import subprocess

import pytest

from tests.checks.articles.conftest import ENGLISH
from workshop.checks.articles import Level

PAGE = "docs/no/topic/page.md"


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        ("Up to 10,000 rows.", "Opptil 10 000 rader."),
        ("Up to 10,000 rows.", "Opptil 10.000 rader."),
        ("It takes 1.5 seconds.", "Det tar 1,5 sekunder."),
        ("On 5 March 2024.", "Den 5. mars 2024."),
        ("On March 5, 2024.", "Den 05.03.2024."),
        ("At 5 pm.", "Klokken 17.00, altså kl. 17."),
        ("At 09:30.", "Klokken 09.30."),
        ("Wait five minutes.", "Vent 5 minutter."),
        ("Every ten minutes.", "Hvert tiende minutt."),
        ("Use SAML 2.0 and version 5.7.1.", "Bruk SAML 2.0 og versjon 5.7.1."),
    ],
)
def test_a_number_is_the_same_number_however_a_language_writes_it(centre, english, norwegian):
    centre.add(f"\n{english}\n")
    centre.add(f"\n{norwegian}\n", "no")
    assert [one for one in centre.told() if "English source" in one] == []


@pytest.mark.parametrize(
    ("english", "norwegian", "told"),
    [
        ("Wait 15 minutes.", "Vent 25 minutter.", "25 is not in the English source (docs/en/topic/page.md:6)"),
        ("Up to 1,500 rows.", "Opptil 1,5 rader.", "1,5 is not in the English source (docs/en/topic/page.md:6)"),
        (
            "On 5 March 2024.",
            "Den 6. mars 2024.",
            "6. mars 2024 is not in the English source (docs/en/topic/page.md:6)",
        ),
        ("At 5 pm.", "Klokken 18.00.", "Klokken 18.00 is not in the English source (docs/en/topic/page.md:6)"),
        ("Write `2026-04-03`.", "Skriv `2026-04-30`.", "30 is not in the English source (docs/en/topic/page.md:6)"),
    ],
)
def test_a_number_or_date_that_differs_is_told_in_its_line(centre, english, norwegian, told):
    centre.add(f"\n{english}\n")
    centre.add(f"\n{norwegian}\n", "no")
    assert f"{PAGE}:11: error: {told}" in centre.told()


def test_a_number_that_the_translation_forgot_is_told_in_its_section(centre):
    centre.add("\nWait 15 minutes.\n")
    assert f"{PAGE}:7: error: 15 of the English source is missing here (docs/en/topic/page.md:10)" in centre.told()


def test_a_number_in_another_section_does_not_count(centre):
    centre.add("\n## Second step { #second-step }\n\nTake 7.\n")
    centre.change("Ta 3 av dem.", "Ta 3 av dem, ikke 7.", "no")
    centre.add("\n## Neste trinn { #second-step }\n\nTa noe annet.\n", "no")
    assert f"{PAGE}:9: error: 7 is not in the English source (docs/en/topic/page.md:6)" in centre.told()


def test_a_number_in_words_counts_as_well(centre):
    centre.add("\nWait for four hours.\n")
    centre.add("\nVent i fem timer.\n", "no")
    assert f"{PAGE}:7: error: the number 5 is not in the English source (docs/en/topic/page.md:6)" in centre.told()


def test_a_writer_may_say_that_a_number_is_meant(centre):
    centre.add("\nVent 15 minutter. <!-- check: allow numbers -->\n", "no")
    assert centre.told() == []


@pytest.mark.parametrize(
    ("english", "norwegian", "told"),
    [
        ("1. One\n2. Two", "1. En", "steps differ from docs/en/topic/page.md: none here, a step there"),
        ("```sh\nls\n```", "Tekst.", "code blocks differ from docs/en/topic/page.md: none here, sh there"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|",
         "tables differ from docs/en/topic/page.md: 0 rows of 2 here, 1 rows of 2 there"),
        ("!!! note\n\n    Text.", "!!! warning\n\n    Tekst.",
         "notes differ from docs/en/topic/page.md: warning here, note there"),
        ('--8<-- "hours.md"', '--8<-- "seats.md"',
         "pulled-in tables differ from docs/en/topic/page.md: seats.md here, hours.md there"),
        ("[Other](other.md)", "[Annet](other.md#first-step)",
         "docs/en/topic/page.md has no link to other.md#first-step"),
        ("## Two { #two }", "## To { #three }", "the heading id is three, where docs/en/topic/page.md:10 has two"),
    ],
)  # fmt: skip
def test_a_page_that_is_built_differently_is_told(centre, english, norwegian, told):
    centre.add(f"\n{english}\n")
    centre.add(f"\n{norwegian}\n", "no")
    assert [one for one in centre.told() if one.startswith(f"{PAGE}:1") and one.endswith(told)], centre.told()


def commit(centre, day: str) -> None:
    git = ["git", "-C", centre.root, "-c", "user.name=Kari", "-c", "user.email=kari@vendor.example"]
    if not (centre.root / ".git").exists():
        subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    moment = f"{day}T12:00:00+00:00"
    subprocess.run(
        [*git, "commit", "-qm", "Write"], check=True, env={"GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin"}
    )


def test_a_missing_translation_is_a_hint_with_its_age(centre):
    centre.file("no").unlink()
    commit(centre, "2026-11-20")
    assert centre.told() == [
        "docs/en/topic/page.md:1: hint: not translated to Norwegian Bokmål yet (4 days, since 2026-11-20)"
    ]


def test_a_translation_that_fell_behind_is_a_warning_with_its_age(centre):
    commit(centre, "2026-11-01")
    for day, text in (("2026-11-10", "Take 3 of them now.\n"), ("2026-11-22", "Take 3 of them today.\n")):
        centre.file("en").write_text(ENGLISH.replace("Take 3 of them.\n", text))
        commit(centre, day)
    (told,) = centre.told()
    assert told.startswith(f"{PAGE}:4: warning: behind its English source for 14 days, since 2026-11-10;")


def test_without_a_history_a_translation_that_fell_behind_is_told_all_the_same(centre):
    centre.file("en").write_text(ENGLISH.replace("Take 3", "Now take 3"))
    assert [one.split(";")[0] for one in centre.told(Level.WARNING)] == [
        f"{PAGE}:4: warning: behind its English source not committed yet, or older than the history"
    ]


def test_a_translation_says_which_text_it_translates(centre):
    centre.file("no").write_text(centre.file("no").read_text().replace("source_hash", "hash_of_source"))
    assert f"{PAGE}:2: error: front matter has no source_hash; run scripts/stamp_translations {PAGE}" in centre.told()
