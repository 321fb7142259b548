"""What people complain with, as the browser gets it: words of a language, the product's own, and what articles name."""

import json

import pytest

from tests.fakes.locales import ENGLISH
from workshop.site.languages.locales import LOCALES
from workshop.site.search.complaints import complaints_file, read_complaints
from workshop.site.trouble import SiteTrouble

WORDS = {"trouble": ["broken"], "weak": ["work"], "things": ["list", "number figure"], "not": ["not"],
         "asking": ["how"], "clear": ["get help"], "filler": ["again"]}  # fmt: skip


def told(*phrases):
    return json.loads(complaints_file(WORDS, ENGLISH, phrases, frozenset({"the", "my", "is", "does"})))


def test_a_complaint_that_an_article_names_is_known_whatever_its_small_words_and_endings():
    assert told("The list is broken")["known"] == ["things0 trouble0"]
    assert told("My lists broken again")["known"] == ["things0 trouble0"]
    assert told("My figures does not work")["known"] == ["not things1 weak0"]


def test_a_title_that_says_more_or_names_no_thing_is_no_known_complaint():
    assert told("The list of deals is broken", "Broken", "How the list does work", "List")["known"] == []


def test_every_form_of_a_word_stands_with_its_group():
    assert {"number", "numbers", "figure", "figures"} <= set(told()["things"][1].split())


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_each_language_has_words_of_every_kind(locale):
    assert all(read_complaints(locale).values())


def test_without_words_of_a_product_the_neutral_ones_do(tmp_path):
    (tmp_path / "complaints.en.toml").write_text('things = ["list"]')
    assert read_complaints(ENGLISH, tmp_path)["things"] == ["list"]


@pytest.mark.parametrize("line", ['trouble = ["broken"]', 'things = "list"', "things = [1]"])
def test_a_file_of_another_form_is_refused_by_name(tmp_path, line):
    (tmp_path / "product.en.toml").write_text(line)
    with pytest.raises(SiteTrouble, match=r"product\.en\.toml"):
        read_complaints(ENGLISH, tmp_path)
