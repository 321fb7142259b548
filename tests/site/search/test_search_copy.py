"""What only the search reads of an article: words for the same, and help for Norwegian."""

import re

from tests.fakes.locales import ENGLISH, NORWEGIAN
from workshop.site.languages.locales import Locale
from workshop.site.pages.page import Page
from workshop.site.pages.staged import Staged
from workshop.site.search.copy import Lexicon, copy_of_article
from workshop.site.search.synonyms import Synonyms
from workshop.site.search.text import sections
from workshop.site.search.word_parts import words_of

HIDDEN = re.compile(r'<p hidden data-pagefind-weight="([\d.]+)">(.*?)</p>')


def copied(built: str, locale: Locale, also_on_the_site: str = "", synonyms: str = "", **meta: object) -> str:
    page = Page("lists/export.md", {"title": "Export", **meta}, "")
    parts = sections(f"<div data-pagefind-body>{built}")
    lexicon = Lexicon.of(
        [words_of(built), words_of(also_on_the_site), set(), set(), set()],
        compounds=bool(locale.word_parts),
        synonyms=Synonyms.of(filter(None, [synonyms]), locale),
    )
    return copy_of_article(parts, Staged(page, locale, locale, None, True), lexicon)


def hidden(copy: str) -> dict[str, float]:
    """Each word that only the search sees, and what it is worth."""
    return {word: float(worth) for worth, words in HIDDEN.findall(copy) for word in words.split() if word != "‖"}


def test_everything_hidden_in_a_section_stands_behind_one_sign():
    copy = copied("<h1>Export</h1><p>Now.</p>", ENGLISH, keywords=["csv", "spread sheet"], synonyms="export, download")
    assert copy.count("‖") == 1
    assert copy.index("‖") < min(copy.index(word) for word in ("csv", "spread sheet", "download"))


def test_a_word_is_hidden_once_for_the_most_that_it_is_worth():
    words = hidden(copied("<h1>Export</h1>", ENGLISH, keywords=["download"], synonyms="export, download, save"))
    assert words["download"] > words["save"] > 0


def test_a_word_that_is_only_a_part_of_a_longer_one_is_hidden_all_the_same():
    assert "treg" in hidden(
        copied('<h1>Eksport</h1><h2 id="a">Alt går tregt</h2>', NORWEGIAN, synonyms="treg, tregt, sakte")
    )


def test_a_summary_the_page_shows_weighs_more_where_it_stands():
    built = '<h1>Export</h1><p class="lead">Save a list.</p><p>Now.</p>'
    copy = copied(built, ENGLISH, description="Save a list.")
    assert re.search(r'<hgroup data-pagefind-weight="1\.\d\d">Save a list\.</hgroup>', copy)
    assert copy.count("Save a list.") == 1


def test_a_summary_the_page_does_not_show_is_there_for_the_search():
    assert "save" in " ".join(hidden(copied("<h1>Export</h1>", ENGLISH, description="save a list")))


def test_a_norwegian_word_is_helped_where_the_article_first_has_it():
    built = '<h1>Eksport</h1><p>Kundestøtte.</p><h2 id="a">Mer</h2><p>Kundestøtte igjen.</p>'
    first, second = copied(built, NORWEGIAN, also_on_the_site="kunde støtte").split("<h2")
    assert {"kunde", "støtte", "stotte", "kundestotte", "kundestoette"} <= hidden(first).keys()
    assert not hidden(second)


def test_what_helps_two_words_is_hidden_once():
    built = '<h1>Eksport</h1><p>Kundestøtte.</p><h2 id="a">Mer</h2><p>Kundenummer.</p>'
    first, second = copied(built, NORWEGIAN, also_on_the_site="kunde støtte nummer").split("<h2")
    assert "kunde" in hidden(first)
    assert hidden(second).keys() == {"nummer"}


def test_a_part_that_the_article_says_itself_needs_no_help():
    built = '<h1>Eksport</h1><p>Kunden og støtte.</p><h2 id="a">Mer</h2><p>Kundestøtte.</p>'
    _, second = copied(built, NORWEGIAN, also_on_the_site="kunde").split("<h2")
    assert "støtte" not in hidden(second)
    assert "kunde" in hidden(second)
