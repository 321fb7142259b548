"""Every language says the same things."""

import re
import string
import tomllib
from pathlib import Path

import pytest
from babel import Locale

from chalicelib.mail import sentences as module
from chalicelib.mail.sentences import languages, sentences
from tests.mail.letters import LANGUAGES

FOLDER = Path(module.__file__).parent / "words"
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def flat(data: dict, path: str = "") -> dict[str, str]:
    found = {}
    for key, value in data.items():
        found |= flat(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found


def words(tag: str) -> dict[str, str]:
    return flat(tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8")))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_we_have_words_for_the_six_support_languages_and_norwegian():
    assert set(languages()) == set(LANGUAGES)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_the_same_sentences(tag):
    def names(tag):
        return {re.sub(rf"\.({'|'.join(PLURALS)})$", ".*", name) for name in words(tag)}

    assert names(tag) == names("en")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sentence_has_the_same_placeholders(tag):
    mine, english = words(tag), words("en")
    for name, sentence in mine.items():
        expected = placeholders(english[name])
        assert placeholders(sentence) == expected, name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_plurals_have_the_forms_the_language_uses_for_whole_numbers(tag):
    rule = Locale.parse(tag).plural_form
    needed = {rule(n) for n in range(1, 101)}
    tables: dict[str, set[str]] = {}
    for name in words(tag):
        table, _, form = name.rpartition(".")
        if form in PLURALS:
            tables.setdefault(table, set()).add(form)
    assert len(tables) == 8
    assert all(forms == needed for forms in tables.values()), tables


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_number_spelled_as_a_word_is_used_for_that_number_only(tag):
    rule = Locale.parse(tag).plural_form
    assert {n for n in range(1, 101) if rule(n) == "one"} <= {1}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_only_placeholders_are_in_braces_and_nothing_is_untranslated(tag):
    english = words("en")
    for name, sentence in words(tag).items():
        assert sentence == sentence.strip() or name == "format.colon", name
        # Shorter ones are rightly the same in two languages: "{first} {second}".
        if tag != "en" and len(sentence) > 20:
            assert sentence != english[name], name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_subjects_without_the_overview_fit_one_line(tag):
    values = {"number": "V-7F3K-9Q2M", "overview": "", "agent": "Grace Hopper", "brand": "Vendor support"}
    for name, sentence in words(tag).items():
        if name.endswith(".subject"):
            assert len(sentence.format(**values)) < 78


def test_french_keeps_its_punctuation_on_the_line():
    for name, sentence in words("fr").items():
        assert not re.search(r" [:?!;]", sentence), name


@pytest.mark.parametrize(
    ("asked", "got"),
    [("pt-BR", "pt"), ("no", "nb"), ("nn-NO", "nb"), ("JA", "ja"), ("en_GB", "en"), ("sv", "en"), ("", "en")],
)
def test_a_language_we_have_no_words_for_falls_back_to_english(asked, got):
    assert sentences(asked).tag == got


def test_a_value_is_never_read_as_a_template():
    assert sentences("en").say("common.hello", name="{brand} {0.x}") == "Hello {brand} {0.x},"


def test_missing_words_are_an_error_of_ours():
    with pytest.raises(KeyError, match=r"no words for common.nothing"):
        sentences("en").say("common.nothing")
    with pytest.raises(KeyError, match="is not one sentence"):
        sentences("en").say("sign_in_code.valid")


OUR_PAGE = {"nb": "Mine saker"}  # everywhere else it has the name on the English page
MAILBOX = ("inbox", "innboks", "Postfach", "boîte de réception", "bandeja de entrada", "caixa de entrada", "受信箱")
PICTURE = ("screenshot", "skjermbilde", "capture", "captura", "スクリーンショット")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_our_page_has_its_own_name_and_is_never_called_the_readers_mailbox(tag):
    said = words(tag)
    assert [name for name, sentence in said.items() if any(word.lower() in sentence.lower() for word in MAILBOX)] == []
    assert OUR_PAGE.get(tag, "My cases") in said["common.open_case"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_mail_asks_for_a_picture_while_none_can_be_sent(tag):
    assert [name for name, text in words(tag).items() if any(word in text.lower() for word in PICTURE)] == []


def test_german_promises_count_the_days_that_the_policy_counts():
    """Werktage include Saturday; the policy's business days do not."""
    assert [name for name, sentence in words("de").items() if "Werktag" in sentence] == []


def test_german_goes_on_small_after_the_comma_of_the_greeting():
    first = [words("de")[name] for name in ("sign_in_code.intro", "sign_in_code.intro_desk", "case_received.intro")]
    assert [sentence for sentence in first if sentence[0].isupper()] == []
