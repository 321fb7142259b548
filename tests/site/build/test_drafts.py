"""What its writer calls a draft nobody is shown, and what is left out of the search is in nothing the search feeds."""

import json

import pytest

from tests.site.centre import small_centre, write
from workshop.preview.tree import Tree
from workshop.site.build import build
from workshop.site.pages.stage import gather
from workshop.site.trouble import SiteTrouble

URL = "https://help.vendor.example"


def article(word, fields="", asked=True):
    questions = f'questions: [{{ask: "Where is the {word}?", at: part}}]\n' if asked else ""
    front = f"title: The {word}\ndescription: All about the {word}.\nkeywords: [{word}]\n{questions}{fields}"
    return f"---\n{front}---\n\n## Part {{ #part }}\n\nThe {word}.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Words are made up so that each can be looked for in every file."""
    root = small_centre(tmp_path_factory.mktemp("drafts"))
    write(root, "en/topic/plain.md", article("quokkaplain"))
    write(root, "en/topic/draft.md", article("quokkadraft", "draft: true\n"))
    write(root, "en/topic/both.md", article("quokkaboth", "draft: true\n"))
    write(root, "no/topic/both.md", article("kvokkaboth"))
    write(root, "en/topic/ours.md", article("quokkaours"))
    write(root, "no/topic/ours.md", article("kvokkaours", "draft: true\nmoved_from: [topic/kvokkaold/]\n"))
    write(root, "no/topic/only.md", article("kvokkaonly", "draft: true\n"))
    write(root, "en/quokkatopic/index.md", article("quokkatopic", "draft: true\n"))
    write(
        root, "en/topic/quiet.md", article("quokkaquiet", "search: {exclude: true}\nmoved_from: [topic/quokkaold/]\n")
    )
    write(root, "no/topic/quiet.md", article("kvokkaquiet"))
    write(root, "en/topic/loud.md", article("quokkaloud", "search: {exclude: false}\ndraft: false\n"))
    build(root, root / "site", URL)
    return root / "site"


def where(site, word):
    """The files that hold a word, in their text or their name."""
    found = [file for file in site.rglob("*") if file.is_file() and word.encode() in file.read_bytes()]
    return {file.relative_to(site).as_posix() for file in [*found, *site.rglob(f"*{word}*")]}


def searched(site, tag):
    (words,) = (site / "pagefind" / tag).glob("words.*.json")
    return json.loads(words.read_text("utf-8"))


@pytest.mark.parametrize(
    "word", ["quokkadraft", "quokkaboth", "kvokkaboth", "kvokkaours", "kvokkaonly", "kvokkaold", "quokkatopic"]
)
def test_nothing_of_a_draft_is_anywhere_in_the_site(site, word):
    assert where(site, word) == set()
    assert word not in searched(site, "en") + searched(site, "nb")


@pytest.mark.parametrize("path", ["topic/draft/", "no/topic/draft/", "topic/both/", "no/topic/both/", "no/topic/only/"])
def test_a_draft_has_no_page_in_any_language_and_no_place_in_the_sitemap(site, path):
    assert not (site / path).exists()
    assert path not in (site / "sitemap.xml").read_text()


def test_a_translation_that_is_a_draft_leaves_readers_with_the_english_article(site):
    assert "The quokkaours." in (site / "no/topic/ours/index.html").read_text("utf-8")


def test_an_article_left_out_of_the_search_is_read_but_neither_found_nor_suggested(site):
    page = (site / "topic/quiet/index.html").read_text("utf-8")
    assert "The quokkaquiet." in page
    assert "data-pagefind-body" not in page
    assert "data-questions" not in page
    assert "quokkaquiet" not in searched(site, "en")
    assert "kvokkaquiet" not in searched(site, "nb")  # what its English source says holds for it
    for file in site.rglob("assets/help/questions/*.json"):
        assert "quiet" not in file.read_text("utf-8")
    assert "quiet" not in (site / "llms.txt").read_text()
    assert "quiet" not in (site / "no/llms.txt").read_text()
    assert "quiet" not in (site / "moved.json").read_text(), "the page for lost addresses suggests what is in it"
    assert json.loads((site / "_redirects.json").read_text())["/topic/quokkaold/"] == "/topic/quiet/"
    assert "/topic/quiet/" in (site / "sitemap.xml").read_text()
    assert "The quokkaquiet" in (site / "topic/index.html").read_text("utf-8")


def test_articles_that_say_false_or_nothing_are_shown_and_found(site):
    for word in ("quokkaplain", "quokkaloud"):
        assert word in searched(site, "en")
        asked = json.loads((site / "assets/help/questions/topic.json").read_text())
        assert any(word in one["ask"] for one in asked)
    assert (site / "no/topic/plain/index.html").is_file()


@pytest.mark.parametrize(("fields", "said"), [
    ("draft: 'true'", "draft is true or false"), ("draft: soon", "draft is true or false"),
    ("draft: 1", "draft is true or false"),
    ("search: exclude", "search is {exclude: true}"), ("search: {exclude: 'yes'}", "search is {exclude: true}"),
    ("search: {excluded: true}", "search is {exclude: true}"), ("search: false", "search is {exclude: true}"),
    ("keywords: word", "keywords is a list"), ("questions: 3", "questions is a list"),
    ("title: [a]", "title is one line of text"),
    ("{2024-01-01: x}", "lines of the form"), ("title: 'a\x07'", "control character"),
])  # fmt: skip
def test_a_field_that_leaves_a_doubt_is_refused_with_its_line(tmp_path, fields, said):
    root = small_centre(tmp_path)
    write(root, "no/topic/a.md", f"---\n# a comment\n{fields}\n---\nText.\n")
    with pytest.raises(SiteTrouble) as caught:
        gather(root)
    (line,) = caught.value.lines
    assert said in line
    assert line.startswith(f"docs/no/topic/a.md:{1 if 'lines of the form' in said else 3}: ")


@pytest.mark.parametrize("path", ["en/index.md", "no/index.md", "en/contact.md"])
def test_pages_that_others_lead_to_cannot_be_drafts(tmp_path, path):
    root = small_centre(tmp_path)
    template = "contact.html" if "contact" in path else "home.html"
    write(root, path, f"---\ntitle: A\ntemplate: {template}\ndraft: true\n---\n")
    with pytest.raises(SiteTrouble, match="cannot be a draft"):
        gather(root)


def test_a_card_of_the_home_page_leads_to_a_page_that_readers_have(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/topic/index.md", "---\ntitle: Topic\ndraft: true\n---\nText.\n")
    with pytest.raises(SiteTrouble, match=r"docs/en/index\.md:1: a card leads to topic/, where there is no page"):
        gather(root)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://evil.example/", "//evil.example", "topic", "/topic/"])
def test_a_card_leads_nowhere_else(tmp_path, link):
    root = small_centre(tmp_path)
    home = (root / "docs/en/index.md").read_text().replace("link: topic/", f"link: '{link}'")
    write(root, "en/index.md", home)
    with pytest.raises(SiteTrouble, match="a card leads to a page of ours"):
        gather(root)


def test_the_preview_takes_an_article_away_when_it_becomes_a_draft(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/topic/a.md", article("quokka"))
    tree = Tree(root, tmp_path / "preview", URL)
    tree.refresh()
    write(root, "en/topic/a.md", article("quokka", "draft: true\n"))
    changes = tree.refresh()
    assert changes.gone == {"en/topic/a.md", "no/topic/a.md"}
    assert changes.needs_all
    assert "en/topic/a.md" not in tree
