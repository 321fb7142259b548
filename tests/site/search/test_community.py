"""A community's public topics join the search; a community that is away never stops a build."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from tests.site.centre import SITE_URL, small_centre
from tests.site.search.discourse import small_discourse
from tests.site.serving import served
from workshop.site.build import ROOT, build
from workshop.site.community.asking import Asking, NoAnswer
from workshop.site.community.discourse import MOST_TEXT, MOST_TOPICS
from workshop.site.community.plain import plain
from workshop.site.community.topics import communities, kept_topics, topics_elsewhere
from workshop.site.search.index import Record

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
QUICK = partial(Asking, pause=0, timeout=0.5, together=5)


@pytest.fixture
def community():
    with small_discourse() as running:
        running.write(1, "Merge two lists", "<p>Can I <b>merge</b> two lists?</p>", "<p>Yes, under Settings.</p>")
        running.write(2, "Which reports do you read?", "<p>Mine is the <em>quarterly zebrareport</em>.</p>")
        yield running


@pytest.fixture
def centre(tmp_path):
    """A help centre whose readers have a community, in the language named."""

    def make(locale="en", address=None):
        root = small_centre(tmp_path)
        if address:
            (root / "company").mkdir(exist_ok=True)
            text = (ROOT / "company" / "company.toml").read_text().replace("# discourse =", "# community =")
            section = f"[site.{locale}]\n"
            assert section in text
            text = text.replace(section, f'{section}discourse = "{address}"\n')
            (root / "company" / "company.toml").write_text(text)
        return root

    return make


def ask(root, now=NOW, how=QUICK):
    return topics_elsewhere(root, how, now)


def test_a_topic_becomes_a_record_in_the_language_of_its_community(centre, community):
    records, said = ask(centre("no", community.url))
    assert records[1] == Record(
        "nb",
        "Merge two lists",
        f"{community.url}/t/topic-1/1",
        "Can I merge two lists? Yes, under Settings.",
        "community",
    )
    assert said == "2 topics in no"
    assert community.asked == ["/latest.json?page=0", "/t/2.json", "/t/1.json"]
    assert community.agents == {"Varde (search index of a help centre)"}


def test_without_an_address_nobody_is_asked(centre):
    root = centre()
    assert communities(root) == {}
    assert ask(root) == ([], "")


def test_what_is_not_public_or_not_a_topic_is_left_out(centre, community):
    community.write(3, "Unlisted", "<p>secret</p>", visible=False)
    community.write(4, "A message", "<p>secret</p>", archetype="private_message")
    community.write(5, "Posts", "<p>kept</p>", {"cooked": "<p>secret</p>", "hidden": True},
                    {"cooked": "<p>secret</p>", "user_deleted": True}, {"cooked": "<p>secret</p>", "post_type": 3},
                    {"cooked": None}, 7)  # fmt: skip
    records, _ = ask(centre("en", community.url))
    assert [one.title for one in records] == ["Posts", "Which reports do you read?", "Merge two lists"]
    assert records[0].text == "kept"


def test_a_topic_that_went_private_since_the_list_is_left_out(centre, community):
    listing = community.latest(0)
    community.latest = lambda _page: listing
    del community.topics[2]
    records, said = ask(centre("en", community.url))
    assert ([one.title for one in records], said) == (["Merge two lists"], "1 topics in en")


def test_all_pages_are_read_but_not_more_topics_than_a_build_can_bear(centre, community):
    for number in range(10, 10 + MOST_TOPICS + 20):
        community.write(number, f"Topic {number}", "<p>Text</p>")
    records, _ = ask(centre("en", community.url))
    assert len(records) == MOST_TOPICS
    assert records[0].title == f"Topic {10 + MOST_TOPICS + 19}", "the newest"


def test_a_list_that_never_ends_ends(centre, community):
    first = {"topic_list": {**community.latest(0)["topic_list"], "more_topics_url": "/latest?page=1"}}
    community.latest = lambda _page: first
    assert len(ask(centre("en", community.url))[0]) == 2


def test_links_are_made_of_numbers_and_slugs_never_of_what_the_server_says(centre, community):
    community.write(7, "Odd <script>", "<p>x</p>", slug="../../evil?x=<script>")
    record = ask(centre("en", community.url))[0][0]
    assert (record.url, record.title) == (f"{community.url}/t/7", "Odd <script>")


def test_a_list_with_rubbish_in_it_gives_the_topics_that_are_good(centre, community):
    good = community.latest(0)["topic_list"]["topics"]
    rubbish = [None, 7, "x", [], {}, {"id": True, "title": "x"}, {"id": "1", "title": "x"}, {"id": 9, "title": None},
               {"id": -1, "title": "x"}, {"id": 9, "title": "   "}]  # fmt: skip
    community.latest = lambda _page: {"topic_list": {"topics": [*rubbish, *good]}}
    assert len(ask(centre("en", community.url))[0]) == 2


def test_a_community_is_asked_once_an_hour_and_then_only_for_what_changed(centre, community):
    root = centre("en", community.url)
    ask(root)
    community.asked.clear()
    assert len(ask(root, NOW + timedelta(minutes=59))[0]) == 2
    assert community.asked == []
    community.write(1, "Merge two lists", "<p>Can I?</p>", "<p>Yes</p>", "<p>Thanks</p>")
    del community.topics[2]
    records, _ = ask(root, NOW + timedelta(minutes=61))
    assert community.asked == ["/latest.json?page=0", "/t/1.json"]
    assert [one.text for one in records] == ["Can I? Yes Thanks"]


def test_a_preview_uses_what_is_kept_and_asks_nobody(centre, community):
    root = centre("en", community.url)
    assert kept_topics(root) == []
    records, _ = ask(root)
    community.asked.clear()
    assert kept_topics(root) == records
    assert community.asked == []


FAILURES = [
    ("error", "answered 500"), ("busy", "answered 429"), ("private", "shows its topics to members only"),
    ("slow", "said nothing for 0.5 s"), ("broken", "did not answer with JSON"), ("html", "did not answer with JSON"),
    ("list", "did not answer like Discourse"), ("large", "sent more than 2 MB at once"),
    ("elsewhere", "sends us to another host"),
]  # fmt: skip


@pytest.mark.parametrize(("mood", "why"), FAILURES)
def test_what_was_last_said_is_used_and_dated_when_the_community_fails(centre, community, mood, why):
    root = centre("en", community.url)
    community.mood = mood
    assert ask(root) == ([], f"0 topics in en ({community.url} {why})")
    community.mood = "fine"
    before, _ = ask(root)
    community.mood = mood
    later, said = ask(root, NOW + timedelta(days=3))
    assert (later, len(later)) == (before, 2)
    assert said == f"2 topics in en ({community.url} {why}; its topics are of 2026-11-24)"


def test_a_community_that_is_not_there_is_told_apart(centre, community):
    address = community.url.rpartition(":")[0] + ":9"
    assert ask(centre("en", address)) == ([], f"0 topics in en ({address} cannot be reached)")


@pytest.mark.parametrize("mood", ["drip", "creep"])
def test_a_server_that_sends_a_byte_now_and_then_is_stopped(centre, community, mood):
    community.mood = mood
    _, said = ask(centre("en", community.url), how=partial(Asking, pause=0, timeout=0.5, together=0.3))
    assert "took too long" in said


def test_json_of_another_product_is_not_discourse(centre, community):
    root = centre("en", community.url)
    for answer in ({}, {"topic_list": None}, {"topic_list": {"topics": None}}, {"topic_list": {"topics": {"a": 1}}}):
        community.latest = lambda _page, answer=answer: answer
        assert "did not answer like Discourse" in ask(root)[1]
    community.latest = lambda _page: {"topic_list": {"topics": [{"id": 1, "title": "x"}]}}
    community.topic = lambda _number: {"post_stream": []}
    assert "did not answer like Discourse" in ask(root)[1]


@pytest.mark.parametrize(
    "address",
    ["ftp://c.example", "file:///etc/passwd", "c.example", "https://", "https://me:pw@c.example", "https://c.example/?a=b",
     "http://[::1", "https://c.example:99999", "javascript:alert(1)"],
)  # fmt: skip
def test_only_the_address_of_a_web_server_is_asked(centre, address):
    with pytest.raises(NoAnswer, match="is not an address"):
        Asking(address)
    assert ask(centre("en", address))[0] == []


def test_what_is_kept_of_another_community_or_is_broken_is_not_used(centre, community):
    root = centre("en", community.url)
    ask(root)
    file = root / ".build" / "community" / "en.json"
    kept = json.loads(file.read_text())
    community.mood = "error"
    for broken in ("", "{}", "[]", '{"address": 1}', json.dumps({**kept, "address": "https://other.example"}),
                   json.dumps({**kept, "topics": {"1": {}}}), json.dumps({**kept, "topics": [1]})):  # fmt: skip
        file.write_text(broken)
        assert ask(root)[0] == [], broken


def test_a_post_is_read_as_text_without_quotes_previews_and_names():
    html = (
        '<aside class="quote"><div>Nina:</div><blockquote>quoted</blockquote></aside>'
        '<p>Hei <a class="mention" href="/u/nina">@nina</a>, prøv<br>dette &amp; se &lt;b&gt;:</p><ul><li>én</li>'
        "<li>to</li></ul><script>alert(1)</script><svg><title>x</title></svg>"
        "<aside class=onebox>Another site</aside>slutt"
    )
    assert plain(html, 1000) == "Hei , prøv dette & se <b>: én to slutt"
    assert plain("<p>unclosed <b>and", 1000) == "unclosed and"
    assert plain("word " * 5000, MOST_TEXT).endswith(" word")
    assert len(plain("word " * 5000, MOST_TEXT)) <= MOST_TEXT


FIND = """async ([question, kind]) => {
  const { find } = await import("/assets/shared/search/engine.js")
  const { hits } = await find(question, { kind })
  return hits.map(({ title, url, kind }) => [title, url, kind])
}"""


def test_readers_find_the_topic_among_the_articles_and_the_next_build_goes_on_without_the_server(
    centre, community, browser, capsys
):
    root = centre("en", community.url)
    assert "2 topics in en (" in built(root, capsys)
    community.mood = "error"
    file = root / ".build" / "community" / "en.json"
    file.write_text(file.read_text().replace('"asked": "', '"asked": "1999-01-01T00:00:00+00:00", "was": "'))
    said = built(root, capsys)
    assert f"2 topics in en ({community.url} answered 500; its topics are of 1999-01-01)" in said
    topic = ["Which reports do you read?", f"{community.url}/t/topic-2/2", "community"]
    with served(root / "site") as address:
        page, asked = browser.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/topic/")
        assert page.evaluate(FIND, ["quarterly zebrareport", None]) == [topic]
        assert page.evaluate(FIND, ["zebrareport", "community"]) == [topic]
        assert page.evaluate(FIND, ["zebrareport", "article"]) == []
        assert all(url.startswith(address) for url in asked), "nobody is asked but this site"
        previewed = [sys.executable, "-m", "workshop.preview.search", "--source", root, "--out", root / "site"]
        subprocess.run(previewed, check=True, stdin=subprocess.PIPE)
        page.goto(f"{address}/topic/")
        assert page.evaluate(FIND, ["zebrareport", None]) == [topic], "a preview indexes the topics again"
        page.goto(f"{address}/no/topic/")
        assert page.evaluate(FIND, ["zebrareport", None]) == [], "another language's community"
        page.close()


def built(root, capsys):
    # In a thread of its own: the build runs an event loop, and this thread may already hold the browser's.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(build, root, root / "site", SITE_URL).result()
    return capsys.readouterr().out
