"""What a requester gets, for every kind of letter in every language."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest

from chalicelib.mail.compose import compose
from chalicelib.mail.letter import Letter, Unsendable
from tests.mail.letters import CASE, FIELDS, KINDS, LANGUAGES, SENDER, letter, sent

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
ABOUT_A_CASE = [kind for kind in KINDS if not kind.startswith("sign_in_")]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_kind_in_every_language_is_a_whole_mail(kind, language):
    mail = sent(letter(kind, language))

    assert mail.header("From") == '"Nordlys support" <support@nordlys.example>'
    assert mail.header("To") == "ada@kunde.example"
    assert mail.header("Content-Language") == language
    assert mail.header("X-Auto-Response-Suppress") == "All"
    assert mail.header("Message-ID") == "<01JDA3@nordlys.example>"
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
    address = f"https://help.nordlys.example{folder}/inbox/?case=V-7F3K-9Q2M"

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


# The promise


def promise(language: str = "en", **fields: object) -> str:
    return sent(letter("case_received", language, **fields)).text


@pytest.mark.parametrize(
    ("language", "one", "three"),
    [
        ("en", "within one business day", "within 3 business days"),
        ("fr", "d’un jour ouvré", "de 3 jours ouvrés"),
        ("de", "innerhalb eines Arbeitstags", "innerhalb von 3 Arbeitstagen"),
        ("ja", "1営業日以内", "3営業日以内"),
        ("pt", "em até um dia útil", "em até 3 dias úteis"),
        ("es", "de un día laborable", "de 3 días laborables"),
        ("nb", "innen én virkedag", "innen 3 virkedager"),
    ],
)
def test_one_business_day_and_more(language, one, three):
    assert one in promise(language)
    assert three in promise(language, promise_amount=3)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thursday 26 November 2026 at 11:00 (Oslo time)"),
        ("fr", "jeudi 26 novembre 2026 à 11 h 00 (heure locale à Oslo)"),
        ("de", "Donnerstag, dem 26. November 2026, um 11:00 Uhr (Ortszeit Oslo)"),
        ("ja", "2026年11月26日（木曜日）11:00（オスロ時間）"),
        ("pt", "quinta-feira, 26 de novembro de 2026, às 11:00 (horário de Oslo)"),
        ("es", "jueves 26 de noviembre de 2026 a las 11:00 (hora de Oslo)"),
        ("nb", "torsdag 26. november 2026 kl. 11.00 (Oslo-tid)"),
    ],
)
def test_the_due_time_is_told_on_the_policys_clock(language, words):
    assert words in promise(language)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-03-27T15:59:00Z", "Friday 27 March 2026 at 16:59"),  # winter time, two days before the change
        ("2026-03-30T07:00:00Z", "Monday 30 March 2026 at 09:00"),  # summer time, the day after
        ("2026-10-23T07:00:00Z", "Friday 23 October 2026 at 09:00"),  # summer time
        ("2026-10-26T08:00:00Z", "Monday 26 October 2026 at 09:00"),  # winter time
        ("2026-10-25T00:30:00+00:00", "Sunday 25 October 2026 at 02:30"),  # the hour that comes twice: first
        ("2026-10-25T01:30:00+00:00", "Sunday 25 October 2026 at 02:30"),  # and second
        ("2026-12-31T23:30:00Z", "Friday 1 January 2027 at 00:30"),  # another year there than in UTC
    ],
)
def test_due_times_across_the_change_of_clocks(due, words):
    assert f"{words} (Oslo time)" in promise(due=due)


def test_another_zone_is_told_by_its_own_city():
    mail = sent(letter(language="ja"), zone="America/New_York")
    assert "5:00（ニューヨーク時間）" in mail.text


def test_a_chat_is_live_and_a_callback_is_a_call():
    chat = promise(channel="chat", promise_kind="live", promise_amount=None, due=None)
    call = promise(channel="callback", promise_kind="minutes", promise_amount=5, due="2026-11-25T10:05:00Z")
    assert "The chat is live" in chat
    assert "Channel: Chat" in chat
    assert "We will call you within 5 minutes." in call
    assert "2026" not in call


def test_a_case_without_a_promise_says_so_without_a_date():
    text = promise(promise_kind=None, promise_amount=None, due=None, channel="pigeon")
    assert "as soon as we can" in text
    assert "Channel" not in text


def test_no_due_time_no_date():
    assert "That means by" not in promise(due=None)


def test_the_requester_is_told_about_staff_access():
    assert "can see most of your account" in promise(staff_access=True)
    assert "You asked us not to see your account" in promise(staff_access=False)


# The reply


def test_a_reply_keeps_its_lines_and_shows_its_markup():
    mail = sent(letter("reply_posted"))
    assert "    Which list is it?\n\n    Please try <b>again</b> & tell us." in mail.text
    assert "Which list is it?<br>\n<br>\nPlease try &lt;b&gt;again&lt;/b&gt; &amp; tell us." in mail.html
    assert "Grace Hopper" not in mail.header("Subject"), "a subject that changes would be a conversation of its own"


def test_an_agent_without_a_name_is_a_support_specialist():
    assert "A support specialist has replied" in sent(letter("reply_posted", agent_name=None)).text


def test_a_requester_without_a_name_is_greeted_all_the_same():
    assert sent(letter(requester_name=None)).text.startswith("Hello,\n")


def test_a_case_without_a_title_is_acknowledged_all_the_same():
    assert sent(letter(overview=" \u202e ")).header("Subject") == "[V-7F3K-9Q2M]"
    assert sent(letter(overview=None)).header("Subject") == "[V-7F3K-9Q2M]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_mails_of_a_case_have_one_subject_so_that_they_are_one_conversation(language):
    first = sent(letter("case_received", language, id="a1"))
    later = [sent(letter(kind, language, id=f"a-{kind}", thread=("a1",))) for kind in ABOUT_A_CASE]
    assert first.header("Subject") == "[V-7F3K-9Q2M] The contact export stops at 90 %"
    assert {mail.header("Subject") for mail in later} == {"Re: " + first.header("Subject")}


@pytest.mark.parametrize("kind", sorted(ABOUT_A_CASE))
def test_to_an_address_that_nobody_proved_the_subject_is_the_number_alone(kind):
    mails = [sent(letter(kind, language, overview=None, requester_name=None)) for language in LANGUAGES]
    assert {mail.header("Subject") for mail in mails} == {"[V-7F3K-9Q2M]"}


@pytest.mark.parametrize(
    ("language", "locale", "folder"), [("en", "no", "/no"), ("de", "no", "/no"), ("ja", "en", ""), ("nb", "en", "")]
)
def test_the_words_are_in_the_cases_language_and_the_link_leads_to_the_readers_pages(language, locale, folder):
    mail = sent(letter("reply_posted", language, locale=locale))
    assert mail.header("Content-Language") == language
    assert f"\nhttps://help.nordlys.example{folder}/inbox/?case=V-7F3K-9Q2M\n" in mail.text


@pytest.mark.parametrize("locale", ["../evil", "de", "no/../..", "//evil.example"])
def test_a_link_leads_to_no_locale_that_we_do_not_have(locale):
    assert "\nhttps://help.nordlys.example/inbox/?case=" in sent(letter("reply_posted", locale=locale)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_that_was_asked_for_at_the_desk_says_so(language):
    desk, other = sent(letter("sign_in_code", language, place="desk")), sent(letter("sign_in_code", language))
    assert desk.text != other.text
    assert desk.header("Subject") == other.header("Subject")


# The thread


def test_mails_of_a_case_hang_together():
    first = sent(letter(id="a1"))
    third = sent(letter("reply_posted", id="a3", thread=("a1", "a2")))

    root = "<case.V-7F3K-9Q2M@nordlys.example>"
    assert "In-Reply-To" not in first.headers
    assert first.header("References") == root
    assert third.header("In-Reply-To") == "<a2@nordlys.example>"
    assert third.header("References").split() == [root, "<a1@nordlys.example>", "<a2@nordlys.example>"]


def test_a_very_long_thread_keeps_its_root_and_its_end():
    references = sent(letter(thread=tuple(f"m{n}" for n in range(500)))).header("References").split()
    assert len(references) == 20
    assert references[0] == "<case.V-7F3K-9Q2M@nordlys.example>"
    assert references[-1] == "<m499@nordlys.example>"


def test_a_code_belongs_to_no_thread():
    assert "References" not in sent(letter("sign_in_code")).headers


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
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
