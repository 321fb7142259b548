"""Norwegian words are found by their parts, and without a Norwegian keyboard."""

from workshop.site.word_parts import extra_words, parts, vocabulary, with_extra_words


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


def test_words_are_indexed_as_they_are_written_without_norwegian_letters():
    assert {"stotte", "stoette"} <= set(extra_words("<p>Støtte</p>", frozenset()))


def test_the_extra_words_stand_behind_the_section_they_come_from():
    page = with_extra_words('<p>Kø</p><p>Køer</p><h2 id="b">Båt</h2>', frozenset())
    first, second = page.split("<h2", 1)
    assert "koer" in first
    assert "bat" in second
