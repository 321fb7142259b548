"""What is said about the generator's successor is read from what it built; the build itself runs once a week."""

import shutil
from pathlib import Path

import pytest
import yaml

from workshop.pull_requests.zensical import ROOT, configured, missing
from workshop.site.build import DEFAULT_URL
from workshop.site.languages.locales import FIRST, LOCALES
from workshop.site.pages.stage import stage

GOOD = '<html lang="en"><link rel="canonical" href="/topic/"><div data-commit="1">Text.</div>'


@pytest.fixture
def staged(tmp_path: Path):
    for locale in ("en", "no"):
        (tmp_path / "docs" / locale / "topic").mkdir(parents=True)
        for name in ("index.md", "topic/index.md"):
            (tmp_path / "docs" / locale / name).write_text("---\ntitle: Page\n---\nText.\n")
    return [one for one in stage(tmp_path, tmp_path / "staged", DEFAULT_URL) if one.locale is FIRST]


def built(site: Path, html: str = GOOD) -> Path:
    shutil.rmtree(site, ignore_errors=True)
    for folder in (site, site / "topic"):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(html)
    return site


def test_a_whole_site_has_lost_nothing(staged, tmp_path):
    assert missing(built(tmp_path / "site"), staged, ours=True) == []


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ('lang="en"', "its language"),
        ('rel="canonical"', "its canonical address"),
        ("data-commit", "the commit it was written in"),
    ],
)
def test_what_our_templates_put_on_every_page_is_missed(staged, tmp_path, mark, words):
    site = built(tmp_path / "site", GOOD.replace(mark, ""))
    assert missing(site, staged, ours=True) == [f"2 of 2 pages are without {words}, such as /"]
    assert missing(site, staged, ours=False) == []


def test_a_page_that_was_left_out_is_named(staged, tmp_path):
    site = built(tmp_path / "site")
    (site / "topic" / "index.html").unlink()
    assert missing(site, staged, ours=False) == ["1 of 2 pages are missing, such as /topic/"]


def test_a_table_that_was_not_pulled_in_is_named(staged, tmp_path):
    site = built(tmp_path / "site", GOOD + '--8<-- "seats.md"')
    assert missing(site, staged, ours=False) == [
        "2 of 2 pages are showing a table's name instead of the table, such as /"
    ]


def test_the_configuration_is_ours_in_one_file_without_tags(tmp_path):
    whole = yaml.safe_load(configured(ROOT, tmp_path, LOCALES[1], templates=False).read_text())
    assert whole["theme"]["language"] == "nb"
    assert whole["theme"]["name"] == "material"
    assert whole["docs_dir"] == "docs/no"
    assert whole["markdown_extensions"]["pymdownx.snippets"]["base_path"][0] == str(ROOT / "includes/no")
    assert "custom_dir" not in whole["theme"]
