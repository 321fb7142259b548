"""Tables in a language that the product has no words for: the company's own, then the first locale's, then English."""

from dataclasses import replace

import pytest

from chalicelib.company import shipped
from chalicelib.errors import CompanyBroken
from workshop.policy import render, words

FIRST = shipped().first
SWEDISH = replace(FIRST, id="sv", tag="sv", prefix="sv/")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """`own(text)` is the company's file of Swedish words."""
    monkeypatch.setattr(words, "folder", lambda: tmp_path)

    def write(text):
        (tmp_path / "words").mkdir(exist_ok=True)
        (tmp_path / "words" / "tables.sv.toml").write_text(text, "utf-8")
        words._own.cache_clear()

    yield write
    words._own.cache_clear()


def test_a_language_without_words_takes_those_of_the_first_locale_and_they_are_listed(own):
    assert words.words_of(SWEDISH) == words.words_of(FIRST)
    assert "channels_caption" in words.missing(SWEDISH)
    own('channels_caption = "Kanaler"\n"business_days.other" = "Inom {n} dagar"')
    assert words.words_of(SWEDISH)["channels_caption"] == "Kanaler"
    assert words.words_of(SWEDISH)["yes"] == words.words_of(FIRST)["yes"]
    assert "channels_caption" not in words.missing(SWEDISH)


def test_a_sentence_that_no_table_asks_for_is_a_mistake_that_is_named(own):
    own('chanels_caption = "Kanaler"\n"minutes.few" = "{n} minuter"')
    with pytest.raises(CompanyBroken, match=r"words/tables\.sv\.toml: there is no sentence chanels_caption$"):
        words.words_of(SWEDISH)


def test_tables_of_a_locale_that_is_gone_are_stale_and_are_removed(tmp_path, capsys):
    for path in ("includes/xx/channels.md", "includes/xx/written-by-hand.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(render.GENERATED if "channels" in path else "By hand.\n", "utf-8")
    assert render.main(["--check", "--root", str(tmp_path)]) == 1
    assert "includes/xx/channels.md" in capsys.readouterr().err
    assert render.main(["--root", str(tmp_path)]) == 0
    assert [file.name for file in (tmp_path / "includes" / "xx").iterdir()] == ["written-by-hand.md"]
    assert render.main(["--check", "--root", str(tmp_path)]) == 0
