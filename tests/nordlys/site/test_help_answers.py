"""What the help dialog answers: questions about the policy with its own facts, and nothing that is no answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.help.help_reader import ABOUT

pytestmark = pytest.mark.browser


def answered(reader, locale, question):
    about = ABOUT[locale]
    one = reader(about["prefix"], locale=about["locale"]).open().ask(question)
    one.answer.locator("h3").wait_for()
    return one


def rows(one):
    """The table of an answer: the cells of each row by its heading."""
    return {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in one.answer.locator("tbody tr").all()
    }


@pytest.mark.parametrize(("locale", "question", "email", "callback"), [
    ("en", "how fast do you answer?", "Within 1 business day", "Within 5 minutes"),
    ("no", "hvor raskt svarer dere?", "Innen 1 virkedag", "Innen 5 minutter"),
])  # fmt: skip
def test_how_fast_is_answered_with_the_promise_of_each_channel(reader, locale, question, email, callback):
    one = answered(reader, locale, question)
    chat, mail, call = rows(one).values()
    assert (mail[0], call[0]) == (email, callback)
    assert len(chat) == 2, "the promise, and when it holds"
    expect(one.answer).not_to_contain_text(re.compile("(More|Mer):"))


@pytest.mark.parametrize(("locale", "question", "said", "tongues"), [
    ("en", "do you answer in Norwegian?", "Support specialists do not answer in Norwegian", "English, French, German"),
    ("no", "svarer dere på norsk?", "Vi svarer ikke på norsk", "engelsk, fransk, tysk"),
])  # fmt: skip
def test_nobody_can_read_the_answer_about_norwegian_as_a_yes(reader, locale, question, said, tongues):
    one = answered(reader, locale, question)
    first = one.answer.locator("p:not(.help-from)").first
    expect(first).to_contain_text(said)
    expect(first).to_contain_text(tongues)


@pytest.mark.parametrize(("locale", "question", "phone", "yes"), [
    ("en", "what does my plan include?", "Phone", "Yes"),
    ("no", "hva er med i planen min?", "Telefon", "Ja"),
])  # fmt: skip
def test_what_a_plan_includes_is_answered_with_every_channel_of_every_plan(reader, locale, question, phone, yes):
    one = answered(reader, locale, question)
    expect(one.answer.locator("thead th")).to_have_count(5)
    assert [cell == yes for cell in rows(one)[phone]] == [False, False, True, True]
    assert len(rows(one)) == 6


@pytest.mark.parametrize(("locale", "question"), [
    ("en", "which languages do you answer in?"), ("no", "hvilke språk svarer dere på?"),
])  # fmt: skip
def test_the_languages_of_each_channel_are_shown_as_rows(reader, locale, question):
    assert len(rows(answered(reader, locale, question))) == 6


def test_a_table_is_heard_as_sentences_that_end_once(reader):
    one = answered(reader, "en", "how fast do you answer?")
    expect(one.heard).to_contain_text("Email: Within 1 business day")
    expect(one.heard).not_to_have_text(re.compile(r"\.\.|: \."))


@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_whole_sentence_is_answered_by_the_section_of_an_article(reader, locale):
    about = ABOUT[locale]
    one = reader(about["prefix"], locale=about["locale"]).open().ask(about["ask"])
    expect(one.title).to_be_focused()
    expect(one.answer.locator("h3")).to_contain_text(about["title"])
    shown = one.answer.locator("div").inner_text()
    assert 5 < len(shown.split()) <= 61, "sixty words, and a sign that there are more"
    link = one.dialog.locator(".md-button--primary")
    assert link.get_attribute("href").startswith(f"{about['prefix']}import-export/export-contacts/")
    one.page.goto(one.address + link.get_attribute("href"))
    whole = " ".join(one.page.locator(".article").inner_text().split())
    for line in shown.removesuffix("…").splitlines():
        assert " ".join(line.split()) in whole, "the answer is what the article says"


def test_nonsense_finds_no_article_but_people(reader):
    one = reader("/").open().ask("qwxzkjv brmpfl")
    expect(one.dialog.locator(".help-view h3")).to_have_text(ABOUT["en"]["none"])
    one.people.click()
    expect(one.dialog.locator(".help-channels li")).to_have_count(4)


def test_a_typing_slip_is_answered_with_what_was_meant(reader):
    one = reader("/").open().ask("duplikates")
    meant = one.dialog.locator(".help-view").get_by_role("button", name="duplicates")
    answered = one.answer.locator("h3")
    expect(meant.or_(answered).first).to_be_visible()
    if meant.count():
        meant.click()
    expect(answered).to_contain_text("uplicate")
