"""Feedback is about an article that there is: of either language, renamed or new, and about nothing else."""

import json
import uuid

import pytest

from chalicelib.articles.published import Published
from chalicelib.errors import Unavailable
from tests.http.articles.test_feedback import fill_in, said, say
from tests.roles import company
from tests.site.centre import small_centre, write
from workshop.site.outputs.known import listing
from workshop.site.pages.stage import gather

FIRST, SECOND = company.FIRST["id"], company.second_locale()["id"]
HELP = company.ARTICLES["help"]


def tally(api, path, locale):
    found = [one for one in api.services.feedback._store.tallies(locale) if one.path == path]
    return sum(one.helpful for one in found)


@pytest.mark.parametrize(("path", "locale"), [
    ("/made/up/", FIRST), (f"/{SECOND}/made/up/", SECOND), (f"/{HELP}/", SECOND),
    (f"/{SECOND}/{HELP}/", FIRST),
    ("/assets/site/", FIRST), ("/api/", FIRST), ("/contact/", FIRST), ("/inbox/", FIRST),
    (f"/{FIRST}/{HELP}/", FIRST),
    (f"/{SECOND}/", SECOND), ("/search/", FIRST),
])  # fmt: skip
def test_an_address_without_an_article_is_refused_and_stored_nowhere(api, path, locale):
    for answer in (say(api, path, locale=locale, comment="x"), fill_in(api, path, locale=locale, comment="x")):
        assert answer.mistakes == {("path", "not_an_article")}
    assert tally(api, path, locale) == 0
    assert api.items("pk = :value", f"F#{locale}#{path}") == []


def test_a_refused_address_spends_nothing_of_the_network(api, shelf):
    source, path = uuid.uuid4().hex, f"/{SECOND}/a{uuid.uuid4().hex}/"
    shelf.put(SECOND, path)
    for _ in range(60):
        assert say(api, "/made/up/", source=source).status == 422
    assert say(api, path, source=source).status == 201


def test_an_article_that_a_writer_has_just_added_counts_at_once(api, shelf):
    path = f"/{SECOND}/new-{uuid.uuid4().hex}/"
    assert say(api, path).status == 422
    shelf.put(SECOND, path)
    assert say(api, path).status == 201
    assert said(api, path) == (1, 0, 0)


@pytest.fixture
def centre(tmp_path):
    """One article in English only, one renamed, one draft."""
    root = small_centre(tmp_path)
    write(root, "en/topic/alone.md", "---\ntitle: Alone\n---\nText.\n")
    write(root, "en/topic/now.md", "---\ntitle: Now\nmoved_from: [topic/before/]\n---\nText.\n")
    write(root, "en/topic/draft.md", "---\ntitle: Draft\ndraft: true\n---\nText.\n")
    return root


def published(root, base=""):
    file = root / "_articles.json"
    file.write_text(listing(gather(root)))
    return Published(file, base)


@pytest.mark.parametrize(("locale", "path", "now"), [
    ("en", "/topic/alone/", "/topic/alone/"), (SECOND, f"/{SECOND}/topic/alone/", f"/{SECOND}/topic/alone/"),
    ("en", "/topic/", "/topic/"),
    ("en", "/topic/before/", "/topic/now/"), (SECOND, f"/{SECOND}/topic/before/", f"/{SECOND}/topic/now/"),
    (SECOND, "/topic/before/", None), ("en", "/topic/draft/", None), (SECOND, f"/{SECOND}/topic/draft/", None),
    ("en", "/", None),
])  # fmt: skip
def test_stand_ins_count_and_a_renamed_article_keeps_its_answers(centre, locale, path, now):
    assert published(centre).now_at(locale, path) == now


def test_a_site_that_is_not_alone_on_its_host(centre):
    articles = published(centre, "/help")
    assert articles.now_at("en", "/help/topic/before/") == "/help/topic/now/"
    assert articles.now_at("en", "/topic/now/") is None
    assert articles.now_at("en", "/helpful/topic/now/") is None


@pytest.mark.parametrize(
    "text",
    [None, "", "{", "[]", "{}", '{"addresses": []}', '{"addresses": {"en": [1]}}', '{"addresses": 1, "moved": 2}'],
)
def test_without_a_list_nobody_can_tell_and_the_answer_is_to_come_back(tmp_path, text):
    file = tmp_path / "_articles.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Unavailable):
        Published(file).now_at("en", "/topic/")


def test_the_list_is_read_at_the_first_question_and_not_again_while_it_stays(centre, monkeypatch):
    articles = published(centre)
    reads = []
    real = type(centre).read_bytes
    monkeypatch.setattr(type(centre), "read_bytes", lambda self: reads.append(self) or real(self))
    assert reads == []
    for _ in range(3):
        articles.now_at("en", "/topic/")
    assert len(reads) == 1


def test_the_list_holds_every_page_with_the_question(centre):
    """What partials/feedback.html is shown on is what the API takes."""
    known = json.loads(listing(gather(centre)))["addresses"]
    assert known["en"] == ["/topic/", "/topic/alone/", "/topic/now/", "/what-do-i-get/"]
    assert known[SECOND] == [f"/{SECOND}{path}" for path in known["en"]]
