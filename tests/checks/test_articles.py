"""A writer is told what is wrong before a reviewer has to."""

from pathlib import Path

import pytest

from workshop.checks.articles import findings

GOOD = "---\ntitle: {title}\ndescription: What it is.\n---\n\n## First step {{ #first-step }}\n\nTake 3 of them.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for locale in ("en", "no"):
        folder = tmp_path / "docs" / locale / "topic"
        folder.mkdir(parents=True)
        (folder / "page.md").write_text(GOOD.format(title="Page"))
        (folder / "other.md").write_text(GOOD.format(title="Other"))
    return tmp_path


def add(tree: Path, text: str, locale: str = "en") -> None:
    page = tree / "docs" / locale / "topic" / "page.md"
    page.write_text(page.read_text() + text)


def test_a_good_pair_of_articles_has_no_findings(tree: Path):
    assert findings(tree) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\nSee [there](missing.md).\n", "docs/en/topic/page.md:10: there is no missing.md"),
        ("\nSee [there](other.md#no)\n", "docs/en/topic/page.md:10: en/topic/other.md has no heading with the id no"),
        ("\n![](picture.png)\n", "docs/en/topic/page.md:10: the image has no alternative text"),
        ("\n#### Deep { #deep }\n", "docs/en/topic/page.md:10: a heading of level 4 follows one of level 2"),
        ("\n## No id\n", "docs/en/topic/page.md:10: the heading has no id of its own, such as { #record-a-har }"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(tree: Path, text: str, told: str):
    add(tree, text)
    assert told in findings(tree)


def test_a_number_that_stands_in_one_language_only_is_told(tree: Path):
    add(tree, "\nWait 15 minutes.\n", "no")
    assert findings(tree) == ["docs/no/topic/page.md: numbers that stand in one language only: 15"]


def test_code_is_not_read_as_an_article(tree: Path):
    for locale in ("en", "no"):
        add(tree, "\n```\n#### Not a heading, [no link](nowhere.md)\n```\n", locale)
    assert findings(tree) == []


def test_an_article_without_a_description_is_told(tree: Path):
    page = tree / "docs" / "no" / "topic" / "page.md"
    page.write_text(page.read_text().replace("description: What it is.\n", ""))
    assert findings(tree) == ["docs/no/topic/page.md:1: front matter has no description"]
