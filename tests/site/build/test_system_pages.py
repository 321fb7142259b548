"""The pages of the product are there for every company, and what replaces one keeps what readers need on it."""

import re
import shutil
from dataclasses import replace

import pytest

from chalicelib.company import folder
from tests.site.centre import Site, small_centre, write
from workshop.site.build import ROOT, build
from workshop.site.languages.locales import COMPANY, LOCALES
from workshop.site.pages.page import OF_PRODUCT
from workshop.site.pages.stage import gather
from workshop.site.system.built import NEEDED, missing
from workshop.site.system.linked import files_of_articles
from workshop.site.system.pages import HOLDS, folder_of, rendered, system_pages
from workshop.site.trouble import SiteTrouble

SITE_URL = COMPANY.site_address
OURS = """---
title: Write to us
description: Our own words around the form.
template: contact.html
---
We have a goat.

## Without the form { #without-the-form }

Write a letter.
"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """A help centre with none of the articles that company.toml names, and one page of its own."""
    root = small_centre(tmp_path_factory.mktemp("system"))
    write(root, f"{LOCALES[0].id}/contact.md", OURS)
    build(root, root / "site", SITE_URL, search=False)
    return Site(root / "site")


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
@pytest.mark.parametrize("name", HOLDS)
def test_every_language_has_every_page_without_an_article_behind_it(centre, locale, name):
    page = centre.page(f"/{locale.prefix}{name.removesuffix('.md')}/")
    assert page.one("html").attributes["lang"] == locale.tag
    gone = {f"/{path}/" for path in COMPANY.articles.values()}
    led = {link.attributes.get("href", "").replace("../", "/") for link in page.all("a")}
    assert not led & gone


def test_an_article_of_the_same_name_takes_the_place_of_the_page_in_its_language_only(centre):
    first, other = LOCALES[:2]
    assert "We have a goat." in centre.text(f"/{first.prefix}contact/")
    assert "goat" not in centre.text(f"/{other.prefix}contact/")
    assert centre.page(f"/{first.prefix}contact/").all("case-form")


@pytest.mark.parametrize("name", HOLDS)
def test_an_article_that_replaces_a_page_without_its_template_is_refused_by_name(tmp_path, name):
    root = small_centre(tmp_path)
    write(root, f"{LOCALES[1].id}/{name}", "---\ntitle: Mine\ndescription: My own page about it.\n---\nText.\n")
    with pytest.raises(SiteTrouble) as caught:
        gather(root)
    (line,) = caught.value.lines
    assert line.startswith(f"docs/{LOCALES[1].id}/{name}:1: replaces the page with {HOLDS[name]}")
    assert f"add `template: {name.removesuffix('.md')}.html`" in line


def test_a_form_without_the_heading_that_it_links_to_is_refused(tmp_path):
    root = small_centre(tmp_path)
    write(root, f"{LOCALES[0].id}/contact.md", OURS.replace("{ #without-the-form }", ""))
    with pytest.raises(SiteTrouble, match=r"contact.md:4: the form links to a heading that is missing"):
        gather(root)


@pytest.mark.parametrize("page", NEEDED)
def test_a_built_page_that_lost_its_parts_is_named_with_each_of_them(centre, tmp_path, page):
    site = tmp_path / "site"
    shutil.copytree(centre.folder, site)
    (site / page).write_text("<html></html>", "utf-8")
    (line,) = missing(site, LOCALES)
    assert line.startswith(f"{page}: ")
    assert all(what in line for _, what in NEEDED[page])


def test_a_form_that_lost_only_its_sign_in_says_so(centre, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(centre.folder, site)
    assert list(missing(site, LOCALES)) == []
    file = site / "contact/index.html"
    file.write_text(file.read_text("utf-8").replace("<sign-in-form", "<div"), "utf-8")
    assert list(missing(site, LOCALES)) == ["contact/index.html: the page of the product is without sign-in"]


def test_a_name_that_leads_to_no_article_is_told_with_its_line(tmp_path):
    root = small_centre(tmp_path)
    gather(root)  # a tree without a company has no names
    (root / "company").symlink_to(folder())
    write(root, f"{LOCALES[0].id}/{COMPANY.articles['seats']}.md", "---\ntitle: Seats\n---\nText.\n")
    with pytest.raises(SiteTrouble) as caught:
        gather(root)
    lines = (folder() / "company.toml").read_text("utf-8").split("\n")
    told = [re.match(r"company/company.toml:(\d+): articles: (\w+) leads to", line) for line in caught.value.lines]
    assert {one[2] for one in told} == set(COMPANY.articles) - {"seats"}
    assert all(lines[int(one[1]) - 1].startswith(f"{one[2]} = ") for one in told)


def test_every_name_of_the_shipped_company_leads_to_an_article():
    assert files_of_articles(ROOT).keys() == COMPANY.articles.keys()


@pytest.mark.parametrize("written", sorted((ROOT / "overrides/pages").iterdir()), ids=lambda folder: folder.name)
def test_links_and_names_of_the_pages_are_the_companys(tmp_path, written):
    file = written / "contact.md"
    assert f"]({files_of_articles(ROOT)['good_case']})" in rendered(ROOT, file)
    assert "](" not in rendered(tmp_path, file)
    for file in written.glob("*.md"):
        assert COMPANY.name not in file.read_text("utf-8")


def test_pages_are_found_by_the_folder_of_a_language_its_tag_or_its_language(tmp_path):
    for name in ("en", "sv", "pt-BR", "no"):
        (tmp_path / OF_PRODUCT / name).mkdir(parents=True)
    theirs = {
        ("sv", "sv"): "sv",
        ("fi", "sv-FI"): "sv",
        ("br", "pt-BR"): "pt-BR",
        ("pt", "pt"): "pt",
        ("nb", "nb"): "no",
    }
    for (place, tag), found in theirs.items():
        assert folder_of(tmp_path, replace(LOCALES[-1], id=place, tag=tag)) == f"{OF_PRODUCT}/{found}"


def test_pages_of_the_product_are_not_for_the_companys_writers_to_edit(centre):
    assert all(page.of_product for page in system_pages(ROOT, LOCALES[0]).values())
    assert not centre.page("/what-do-i-get/").all("a", rel="edit")
    assert centre.page("/topic/").all("a", rel="edit")


@pytest.mark.parametrize(
    "mistake",
    ["\n[x](nowhere.md)\n", "\n<script>alert(1)</script>\n", ("title:", "moved_from: [topic]\ntitle:")],
    ids=["link", "element", "front matter"],
)
def test_a_mistake_in_a_page_of_the_product_is_named_with_a_file_that_there_is(tmp_path, mistake):
    root = small_centre(tmp_path)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for file in (root / OF_PRODUCT).glob("*/search.md"):
        text = file.read_text("utf-8")
        file.write_text(text.replace(*mistake, 1) if isinstance(mistake, tuple) else text + mistake, "utf-8")
    with pytest.raises(SiteTrouble) as trouble:
        build(root, root / "site", SITE_URL, LOCALES, search=False)
    named = [line.split(":")[0] for line in trouble.value.lines]
    assert f"{OF_PRODUCT}/{LOCALES[0].id}/search.md" in named
    assert [name for name in named if not (root / name).is_file()] == []
