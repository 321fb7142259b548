"""Free text keeps what people write with, and loses what only hides or moves letters."""

import unicodedata

import pytest

from chalicelib.pasted.letters import line, paragraph, plain, seen, steady

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # a joiner between the parts of "I want"
HINDI = "\u0915\u094d\u200d\u0937"  # a joiner that keeps two letters apart
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
KANJI = "\u845b\U000e0100"  # with the form of the letter that a name needs
THAI = "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u200b\u0e04\u0e23\u0e31\u0e1a"  # a place where a line may break


@pytest.mark.parametrize(
    "text", [PERSIAN, HINDI, FAMILY, HEART, ENGLAND, KANJI, THAI, "æøå", "한국어", "日本語", "a\u00a0b"]
)
def test_free_text_keeps_what_its_language_needs(text):
    assert (line(text), paragraph(text)) == (text, text)
    assert seen(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("in\u202evoice.pdf\u202c", "invoice.pdf"),
        ("\u2067abc\u2069\u200e\u200f\u061c", "abc"),
        ("soft\u00adhy\u2060phen\ufeff", "softhyphen"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("hidden\U000e0068\U000e0069", "hidden"),
        ("\ufff9a\ufffab\ufffb", "ab"),
        ("half \ud83d letter", "half  letter"),
        ("cafe\u0301", "café"),
    ],
)
def test_free_text_loses_what_moves_or_hides_letters(text, kept):
    assert paragraph(text) == kept


def test_a_line_is_one_line_and_a_paragraph_keeps_its_own():
    text = " First\r\nsecond\rthird\u2028fourth\n\tfifth \x00"
    assert paragraph(text) == "First\nsecond\nthird\nfourth\n\tfifth"
    assert line("Export\tstops\r\nat 90 %") == "Export stops at 90 %"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\t\r", "\u200b", "\u200c\u200d", "\u3164", "\u2800\u2800", "\u00ad", "\ufeff", "\u115f\u1160",
        "\uffa0", "\u202e\u200f", "\U000e0041\U000e0042", "\u2060\u2061", "\ufe0f", "\u00a0\u2003\u3000", "\u034f",
        "\u0301", "\u180e", "\x00\x07", "\u17b4\u17b5",
    ],
)  # fmt: skip
def test_a_text_of_nothing_visible_is_empty(text):
    assert not seen(text)
    assert not seen(text * 50)


@pytest.mark.parametrize(
    "text", ["a", "7", ".", "\u00e9", "\u2764\ufe0f", "\u200bx\u200b", "\ue000", "\u0661", "\u4e00"]
)
def test_a_text_with_one_visible_letter_is_not_empty(text):
    assert seen(text)


def test_in_what_machines_read_nothing_invisible_stays():
    assert plain(f" {PERSIAN[:2]}\u200c\u00ad{PERSIAN[3:]}\ufe0f\u3000x\uff21 ") == f"{PERSIAN[:2]}{PERSIAN[3:]} xA"


@pytest.mark.parametrize("mark", ["\u0301", "\u0301\u0316", "\u0344", "\u0f73", "\u0f73\u0f75", "\u3099\u0300"])
def test_a_letter_keeps_thirty_marks_and_the_text_is_in_normal_form(mark):
    text = "a" + mark * 5000 + "b"
    found = steady(text)
    assert unicodedata.is_normalized("NFC", found)
    assert len(found) < 70
    assert (unicodedata.normalize("NFD", found)[0], found[-1]) == ("a", "b")


@pytest.mark.parametrize("mark", ["\u0301", "\u0f73"])
def test_the_first_mark_too_many_goes(mark):
    assert steady("a" + mark * 30) == unicodedata.normalize("NFC", "a" + mark * 30)
    assert steady("a" + mark * 31) == steady("a" + mark * 30)
    assert steady(f"a{mark * 31} b{mark * 31}") == " ".join(steady(one + mark * 30) for one in "ab")


def test_no_honest_text_is_changed_but_for_its_normal_form():
    for text in (
        "Ti\u1ebfng Vi\u1ec7t",
        "\u0e17\u0e35\u0e48",
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "Z\u0335\u030d\u0310" * 20,
    ):
        decomposed = unicodedata.normalize("NFD", text)
        assert steady(decomposed) == unicodedata.normalize("NFC", text)
