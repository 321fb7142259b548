"""Two files of the company that say different things, and rules that the product does not have, are reported."""

from dataclasses import replace

import pytest

from workshop.checks import company


def test_the_company_of_this_repository_agrees_with_itself():
    assert company.findings() == []


def test_another_support_address_in_the_policy_is_told(monkeypatch):
    monkeypatch.setattr(company, "COMPANY", replace(company.COMPANY, support_address="help@other.example"))
    (told,) = company.findings()
    assert told.startswith("company/policy.toml: vendor: support_address is ")
    assert "help@other.example" in told


@pytest.mark.parametrize("field", ["stemmer", "word_parts", "numbers"])
def test_a_rule_that_the_product_does_not_have_is_told(monkeypatch, field):
    first, *others = company.LOCALES
    monkeypatch.setattr(company, "LOCALES", (replace(first, **{field: "klingon"}), *others))
    (told,) = company.findings()
    assert f"there is no {field} 'klingon'" in told
