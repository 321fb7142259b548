"""Nothing a person writes gets out of its header (Python before 3.11.10 does not help: CVE-2024-6923)."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.mail.clean import many_lines, one_line, shorten
from chalicelib.mail.letter import Unsendable
from tests.mail.letters import letter, sent

HARMLESS = sent(letter("reply_posted"))
PLANTED = [
    "Hello\r\nBcc: everyone@victim.example",
    "Hello\nBcc: everyone@victim.example\n\n<script>alert(1)</script>",
    "Hello\rBcc: everyone@victim.example",
    "Hello\r\n\r\nA body of my own",
    "Hello\x0bBcc: a@victim.example\x0cX: y\x1cZ: z\x85Q: q",
    "Hello\u2028Bcc: a@victim.example\u2029Cc: b@victim.example",
    "nul\x00byte and escape\x1b[31m",
    "invoice \u202egpj.exe\u202c \u2066isolate\u2069",
    "=?utf-8?q?Hello=0D=0ABcc:_everyone=40victim.example?=",
    "=?utf-8?b?SGVsbG8NCkJjYzogYUB2aWN0aW0uZXhhbXBsZQ==?= =?x",
    "x" * 5000,
    "word " * 2000,
    "連絡先の書き出しが九割で止まります" * 40,
    "👩🏽‍🚀🇳🇴" * 60,
    "\ud800 half a letter \udfff",
    '"; Bcc: <a@victim.example>, "',
]
wild = st.text(st.characters(exclude_categories=()), min_size=1, max_size=300)
nasty = st.lists(
    st.sampled_from(["\r\n", "\n", "\r", "\x00", "\u202e", "Bcc: a@b.example", "=?utf-8?q?=0A?=", "é", " ", "🎉"]),
    min_size=1,
    max_size=30,
).map("".join)


def assert_harmless(mail, person_wrote):
    assert mail.headers == HARMLESS.headers, "no header more, none less"
    for name in ("From", "To", "Message-ID", "Auto-Submitted", "Content-Type"):
        assert mail.header(name) == HARMLESS.header(name)
    subject = mail.header("Subject")
    assert subject.startswith("[V-7F3K-9Q2M]")
    assert not [c for c in subject if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(subject) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert len(subject) < 300
    assert mail.raw.isascii()
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998, person_wrote
    assert b"\n" not in mail.raw.replace(b"\r\n", b"")
    assert len(mail.parsed.get_payload()) == 2
    assert not mail.parsed.defects


@pytest.mark.parametrize("text", PLANTED)
def test_planted_words_stay_words(text):
    fields = {"overview": text, "agent_name": text, "requester_name": text, "text": text}
    mail = sent(letter("reply_posted", **fields))
    assert_harmless(mail, text)
    assert "<script" not in mail.html


@given(st.one_of(wild, nasty))
@example("=?utf-8?q?a?=\r\nBcc: x@y.example")
@settings(max_examples=150, deadline=None)
def test_any_words_stay_words(text):
    fields = {"overview": text or "-", "agent_name": text, "requester_name": text, "text": text}
    if text.strip():
        assert_harmless(sent(letter("reply_posted", **fields)), text)


def test_an_encoded_word_of_a_visitor_is_shown_as_they_typed_it():
    typed = "=?utf-8?q?Hello?="
    assert sent(letter(overview=typed)).header("Subject").endswith(typed)


@pytest.mark.parametrize("text", ["連絡先の書き出し", "Ünïcödé 🎉 overview", "Kontaktlisten «Kunder» stopper"])
def test_words_of_any_script_arrive_whole(text):
    mail = sent(letter(overview=text))
    assert mail.header("Subject").endswith(text)
    assert text in mail.text
    assert text in mail.html


def test_a_name_does_not_hide_in_the_recipient():
    mail = sent(letter(requester_name='Ada" <x@victim.example>, "B'))
    assert mail.header("To") == "ada@kunde.example"


@pytest.mark.parametrize(
    "to",
    [
        "ada@kunde.example\r\nBcc: b@victim.example",
        "ada@kunde.example, b@victim.example",
        "Ada <ada@kunde.example>",
        "ada@kunde.example ",
        "ada@",
        "@kunde.example",
        "ada",
        "",
        "ada@kunde.example\x00",
        "ada@kun de.example",
        "blåbær@kunde.example",
        "ada@.example",
        "ada@" + "a" * 70 + "ø.example",
    ],
)
def test_a_recipient_that_is_not_one_plain_address_parks_the_letter(to):
    with pytest.raises(Unsendable, match="recipient"):
        sent(letter(to=to))


def test_an_international_domain_goes_out_in_ascii():
    assert sent(letter(to="ada@blåbær.example")).header("To") == "ada@xn--blbr-roah.example"


@pytest.mark.parametrize("bad", ["a\r\nBcc: x@y.example", "a b", "", "<a", "a>", "a@b", "é", "x" * 200])
def test_an_id_that_does_not_fit_parks_the_letter(bad):
    with pytest.raises(Unsendable, match="Message-ID"):
        sent(letter(id=bad))
    with pytest.raises(Unsendable, match="Message-ID"):
        sent(letter(thread=("ok", bad)))
    if bad:
        with pytest.raises(Unsendable, match="Message-ID"):
            sent(letter(number=bad))


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("Vendor støtte <support@vendor.example>", "Vendor støtte <support@vendor.example>"),
        ('"Vendor, support" <support@vendor.example>', '"Vendor, support" <support@vendor.example>'),
        ('"Say \\"hi\\"" <support@vendor.example>', '"Say \\"hi\\"" <support@vendor.example>'),
        ("support@vendor.example", "support@vendor.example"),
        ("ノルドリス <support@vendor.example>", "ノルドリス <support@vendor.example>"),
    ],
)
def test_the_senders_name_is_quoted_or_encoded(sender, shown):
    assert sent(letter(), sender=sender).header("From").replace("  ", " ") == shown


@pytest.mark.parametrize("overview", ["x" * 80, "連絡先" * 40, "word " * 40, "👩🏽‍🚀" * 30])
def test_a_subject_is_folded_at_the_width_mail_asks_for(overview):
    head = sent(letter(overview=overview)).raw.split(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78


def test_html_is_shown_not_run():
    evil = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script></title></style>"
    mail = sent(letter("reply_posted", overview=evil, agent_name=evil, requester_name=evil, text=evil))
    assert "<img" not in mail.html
    assert "<script" not in mail.html
    assert mail.html.count("</style>") == 1
    assert mail.html.count("</title>") == 1
    assert "&lt;script&gt;" in mail.html


# The cleaners


def test_lines_and_tabs_of_a_text_stay():
    assert many_lines("\r\na\r\n\tb\rc\n\nd\x00\u202e!  \n") == "a\n\tb\nc\n\nd !"


def test_one_line_keeps_joined_emoji_whole():
    assert one_line(" a\r\n b\t👩🏽‍🚀 ") == "a b 👩🏽‍🚀"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("short enough", 12, "short enough"),
        ("cut at the word please", 15, "cut at the…"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("abcdefghe\u0301zzzz", 10, "abcdefgh…"),
    ],
)
def test_a_long_text_is_cut_where_it_hurts_least(text, most, short):
    assert shorten(text, most) == short
    assert len(short) <= most
