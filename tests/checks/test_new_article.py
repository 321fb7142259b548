"""A writer begins an article with one command, and nothing is lost by it."""

import pytest

from tests.checks.articles.conftest import Centre
from workshop.checks.new_article import CannotBegin, begin, main

TITLES = {"en": 'Lists: the "smart" ones', "no": "Lister: de smarte"}


@pytest.fixture
def centre(tmp_path) -> Centre:
    for locale in ("en", "no"):
        (tmp_path / "docs" / locale / "topic").mkdir(parents=True)
    return Centre(tmp_path)


def test_a_new_article_lacks_nothing_but_its_descriptions(centre):
    begin(centre.root, "topic/smart-lists", TITLES)
    assert centre.told(spell=True) == [
        "docs/en/topic/smart-lists.md:3: error: the description is not written yet",
        "docs/no/topic/smart-lists.md:3: error: the description is not written yet",
    ]


def test_an_article_that_exists_in_one_language_is_not_overwritten(centre):
    centre.file("no", "lists").write_text("Mine.")
    with pytest.raises(CannotBegin, match=r"docs/no/topic/lists\.md exists already; nothing was changed"):
        begin(centre.root, "topic/lists", TITLES)
    assert centre.file("no", "lists").read_text() == "Mine."
    assert not centre.file("en", "lists").exists()


def test_a_topic_is_not_made_by_a_slip_of_the_fingers(centre):
    with pytest.raises(CannotBegin, match="there is no topic topci; there are topic"):
        begin(centre.root, "topci/lists", TITLES)
    english, norwegian = begin(centre.root, "reports/lists", TITLES, new_topic=True)
    assert english.exists()
    assert norwegian.exists()


def test_a_help_centre_without_its_first_language_is_named(tmp_path):
    with pytest.raises(CannotBegin, match=r"there is no docs/en; company/company\.toml names 'en'"):
        begin(tmp_path, "topic/lists", TITLES)


@pytest.mark.parametrize("place", ["lists", "topic/Lists", "topic/../lists", "topic/lister æ", "topic/a/b"])
def test_an_address_is_small_english_letters(centre, place):
    with pytest.raises(CannotBegin, match="is not of the form topic/name"):
        begin(centre.root, place, TITLES)


def test_the_command_says_what_comes_next(centre, capsys):
    words = ["topic/lists", "--title-en", "Lists", "--title-no", "Lister", "--root", str(centre.root)]
    assert main(words) == 0
    assert "scripts/stamp_translations docs/no/topic/lists.md" in capsys.readouterr().out
    assert main(words) == 1
    assert "exists already" in capsys.readouterr().err
