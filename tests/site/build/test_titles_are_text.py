"""A title is text: readers see exactly what its writer typed, on every page and in every list, and none of it runs."""

import json
import re
from html.parser import HTMLParser

import pytest

from tests.site.build.history import git
from tests.site.centre import HOME, small_centre, write
from tests.site.pages.template_words import unescaped
from workshop.site.build import ROOT, build
from workshop.site.pages.page import Page

URL = "https://help.vendor.example"
# An element of its own for each field, so that a failure says which field it came from.
HOSTILE = "<x-{0} onclick=x>\"' & {{{{ 7 * 7 }}}} {{% raw %}} </script></title></footer><!-- \u202eعنوان\u202c 👩‍👩‍👧"


def hostile(field: str) -> str:
    return HOSTILE.format(field)


def page(**fields: object) -> str:
    return f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n\n## Part {{ #part }}\n\nWords of the article.\n"


class Seen(HTMLParser):
    """The elements and attributes of a page, and the content of some of them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.texts: dict[str, str] = {}
        self._in: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._in.append(tag)

    def handle_endtag(self, tag):
        if tag in self._in:
            while self._in.pop() != tag:
                pass

    def handle_data(self, data):
        if self._in:
            self.texts[self._in[-1]] = self.texts.get(self._in[-1], "") + data


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("hostile"))
    asked = [{"ask": hostile("ask") + "?", "at": "part"}]
    about = {"description": hostile("description"), "keywords": [hostile("keyword")], "questions": asked}
    home = {
        "title": hostile("home"), "template": "home.html", "hero": {"title": hostile("hero"), "text": hostile("lead")},
        "cards": [{"title": hostile("card"), "text": hostile("about"), "link": "topic/"}],
    }  # fmt: skip
    for locale in ("en", "no"):
        write(root, f"{locale}/index.md", page(**home))
        write(root, f"{locale}/topic/index.md", page(title=hostile("topic"), **about))
        write(root, f"{locale}/topic/a.md", page(title=hostile("article"), moved_from=["topic/old/"], **about))
    write(root, "en/topic/only.md", page(title=hostile("alone"), **about))
    write(root, "en/loose.md", page(title=hostile("loose"), **about))
    write(root, "en/search.md", page(title=hostile("search"), template="search.html"))
    write(root, "en/inbox.md", page(title=hostile("inbox"), template="inbox.html"))
    write(root, "en/desk.md", page(title=hostile("desk"), template="desk.html"))
    git(root, "init", "-q")
    git(root, "add", "docs")
    git(root, "commit", "-qm", "articles")
    english = Page("", {}, (root / "docs/en/topic/a.md").read_text().split("---\n", 2)[2])
    write(root, "no/topic/a.md", page(title=hostile("article"), source_hash=english.body_hash[:16], **about))
    write(root, "en/topic/a.md", page(title=hostile("article"), moved_from=["topic/old/"], **about) + "\nMore.\n")
    build(root, root / "site", URL)
    return root / "site"


def test_no_word_of_a_writer_becomes_an_element_or_an_attribute_of_a_page(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    assert any("difference" in file.parts for file in pages)
    for file in pages:
        seen = Seen()
        seen.feed(file.read_text("utf-8"))
        assert [name for name in seen.names if name.startswith("x-")] == [], file
        assert "onclick" not in seen.attributes, file
        if file.name != "_scripts.html":
            assert seen.names.count("footer") == 1, file


def test_a_title_is_read_as_it_was_typed(site):
    seen = Seen()
    seen.feed((site / "topic/a/index.html").read_text("utf-8"))
    assert seen.texts["title"].startswith(hostile("article"))
    assert hostile("article") in seen.texts["h1"]
    assert hostile("topic") in seen.texts["span"]  # in the navigation


def test_data_blocks_hold_the_title_whole(site):
    text = (site / "topic/a/index.html").read_text("utf-8")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert data["@graph"][0]["headline"] == hostile("article")
    suggested = json.loads((site / "assets/help/questions/topic.json").read_text("utf-8"))
    assert suggested[0]["ask"] == hostile("ask") + "?"
    found = re.findall(
        r'<script type="application/json" data-words="results">(.*?)</script>',
        (site / "search/index.html").read_text("utf-8"),
    )
    assert json.loads(found[0])["topic_names"]["topic"] == hostile("topic")


def test_lists_for_machines_show_the_title_as_text(site):
    copy = (site / "topic/a/index.md").read_text("utf-8")
    assert "\\<x-article onclick=x>" in copy.partition("\n# ")[2]
    assert "\n- [\\<x-article onclick=x>" in (site / "llms.txt").read_text("utf-8")


def test_a_title_is_one_line_for_machines(site):
    lines = (site / "llms.txt").read_text("utf-8").splitlines()
    assert all(line.startswith(("#", ">", "- ")) for line in lines if line)


def test_every_template_filters_what_somebody_wrote():
    templates = [one for one in sorted((ROOT / "overrides").rglob("*.html")) if one.parent.name != "words"]
    assert len(templates) > 20
    assert [(one.name, found) for one in templates for found in unescaped(one)] == []


@pytest.mark.parametrize("bare", ["{{ page.title }}", "{{ item.title | d('x') }}", "<a title='{{ card.text ~ 1 }}'>"])
def test_the_search_for_bare_words_finds_them(tmp_path, bare):
    (tmp_path / "a.html").write_text(bare)
    assert list(unescaped(tmp_path / "a.html"))


def test_the_home_page_stays_in_the_list_when_it_is_left_out_of_the_search(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/index.md", HOME.replace("title: Home\n", "title: Home\nsearch: {exclude: true}\n"))
    build(root, root / "site", URL, search=False)
    assert "[Topic]" in (root / "site/llms.txt").read_text()
