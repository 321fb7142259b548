"""A translation that is behind leads to what changed since, word by word."""

import re

import pytest

from tests.site.build.history import drifted
from tests.site.centre import SITE_URL, Site, small_centre, write
from workshop.site.build import build
from workshop.site.languages.difference import compare


@pytest.fixture(scope="module")
def drifted_site(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("drifted"))
    drifted(root)
    write(root, "no/topic/index.md", '---\ntitle: Emne\nsource_hash: "0123456789abcdef"\n---\nTekst.\n')
    build(root, root / "site", SITE_URL, search=False)
    return Site(root / "site")


DIFFERENCE = "/no/difference/topic/seats/"


def notice(site, address):
    return site.text(address).split('class="admonition warning notice"', 1)[1].split("</div>", 1)[0]


def test_the_banner_says_when_the_english_article_changed_and_leads_to_the_difference(drifted_site):
    banner = notice(drifted_site, "/no/topic/seats/")
    assert '<time datetime="2024-05-17">17. mai 2024</time>' in banner
    assert f'href="{DIFFERENCE}"' in banner


def test_without_the_old_text_the_banner_leads_to_the_english_article(drifted_site):
    banner = notice(drifted_site, "/no/topic/")
    assert 'href="/topic/"' in banner
    assert "difference" not in banner
    assert not (drifted_site.folder / "no/difference/topic/index.html").exists()


def test_the_difference_shows_old_and_new_words_of_a_file_that_was_renamed(drifted_site):
    text = drifted_site.text(DIFFERENCE)
    assert "A seat costs <del>10</del><ins>12</ins> dollars" in text
    assert "<del>Gone soon.</del>" in text
    assert "<ins>A &lt;b&gt;new&lt;/b&gt; line.</ins>" in text, "the writer's markup is shown, not obeyed"
    assert "1. april 2024" in text, "the last day on which the text was the translated one"


def test_the_difference_is_readable_without_colour_and_says_its_languages(drifted_site):
    page = drifted_site.page(DIFFERENCE)
    assert page.one("html").attributes["lang"] == "nb"
    (content,) = [one for one in page.all("div") if one.attributes.get("class") == "difference"]
    assert content.attributes["lang"] == "en"
    marks = re.findall(r'<b lang="nb">(.*?)</b>', drifted_site.text(DIFFERENCE))
    assert set(marks) == {"Endret:", "Fjernet:", "Lagt til:"}


def test_the_difference_is_in_no_index_no_sitemap_and_no_navigation(drifted_site):
    page = drifted_site.page(DIFFERENCE)
    assert [one.attributes["content"] for one in page.all("meta", name="robots")] == ["noindex"]
    assert "data-pagefind-body" not in drifted_site.text(DIFFERENCE)
    assert "difference" not in drifted_site.text("/sitemap.xml")
    assert "difference" not in drifted_site.text("/no/topic/")


def test_lines_far_from_a_change_are_counted_and_left_out():
    same = [f"line {number}" for number in range(20)]
    lines = compare("\n".join([*same, "old"]), "\n".join([*same, "quite another thing"]))
    assert lines[0] == {"mark": "skipped", "count": 18}
    assert [line["mark"] for line in lines[1:]] == ["same", "same", "removed", "added"]


def test_two_equal_texts_differ_in_nothing():
    assert {line["mark"] for line in compare("a\nb", "a\nb")} <= {"same", "skipped"}
