"""What a requester gets, for every kind of letter in every language."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

import pytest

from chalicelib.company import shipped
from chalicelib.mail.compose import compose
from chalicelib.mail.letter import Letter, Unsendable
from tests.mail.letters import ABOUT_A_CASE, CASE, FIELDS, KINDS, LANGUAGES, SENDER, letter, sent

NAMES = shipped().sender_names
EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_kind_in_every_language_is_a_whole_mail(kind, language):
    mail = sent(letter(kind, language))

    assert parseaddr(mail.header("From")) == (NAMES.get(language, "Vendor support"), "support@vendor.example")
    assert mail.header("To") == "ada@kunde.example"
    assert mail.header("Content-Language") == language
    assert mail.header("X-Auto-Response-Suppress") == "All"
    assert mail.header("Message-ID") == "<01JDA3@vendor.example>"
    assert parsedate_to_datetime(mail.header("Date")) == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert "Reply-To" not in mail.headers
    assert [p.get_content_type() for p in mail.parsed.get_payload()] == ["text/plain", "text/html"]
    assert not mail.parsed.defects
    assert f'<html lang="{language}">' in mail.html
    for text in (mail.header("Subject"), mail.text, mail.html.split("</style>")[1]):
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_wire_sees_short_ascii_lines_with_crlf(kind, language):
    raw = sent(letter(kind, language)).raw

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 200
    assert raw == sent(letter(kind, language)).raw, "the same letter is the same mail"


@pytest.mark.parametrize(("kind", "language"), [(k, i) for k, i in EVERY if k in ABOUT_A_CASE])
def test_a_mail_about_a_case_names_it_and_leads_to_it(kind, language):
    mail = sent(letter(kind, language))
    folder = "/no" if language == "nb" else ""
    address = f"https://help.vendor.example{folder}/inbox/?case=V-7F3K-9Q2M"

    assert mail.header("Subject") == "[V-7F3K-9Q2M] The contact export stops at 90 %"
    assert f"\n{address}\n" in mail.text
    assert f'href="{address}"' in mail.html
    assert "Ada Lovelace" in mail.text
    assert "Ada Lovelace" in mail.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_about_wrong_codes_says_how_many_and_holds_nothing_a_stranger_wrote(language):
    mail = sent(letter("sign_in_tries", language))
    assert "7" in mail.text
    assert "http" not in mail.text, "no link to learn to click on in a mail about signing in"
    assert mail.text == sent(letter("sign_in_tries", language, code="EVIL", name="EVIL", number="EVIL")).text


@pytest.mark.parametrize(
    ("code", "shown"), [("12345678", "1234 5678"), ("1234567890", "12345 67890"), ("1" * 12, "1111 1111 1111")]
)
def test_a_long_code_is_shown_in_groups(code, shown):
    assert f"    {shown}\n" in sent(letter("sign_in_code", code=code)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_is_easy_to_find_and_stays_out_of_the_subject(language):
    mail = sent(letter("sign_in_code", language))

    assert re.findall(r"\b\d{6}\b", mail.text) == ["042137"]
    assert re.findall(r"\b\d{6}\b", mail.html) == ["042137"]
    assert "042137" not in mail.raw.split(b"\r\n\r\n")[0].decode()
    assert "10" in mail.text
    assert "http" not in mail.text, "no link to learn to click on in a mail about signing in"


@pytest.mark.parametrize(("kind", "how"), [(k, "auto-generated") for k in KINDS if k != "case_received"])
def test_other_machines_are_told_not_to_answer(kind, how):
    assert sent(letter(kind)).header("Auto-Submitted") == how
    assert sent(letter("case_received")).header("Auto-Submitted") == "auto-replied"


def test_nothing_is_fetched_and_nobody_is_tracked():
    for kind in KINDS:
        html = sent(letter(kind)).html
        assert not re.search(r"<(img|link|script|iframe|table|object|form)|url\(|@import|\bsrc=", html)


# The HTML


def test_a_case_number_stays_on_one_line():
    assert '<span class="number">V-7F3K-9Q2M</span>' in sent(letter("case_closed")).html


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, _attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", KINDS)
def test_html_tags_are_balanced(kind):
    balance = Balance()
    balance.feed(sent(letter(kind)).html)
    assert balance.open == []


def test_text_and_html_say_the_same():
    for kind, language in EVERY:
        mail = sent(letter(kind, language))
        html = re.sub(r"<[^>]+>", " ", mail.html.split("<main>")[1])
        for line in filter(None, mail.text.replace("&", "&amp;").replace("<", "&lt;").splitlines()):
            if line.startswith("https://"):
                continue
            words = re.split(r"[\s:：]+", line.strip("-").replace(">", "&gt;"))
            assert all(word in html for word in words), (kind, language, line)


# What cannot become a mail


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, name) for kind in KINDS for name in FIELDS[kind]],
)
def test_a_letter_of_the_wrong_shape_is_parked_or_sent_but_never_a_riddle(kind, field):
    for value in (None, True, 7, "", "  "):
        try:
            mail = sent(letter(kind, **{field: value}))
        except Unsendable as error:
            complaint = str(error)
        else:
            complaint = field
            assert "None" not in mail.text
        assert field in complaint


@pytest.mark.parametrize("due", ["tomorrow", "2026-11-26T10:00:00", "2026-13-01T00:00:00Z"])
def test_a_due_time_that_is_none_parks_the_letter(due):
    with pytest.raises(Unsendable, match="due is not a time"):
        sent(letter(due=due))


def test_an_unknown_kind_parks_the_letter():
    with pytest.raises(Unsendable, match="unknown kind"):
        sent(Letter("a", "advert", "ada@kunde.example", "en", CASE, ()))


def test_the_date_is_today_when_nobody_says_otherwise():
    raw = compose(letter(), sender=SENDER, site_url="https://x.example", zone="Europe/Oslo")
    date = re.search(rb"Date: (.*)\r\n", raw)
    assert date
    assert abs(parsedate_to_datetime(date[1].decode()).timestamp() - datetime.now(UTC).timestamp()) < 60


def test_babel_is_not_loaded_before_a_mail_is_composed():
    code = "import sys, chalicelib.mail.compose; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
