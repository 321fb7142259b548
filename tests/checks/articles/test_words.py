"""Spelling, vocabulary, facts of the policy, and hints: what a writer is told about the words."""

import pytest

from workshop.checks.articles import Finding, Level
from workshop.checks.articles.speller import NoSpeller, Speller

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
        centre.add("\n`colour_hxe` HAR NC-4001 <https://nordlys.example/qqx> qqx@nordlys.example\n", locale)
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


@pytest.mark.parametrize(
    ("locale", "text", "table"),
    [
        ("en", "We answer within one business day.", "promises.md"),
        ("en", "We answer within 1 business day.", "promises.md"),
        ("no", "Vi svarer innen én virkedag.", "promises.md"),
        ("no", "En kundebehandler ringer innen fem minutter.", "promises.md"),
        ("en", "Accounts created on 5 March 2024 need more.", "seats.md"),
        ("no", "Fra 3. september 2024 er det slutt.", "seats.md"),
        ("en", "We are open from 9 am to 5 pm.", "hours.md"),
        ("en", "On 24 December, we close at noon.", "hours.md"),
        ("no", "Nyttårsaften, 31. desember, stenger vi tidlig.", "hours.md"),
        ("no", "Vi har åpent kl. 09.00–17.00.", "hours.md"),
        ("en", "Call +44 20 7946 0142.", "phone.md"),
        ("en", "Call `+442079460142`.", "phone.md"),
        ("en", "Ask <https://community.nordlys.example/>.", "community.md"),
        ("en", "Write to success@nordlys.example.", "subscription.md"),
        ("en", "Enterprise accounts may use the phone.", "channels.md"),
        ("en", "The professional and Professional plans have chat.", "channels.md"),
        ("en", "Write in English, French, German, Japanese, Portuguese or Spanish.", "languages.md"),
        ("no", "Feltet Beskrivelse tar 10 000 tegn.", "limits.md"),
    ],
)  # fmt: skip
def test_a_fact_of_the_policy_is_pulled_in_and_not_typed(centre, locale, text, table):
    centre.add(f"\n{text}\n", locale)
    line = 10 if locale == "en" else 11
    assert [one for one in centre.told(Level.ERROR) if one.startswith(f"docs/{locale}/topic/page.md:{line}:")
            and one.endswith(f'or pull in --8<-- "{table}"')], centre.told()  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Wait five minutes, and load the page again.",
        "The report is ready on the next business day.",
        "A meeting from 9 am to 5 pm.",
        "The campaign is sent on 24 December.",
        "A description of 1,000 characters.",
        "Your Enterprise account has more reports.",
        "Ask for it in chat.",
    ],
)
def test_a_number_that_is_not_the_policys_is_left_alone(centre, text):
    centre.add(f"\n{text}\n")
    assert [one for one in centre.told() if "support policy" in one] == []


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
