"""What machines read of the help centre: structured data, Markdown copies, llms.txt."""

import json
import re

import pytest
import yaml

from tests.roles import standing
from tests.site.centre import SITE_URL, Site, small_centre, write
from workshop.site.build import build
from workshop.site.outputs.plain import table_of
from workshop.site.outputs.structured import LONGEST_ANSWER, section_text
from workshop.site.trouble import SiteTrouble

ASKED = """---
title: How seats work
description: Which seats there are.
questions:
  - {ask: "What does </script> a seat cost?", at: price}
  - {ask: "What is a seat?"}
---
A seat is a <b>place</b>.
A [link](index.md) leads away.

## The price { #price }

It costs 10 & more.

### In detail { #detail }

Per month.

```
[not a link](index.md)
```

!!! note "Mind this"

    Only in **one** account.

## Another { #another }

Not the answer. See [the other](other.md#there) and [the form](../contact.md){ .md-button }.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("asked"))
    write(root, "en/topic/seats.md", ASKED)
    write(root, "en/topic/other.md", "---\ntitle: Other\n---\n## There { #there }\n")
    build(root, root / "site", SITE_URL, search=False)
    return Site(root / "site")


def graph(site, address):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.text(address), re.DOTALL)
    return {one["@type"]: one for one in json.loads(block)["@graph"]}


def test_the_questions_of_an_article_are_told_with_the_text_of_their_sections(asked):
    priced, plain = graph(asked, "/topic/seats/")["FAQPage"]["mainEntity"]
    assert priced["name"] == "What does </script> a seat cost?"
    assert priced["url"] == f"{SITE_URL}/topic/seats/#price"
    answer = priced["acceptedAnswer"]["text"]
    assert answer.startswith("It costs 10 & more. In detail Per month.")
    assert "Not the answer" not in answer
    assert "¶" not in answer
    assert plain["acceptedAnswer"]["text"].startswith("Which seats there are. A seat is a place.")


def test_an_article_says_its_place_its_language_and_its_address(asked):
    said = graph(asked, "/topic/seats/")
    assert said["TechArticle"]["headline"] == "How seats work"
    assert said["TechArticle"]["inLanguage"] == "en"
    steps = [(one["position"], one["name"], one["item"]) for one in said["BreadcrumbList"]["itemListElement"]]
    assert steps == [(1, "Home", f"{SITE_URL}/"), (2, "Topic", f"{SITE_URL}/topic/"),
                     (3, "How seats work", f"{SITE_URL}/topic/seats/")]  # fmt: skip
    assert "FAQPage" not in graph(asked, "/topic/other/")


def test_every_real_article_is_described_and_no_stand_in_is(site):
    described = {address for address in site.pages() if "application/ld+json" in site.text(address)}
    assert {"/sign-in/", "/no/sign-in/", "/no/bare-norsk/", "/only-english/"} <= described
    assert not {"/no/only-english/", "/", "/search/", "/404.html"} & described
    for address in described:
        assert graph(site, address)["TechArticle"]["inLanguage"] == ("nb" if address.startswith("/no/") else "en")


def test_a_question_whose_answer_is_nowhere_stops_the_build(tmp_path):
    root = small_centre(tmp_path)
    write(root, "en/topic/index.md", "---\ntitle: T\nquestions: [{ask: 'Why?', at: gone}, {at: x}]\n---\nText.\n")
    with pytest.raises(SiteTrouble) as caught:
        build(root, root / "site", SITE_URL, search=False)
    assert "docs/en/topic/index.md: questions: no text below a heading with the id 'gone'" in caught.value.lines[0]


def test_a_long_answer_is_cut_between_words():
    text = section_text(f"<h1>T</h1><p>{'word ' * 1000}</p>", "")
    assert len(text) <= LONGEST_ANSWER + 2
    assert text.endswith("word …")


def copy(site, address):
    _, front, text = site.text(address).split("---\n", 2)
    return yaml.safe_load(front), text


def test_the_copy_of_an_article_stands_alone(asked):
    front, text = copy(asked, "/topic/seats/index.md")
    assert front == {"title": "How seats work", "language": "en", "address": f"{SITE_URL}/topic/seats/"}
    assert text.startswith("\n# How seats work\n\nWhich seats there are.\n")
    assert f"[link]({SITE_URL}/topic/index.md)" in text
    assert f"[the other]({SITE_URL}/topic/other/index.md#there)" in text
    assert f"[the form]({SITE_URL}/contact/)." in text, "a tool has no copy, and a button's looks no use"
    assert "[not a link](index.md)" in text, "code is left alone"
    assert "> **Mind this**\n>\n> Only in **one** account.\n" in text
    assert "## The price { #price }" in text, "links to sections still say where they lead"


def test_the_tables_of_the_policy_are_filled_in(site):
    _, text = copy(site, "/no/getting-help/channels-by-plan/index.md")
    assert "--8<--" not in text
    assert "<t" not in text
    assert re.search(rf"^\| .*{re.escape(standing.best_plan().name['no'])} \|\n\| --- \|", text, re.MULTILINE)


def test_a_cell_with_a_bar_does_not_break_its_row():
    assert table_of("<table><tr><th>a</th></tr><tr><td>b | <i>c</i></td></tr></table>") == "| a |\n| --- |\n| b \\| c |"


def test_only_real_articles_have_a_copy_and_each_page_says_where_it_is(site):
    assert (site.folder / "only-english/index.md").is_file()
    for none in ("no/only-english", "search", "contact", "no/inbox"):
        assert not (site.folder / none / "index.md").exists(), none
    links = [one.attributes["href"] for one in site.page("/no/sign-in/").all("link", type="text/markdown")]
    assert links == [f"{SITE_URL}/no/sign-in/index.md"]


@pytest.mark.parametrize(("address", "prefix"), [("/llms.txt", ""), ("/no/llms.txt", "no/")])
def test_llms_txt_lists_every_copy_of_its_language_once(site, address, prefix):
    text = site.text(address)
    assert re.match(r"# .+\n\n> .+\n", text)
    listed = re.findall(r"\]\((\S+/index\.md)\)", text)
    copies = [file.relative_to(site.folder).as_posix() for file in (site.folder / prefix).rglob("index.md")]
    here = [one for one in copies if prefix or not one.startswith("no/")]
    assert sorted(listed) == sorted(f"{SITE_URL}/{one}" for one in here)
    assert len(here) > 30
