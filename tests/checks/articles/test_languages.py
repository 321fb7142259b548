"""How languages write numbers, dates and times is data: a file each, which says the same things as the others."""

from dataclasses import replace
from inspect import get_annotations

import pytest

from workshop.checks.articles import languages, numbers
from workshop.site.languages.locales import LOCALES


@pytest.fixture
def swedish(monkeypatch):
    """The last locale of the site writes numbers as Swedish does. Its folder."""
    *others, last = LOCALES
    monkeypatch.setattr(numbers, "LOCALES", (*others, replace(last, numbers="swedish")))
    return last.id


@pytest.mark.parametrize("name", sorted(languages.NAMES))
def test_a_language_has_all_that_the_others_have(name):
    rules = languages.rules(name)
    assert len(rules.months) == 12
    assert set(rules.words.values()) == set(range(1, 13))
    assert len(rules.ordinals) == 8
    assert {"n", "version", "d", "h"} <= {group for pattern in rules.patterns for group in pattern.groupindex}
    assert all(getattr(rules, field) is not None for field in get_annotations(languages.Rules) if field != "names")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Högst 10 000 rader och 1,5 MB", ["10000", "1.5"]),
        ("Från den 5 mars 2024 till 24 december", ["2024-03-05", "--12-24"]),
        ("Sedan 2024-03-05, alltså 5/3 2024", ["2024-03-05", "2024-03-05"]),
        ("Öppet kl. 7.30–12.00 och klockan 13", ["07:30", "13:00", "12:00"]),
        ("Version 2.10.3 med SAML 2.0", ["2.10.3", "2"]),
    ],
)
def test_swedish_numbers_are_the_same_as_those_of_other_languages(swedish, text, values):
    assert [one.value for one in numbers.quantities(text, swedish)] == values


def test_swedish_numbers_in_letters_count_too(swedish):
    assert numbers.spelled("Vänta två minuter, var femte gång", swedish) == ({"2"}, {"5"})


def test_a_locale_without_rules_takes_the_plain_path(monkeypatch):
    *others, last = LOCALES
    monkeypatch.setattr(numbers, "LOCALES", (*others, replace(last, numbers=None)))
    assert numbers.quantities("10 000", last.id) == []
    assert numbers.spelled("to", last.id) == (set(), set())
