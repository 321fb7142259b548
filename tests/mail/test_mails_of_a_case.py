"""The mails of one case: the reply, the subject and thread that hold them together, and where their link leads."""

import pytest

from tests.mail.letters import ABOUT_A_CASE, LANGUAGES, letter, sent


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
    assert f"\nhttps://help.vendor.example{folder}/inbox/?case=V-7F3K-9Q2M\n" in mail.text


@pytest.mark.parametrize("locale", ["../evil", "de", "no/../..", "//evil.example"])
def test_a_link_leads_to_no_locale_that_we_do_not_have(locale):
    assert "\nhttps://help.vendor.example/inbox/?case=" in sent(letter("reply_posted", locale=locale)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_that_was_asked_for_at_the_desk_says_so(language):
    desk, other = sent(letter("sign_in_code", language, place="desk")), sent(letter("sign_in_code", language))
    assert desk.text != other.text
    assert desk.header("Subject") == other.header("Subject")


# The thread


def test_mails_of_a_case_hang_together():
    first = sent(letter(id="a1"))
    third = sent(letter("reply_posted", id="a3", thread=("a1", "a2")))

    root = "<case.V-7F3K-9Q2M@vendor.example>"
    assert "In-Reply-To" not in first.headers
    assert first.header("References") == root
    assert third.header("In-Reply-To") == "<a2@vendor.example>"
    assert third.header("References").split() == [root, "<a1@vendor.example>", "<a2@vendor.example>"]


def test_a_very_long_thread_keeps_its_root_and_its_end():
    references = sent(letter(thread=tuple(f"m{n}" for n in range(500)))).header("References").split()
    assert len(references) == 20
    assert references[0] == "<case.V-7F3K-9Q2M@vendor.example>"
    assert references[-1] == "<m499@vendor.example>"


def test_a_code_belongs_to_no_thread():
    assert "References" not in sent(letter("sign_in_code")).headers
