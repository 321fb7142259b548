"""Spelling, vocabulary and hints: what a writer is told about the words."""

import pytest

from workshop.checks.articles import Finding, Level
from workshop.checks.articles.words.speller import NoSpeller, Speller

TERM = '[[term]]\nlocale = "en"\navoid = ["tickets?"]\nuse = "case"\n'


@pytest.mark.parametrize(
    ("locale", "text", "told"),
    [
        ("en", "Recieve the file.", "docs/en/topic/page.md:10: error: is Recieve spelled right? Perhaps Receive"),
        ("no", "Importer adrsesen.", "docs/no/topic/page.md:11: error: is adrsesen spelled right? Perhaps adressen"),
    ],
)
def test_a_misspelled_word_is_told_with_what_was_meant(centre, locale, text, told):
    centre.add(f"\n{text}\n", locale)
    assert [one for one in centre.told(spell=True) if one.startswith(told)], centre.told(spell=True)


def test_a_misspelled_word_of_the_front_matter_is_told_but_keywords_are_what_people_type(centre):
    centre.change("description: What", "keywords: [adress]\ndescription: Waht")
    assert [one.partition("?")[0] for one in centre.told(spell=True)] == [
        "docs/en/topic/page.md:4: error: is Waht spelled right"
    ]


def test_code_addresses_and_names_in_capitals_are_not_spelled(centre):
    for locale in ("en", "no"):
        centre.add("\n`colour_hxe` HAR NC-4001 <https://vendor.example/qqx> qqx@vendor.example\n", locale)
    assert centre.told(spell=True) == []


def test_norwegian_words_written_together_are_known_when_their_parts_are(centre, vocabulary):
    vocabulary("words.no.txt", "webhook\n")
    centre.add("\nEksportinnstillingene, kontaktlistefilteret og webhookadressen.\n", "no")
    assert centre.told(spell=True) == []


@pytest.mark.parametrize("slip", ["besskjed", "bestilleer", "filteet", "feltter", "bettilling"])
def test_a_slip_is_not_taken_for_a_word_written_together(slip):
    assert Speller("no", frozenset({"fil"})).unknown({slip, "filendelse"}) == {slip}


def test_our_own_words_are_known(centre, vocabulary):
    vocabulary("words.both.txt", "Qvistly  # a name\n")
    centre.add("\nAsk Qvistly.\n")
    assert centre.told(spell=True) == []


def test_without_a_dictionary_the_check_fails_in_one_line(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoSpeller, match="apt-get install hunspell hunspell-en-gb hunspell-no"):
        Speller("en", frozenset()).unknown({"word"})


def test_a_word_that_contradicts_the_vocabulary_is_told_with_the_better_one(centre, vocabulary):
    vocabulary("terms.toml", TERM)
    centre.add("\nOpen a ticket.\n")
    assert centre.told() == ["docs/en/topic/page.md:10: error: ticket: say case"]


@pytest.mark.parametrize("text", ['The old page says "ticket".', "`ticket`", "A ticket. <!-- check: allow terms -->"])
def test_a_word_of_somebody_else_is_left_alone(centre, vocabulary, text):
    vocabulary("terms.toml", TERM)
    centre.add(f"\n{text}\n")
    assert centre.told(Level.ERROR) == []


def test_hints_say_what_is_hard_to_read_and_do_not_fail(centre):
    long = " ".join(["word"] * 31)
    centre.add(f"\n{long}.\nOne sentence. Another one.  \n")
    assert centre.told() == [
        "docs/en/topic/page.md:10: hint: a sentence of 31 words; divide it",
        "docs/en/topic/page.md:11: hint: spaces at the end of the line",
        "docs/en/topic/page.md:11: hint: two sentences on one line",
    ]


def test_a_page_of_long_words_is_told_its_reading_level(centre):
    centre.add("\n" + "Administration organisation configuration documentation.\n" * 25)
    assert any("hard to read (LIX " in one for one in centre.told(Level.HINT))


@pytest.mark.parametrize(
    "text", ["Choose e.g. Norwegian.", "It takes 3. Then", "See version 2.0. B", "Ask **Why?** of it."]
)
def test_an_abbreviation_does_not_end_a_sentence(centre, text):
    centre.add(f"\n{text.replace('3. Then', '3 kB.')}\n")
    assert [one for one in centre.told() if "two sentences" in one and "e.g." in text] == []


def test_a_finding_becomes_an_annotation_that_no_article_can_break_out_of():
    finding = Finding("docs/en/a,b.md", 3, Level.HINT, "100%\n::error::no")
    assert finding.annotation() == "::notice file=docs/en/a%2Cb.md,line=3::100%25%0A::error::no"
