"""The languages of mails are the policy's, and the company's words and names come before the product's."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr

import pytest

from chalicelib.company import shipped
from chalicelib.mail import sentences as module
from chalicelib.mail.compose import compose
from chalicelib.mail.sentences import problems, sentences
from chalicelib.wiring import languages
from tests.mail.letters import SENDER, Mail, letter

SVENSKA = replace(shipped().first, id="sv", tag="sv", prefix="sv/")
OTHER = replace(shipped(), locales=(shipped().first, SVENSKA), sender_names={"nb": "Slantvik kundestøtte"})


@pytest.fixture
def words(tmp_path, monkeypatch):
    """The folder of a company's words, read again before and after."""
    monkeypatch.setenv("VARDE_COMPANY", str(tmp_path))
    for cached in (module._files, module._load):
        cached.cache_clear()
    (tmp_path / "words").mkdir()
    yield tmp_path / "words"
    for cached in (module._files, module._load):
        cached.cache_clear()


def mail(**about):
    at = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    what = letter("case_closed", **about)
    return Mail(
        compose(what, sender=SENDER, site_url="https://x.example/", zone="Europe/Oslo", company=OTHER, sent_at=at)
    )


def test_the_sender_is_named_in_the_language_of_the_mail():
    assert parseaddr(mail(language="nb").header("From"))[0] == "Slantvik kundestøtte"
    assert "Vennlig hilsen\nSlantvik kundestøtte" in mail(language="nb").text


def test_a_language_that_the_company_has_no_name_in_takes_the_senders():
    assert parseaddr(mail(language="de").header("From"))[0] == parseaddr(SENDER)[0]


@pytest.mark.parametrize(
    ("about", "address"),
    [
        ({"language": "en", "locale": "sv"}, "https://x.example/sv/inbox/"),
        ({"language": "ja"}, "https://x.example/inbox/"),
        ({"language": "ja", "locale": "no"}, "https://x.example/inbox/"),  # a locale that the company no longer has
    ],
)
def test_a_link_leads_to_the_pages_that_its_reader_reads(about, address):
    assert f"{address}?case=V-7F3K-9Q2M" in mail(**about).text


def test_a_mail_in_a_language_of_the_site_leads_to_its_pages(words):
    (words / "mails.sv.toml").write_bytes((module._PRODUCT / "nb.toml").read_bytes())
    module._files.cache_clear()
    assert "https://x.example/sv/inbox/?case=" in mail(language="sv-SE").text


def test_every_language_of_support_has_words():
    assert languages.problems() == []


@pytest.mark.usefixtures("words")
def test_a_language_of_support_without_words_is_named_with_the_file_to_write():
    assert list(problems(["en", "sv"])) == [
        "words/mails.sv.toml: is missing in the company's folder; mails in sv have no words"
    ]


def test_a_language_with_some_sentences_has_the_others_listed(words):
    (words / "mails.sv.toml").write_text('[common]\nhello = "Hej {name}!"\n')
    found = list(problems(["sv"]))
    assert "words/mails.sv.toml: common.hello is missing" not in found
    assert "words/mails.sv.toml: common.regards is missing" in found
    assert "words/mails.sv.toml: sign_in_code.valid is missing" in found, "a table of plural forms is one sentence"


def test_words_of_a_language_that_cannot_be_counted_in_are_named_at_the_check(words):
    for tag in ("xx-YY", "en-US"):
        (words / f"mails.{tag}.toml").write_text('[common]\nhello = "Hoi {name}!"\n')
    (found,) = [one for one in problems(["en"]) if "CLDR" in one]
    assert found.startswith("words/mails.xx-YY.toml: 'xx-YY' is no language of CLDR")


def test_a_company_says_one_sentence_otherwise_and_keeps_the_rest(words):
    (words / "mails.en.toml").write_text('[common]\nregards = "Bye,"\n')
    assert sentences("en").say("common.regards") == "Bye,"
    assert sentences("en").say("common.hello_you") == "Hello,"


def test_a_language_nobody_has_words_for_gets_those_of_the_first_locale():
    assert sentences("tlh").tag == shipped().first.tag
