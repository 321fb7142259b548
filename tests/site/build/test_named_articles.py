"""A name that company.toml maps to no article stops the build, with the place to change."""

import pytest

from tests.site.centre import small_centre
from workshop.site.build import ROOT
from workshop.site.pages.stage import gather
from workshop.site.trouble import SiteTrouble


def test_a_name_that_leads_nowhere_is_told_with_its_file(tmp_path):
    root = small_centre(tmp_path)
    (root / "company").symlink_to(ROOT / "company")
    with pytest.raises(SiteTrouble) as trouble:
        gather(root)
    lines = (ROOT / "company/company.toml").read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("phone = "))
    assert (
        f"company/company.toml:{at}: articles: phone leads to getting-help/phone, but there is no "
        "docs/en/getting-help/phone.md; "
        "name another article, or write `phone = false`" in trouble.value.lines
    )


def test_a_tree_without_a_company_has_no_names(tmp_path):
    assert gather(small_centre(tmp_path))
