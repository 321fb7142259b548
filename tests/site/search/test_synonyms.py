"""Words that mean the same, for the search: vocabulary/synonyms.*.txt."""

import pytest

from tests.fakes.locales import ENGLISH, NORWEGIAN
from workshop.site.search.synonyms import Synonyms, synonyms
from workshop.site.trouble import SiteTrouble


def norwegian(*lines: str) -> Synonyms:
    return Synonyms.of(lines, NORWEGIAN, "vocabulary/synonyms.no.txt")


def test_a_word_brings_the_others_of_its_line():
    assert norwegian("diagram, graf, kurve").for_phrase("Lag et diagram") == {"graf", "kurve"}


def test_a_word_of_two_lines_brings_those_of_both():
    assert norwegian("feil, problem", "feil, bug").for_phrase("feil") == {"problem", "bug"}


def test_what_the_phrase_says_itself_is_not_brought():
    assert norwegian("slette, fjerne").for_phrase("slette eller fjerne") == set()


@pytest.mark.parametrize("phrase", ["Slett kontakter", "slettet", "sletting", "vi sletter"])
def test_a_norwegian_word_follows_in_its_forms(phrase):
    found = norwegian("slette, slett, fjerne").for_phrase(phrase)
    assert "fjerne" in found


@pytest.mark.parametrize("phrase", ["cancelling it", "stopped", "copies of it"])
def test_an_english_word_follows_in_its_forms(phrase):
    assert "halt" in Synonyms.of(["cancel, stop, copy, halt"], ENGLISH).for_phrase(phrase)


def test_words_that_stand_together_are_one():
    assert norwegian("si opp, avslutte").for_phrase("Vi sier, og si opp") == {"avslutte"}
    assert norwegian("si opp, avslutte").for_phrase("opp og si") == set()


@pytest.mark.parametrize("line", ["alene", "to, to", "en,, to", "en,"])
def test_a_line_that_says_nothing_is_refused_with_its_place(line):
    with pytest.raises(SiteTrouble, match=r"synonyms\.no\.txt:2"):
        norwegian("# words", line)


@pytest.mark.parametrize(("locale", "word", "other"), [(ENGLISH, "chart", "graph"), (NORWEGIAN, "diagram", "graf")])
def test_the_real_words_can_be_read(locale, word, other):
    assert other in synonyms(locale).for_phrase(word)
