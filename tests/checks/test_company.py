"""A rule for a language that the product does not have is reported."""

from dataclasses import replace

import pytest

from workshop.checks import company


def test_the_company_of_this_repository_names_rules_that_there_are():
    assert company.findings() == []


@pytest.mark.parametrize("field", ["stemmer", "word_parts", "numbers"])
def test_a_rule_that_the_product_does_not_have_is_told(monkeypatch, field):
    first, *others = company.LOCALES
    monkeypatch.setattr(company, "LOCALES", (replace(first, **{field: "klingon"}), *others))
    (told,) = company.findings()
    assert f"there is no {field} 'klingon'" in told
