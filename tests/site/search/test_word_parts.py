"""Norwegian words are found by their parts, and without a Norwegian keyboard."""

from workshop.site.search.word_parts import folds, parts, vocabulary


def test_a_compound_is_found_by_its_last_part():
    known = vocabulary(["kunde", "kundestøtte"])
    assert "støtte" in parts("kundestøtte", known)


def test_a_compound_of_three_is_found_by_each():
    known = vocabulary(["kunden", "kundestøtte", "kundestøttespesialistene"])
    assert {"støtte", "spesialistene"} <= parts("kundestøttespesialistene", known)


def test_a_letter_between_the_parts_is_no_hindrance():
    assert "tider" in parts("arbeidstider", vocabulary(["arbeid", "tider"]))


def test_a_word_with_an_ending_is_no_compound():
    assert parts("kontaktene", vocabulary(["kontakt", "kontaktene"])) == set()


def test_words_are_folded_as_they_are_written_without_norwegian_letters():
    assert folds("støtte") == {"stotte", "stoette"}
    assert folds("påfølgende") == {"pafolgende", "paafoelgende"}
    assert folds("kontakt") == set()


def test_that_people_write_a_for_å_pagefind_knows_itself():
    assert folds("på") == {"paa"}
