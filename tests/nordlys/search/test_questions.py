"""Questions as people type them find their article; nonsense finds none. `scripts/questions` lists each miss."""

import pytest

from workshop.site.build import ROOT
from workshop.site.languages.locales import LOCALES
from workshop.site.pages.page import read_pages
from workshop.site.search.questions import ask, ask_table, share, shares, table, told

pytestmark = pytest.mark.browser

# Just under what is reached; raise them when the search gets better.
FLOORS = {"en": (0.95, 0.98), "no": (0.95, 0.98)}
# About two of their questions under what was reached when they were asked (decisions/0013).
UNSEEN_FLOORS = {"en": (0.76, 0.91), "no": (0.77, 0.89)}


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_most_questions_find_their_article_first(asked_on, real_site, locale):
    asked = ask_table(asked_on(locale.prefix), locale)
    gone = {address for one in asked for address in one.first if not (real_site / locale.prefix / address).is_dir()}
    assert gone == set(), "the table names articles that do not exist"
    print(*told(asked), sep="\n")
    assert len(asked) >= 60
    first, three = FLOORS[locale.id]
    assert share(asked, 1) >= first, "\n".join(told(asked))
    assert share(asked, 3) >= three, "\n".join(told(asked))


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_questions_that_nobody_tuned_on_find_their_article_too(asked_on, real_site, locale):
    asked = ask_table(asked_on(locale.prefix), locale, "unseen")
    gone = {address for one in asked for address in one.first if not (real_site / locale.prefix / address).is_dir()}
    assert gone == set(), "the table names articles that do not exist"
    assert len(asked) >= 90
    first, three = UNSEEN_FLOORS[locale.id]
    # Does not show which ones missed: fixing them one by one would spoil the measure.
    assert share(asked, 1) >= first, shares(asked)
    assert share(asked, 3) >= three, shares(asked)


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_no_question_stands_in_both_tables(locale):
    tuned, unseen = ({row["ask"].lower() for row in table(locale, name)["found"]} for name in ("questions", "unseen"))
    assert tuned & unseen == set()


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_who_types_the_title_of_an_article_gets_that_article(asked_on, locale):
    articles = [page for page in read_pages(ROOT / "docs" / locale.id, "docs").values() if page.is_article]
    answers = ask(asked_on(locale.prefix), [page.title for page in articles])
    first = {one["ask"]: (one["found"] or ["nothing"])[0].split("#")[0] for one in answers}
    assert first == {page.title: f"/{locale.prefix}{page.address}" for page in articles}


@pytest.mark.parametrize(
    ("prefix", "asked", "first"),
    [
        (
            "",
            "export contacts csv",
            "import-export/export-contacts/",
        ),  # its title in other words; `contacts.csv` is a file
        ("", "support", "getting-help/"),
        ("", "customer service", "getting-help/"),
        ("", "what do I get on my plan", "what-do-i-get/"),
        ("", "what needs an administrator", "account/users-and-invitations/"),
        ("no/", "hva far jeg", "what-do-i-get/"),
        ("no/", "hva får vi med abonnementet vårt?", "what-do-i-get/"),
        ("no/", "hvordan sier jeg opp", "billing/cancel/"),
        ("no/", "HAR", "getting-help/record-a-har/"),
        ("", "is it down?", "getting-help/slow-or-down/"),
        ("no/", "treg", "getting-help/slow-or-down/"),
        ("no/", "er dere nede", "getting-help/slow-or-down/"),  # not "laste ned"
        ("no/", "kundeservice", "getting-help/"),
    ],
)
def test_everyday_words_lead_where_everybody_expects(asked_on, prefix, asked, first):
    (answer,) = ask(asked_on(prefix), [asked])
    assert [url.split("#")[0] for url in answer["found"][:1]] == [f"/{prefix}{first}"]


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_the_questions_that_articles_say_they_answer_find_them(asked_on, locale):
    articles = [page for page in read_pages(ROOT / "docs" / locale.id, "docs").values() if page.is_article]
    meant = [(question["ask"], page.address) for page in articles for question in page.meta.get("questions") or []]
    answers = ask(asked_on(locale.prefix), [question for question, _ in meant])
    lost = [
        question
        for (question, address), one in zip(meant, answers, strict=True)
        if f"/{locale.prefix}{address}" not in [url.split("#")[0] for url in one["found"][:3]]
    ]
    assert len(meant) >= 300
    # The same question may be answered twice, and better elsewhere.
    assert len(lost) <= 4, lost


@pytest.mark.parametrize(
    ("prefix", "asked", "suggestion"),
    [
        ("", "exprt contacts", "export contacts"),
        ("", "kontact", "contact"),
        ("no/", "eksprt kontakter", "eksport kontakter"),
        ("", "make it faster", None),  # not `easter`
        ("", "black", None),
    ],
)
def test_what_was_meant_is_told_only_when_it_begins_like_what_was_typed(asked_on, prefix, asked, suggestion):
    (answer,) = ask(asked_on(prefix), [asked])
    assert answer["suggestion"] == suggestion


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_nonsense_finds_no_article(asked_on, locale):
    samples = table(locale)["nonsense"]
    assert len(samples) >= 10
    found = {one["ask"]: one["found"] for one in ask(asked_on(locale.prefix), samples) if one["total"]}
    assert found == {}
