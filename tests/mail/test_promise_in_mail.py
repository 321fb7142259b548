"""What a mail says of the promise: the response time, the due time on the policy's clock, and staff access."""

import pytest

from tests.mail.letters import letter, sent


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
    ("language", "one", "four"),
    [
        ("en", "within one business hour.", "within 4 business hours."),
        ("fr", "d’une heure ouvrée.", "de 4 heures ouvrées."),
        ("de", "innerhalb einer Geschäftsstunde", "innerhalb von 4 Geschäftsstunden"),
        ("ja", "1営業時間以内", "4営業時間以内"),
        ("pt", "em até uma hora útil", "em até 4 horas úteis"),
        ("es", "de una hora laborable", "de 4 horas laborables"),
        ("nb", "innen én time i åpningstiden", "innen 4 timer i åpningstiden"),
    ],
)
def test_one_business_hour_and_more_say_the_moment_too(language, one, four):
    said = promise(language, promise_kind="business_hours")
    assert one in said
    assert "11" in said, "the due time"
    assert four in promise(language, promise_kind="business_hours", promise_amount=4)


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


LIVE = {"promise_kind": "live", "promise_amount": None, "due": None}
IN_MINUTES = {"promise_kind": "minutes", "promise_amount": 5, "due": "2026-11-25T10:05:00Z"}


def test_a_chat_is_live_and_where_we_call_a_call_is_promised():
    chat = promise(answers_by="chat", channel_name="Talk", **LIVE)
    call = promise(answers_by="call", needs_phone=True, **IN_MINUTES)
    assert "The chat is live" in chat
    assert "Channel: Talk" in chat
    assert "We will call you within 5 minutes. Please keep your phone near you." in call
    assert "2026" not in call


def test_an_answer_in_minutes_is_no_call():
    assert "We will reply within 5 minutes.\n" in promise(answers_by="mail", **IN_MINUTES)


def test_a_call_that_needs_no_phone_does_not_speak_of_one():
    said = promise(answers_by="call", channel_name="Video", **LIVE)
    assert "We will call you as soon as a support specialist is free." in said
    assert "phone" not in said
    assert "Channel: Video" in said


def test_a_letter_of_an_older_release_has_no_name_of_its_channel():
    old = {"channel": "letter", "channel_name": None, "answers_by": None, "needs_phone": None}
    assert "We will reply within one business day." in promise(**old)
    assert "Channel" not in promise(**old)


def test_a_case_without_a_promise_says_so_without_a_date():
    text = promise(promise_kind=None, promise_amount=None, due=None)
    assert "as soon as we can" in text
    assert "2026" not in text


def test_no_due_time_no_date():
    assert "That means by" not in promise(due=None)


def test_the_requester_is_told_about_staff_access():
    assert "can see most of your account" in promise(staff_access=True)
    assert "You asked us not to see your account" in promise(staff_access=False)
