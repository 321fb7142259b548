"""The company's words in the place of the product's: what is replaced, what falls back, and what nobody reads."""

import pytest

from workshop.checks import words
from workshop.site.build import ROOT
from workshop.site.languages import words as site_words
from workshop.site.languages.locales import LOCALES


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give the company these words in its last language."""

    def write(text: str) -> str:
        locale = LOCALES[-1].id
        (tmp_path / "words").mkdir()
        (tmp_path / "words" / f"{locale}.toml").write_text(text, "utf-8")
        monkeypatch.setattr(site_words, "folder", lambda: tmp_path)
        return locale

    return write


def test_the_words_of_this_repository_are_whole():
    assert words.findings(ROOT) == []
    assert words.lacking(ROOT) == {}


def test_a_word_of_the_company_is_read_in_the_place_of_ours_with_its_names(own):
    locale = own('[header]\nhelp = "{company}!"\n')
    header = words.read(ROOT, locale)["header"]
    assert header["help"] == f"{site_words.COMPANY.name}!"
    assert header["contact"] == words.product_words(ROOT, locale)["header"]["contact"]


def test_a_word_that_no_page_asks_for_is_told(own):
    locale = own('[header]\nhlep = "Help"\n')
    assert words.findings(ROOT) == [f"company/words/{locale}.toml: nothing reads header.hlep"]


def test_a_place_that_ours_does_not_have_is_told(own):
    locale = own('[trust]\nbehind = "It changed on {date}."\n')
    (told,) = words.findings(ROOT)
    assert told.startswith(f"company/words/{locale}.toml: trust.behind has other placeholders")


def test_a_language_without_words_of_ours_lists_what_it_lacks(own, monkeypatch):
    own('[header]\nhelp = "Hjälp"\n')
    monkeypatch.setattr(site_words, "translated", lambda *_: {})
    lacking = words.lacking(ROOT)[LOCALES[-1].id]
    assert "header.contact" in lacking
    assert "header.help" not in lacking
