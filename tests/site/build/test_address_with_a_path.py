"""A site that is built for an address with a path: what asks from the root of the host asks from that path."""

import json
import re

import pytest

from tests.site.centre import Site, small_centre, write
from workshop.site.build import build

PATH = "/answers/"


@pytest.fixture(scope="module")
def below(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("below"))
    write(root, "en/topic/new.md", "---\ntitle: New\nmoved_from: topic/old/\n---\nText.\n")
    build(root, root / "site", f"https://fjord.example{PATH}", search=False)
    return Site(root / "site")


def test_every_address_from_the_root_in_a_page_begins_with_the_path(below):
    for address, page in below.pages().items():
        named = [value for one in page.elements for name, value in one.attributes.items()
                 if name in ("href", "src", "action", "data-to") and value.startswith("/")]  # fmt: skip
        assert [value for value in named if not value.startswith(PATH)] == [], address


def test_pages_say_where_the_whole_site_is_for_scripts_and_for_answers_without_them(below):
    for address in ("/topic/new/", "/no/topic/new/", "/404.html", "/no/503.html"):
        assert f'__md_scope=new URL("{PATH}",location)' in below.text(address)
    form = below.page("/no/topic/new/").one("form", id="feedback")
    assert form.attributes["action"] == f"{PATH}api/articles/feedback"


def test_lists_for_servers_name_paths_of_the_host_and_the_list_for_the_api_does_not(below):
    moved = {f"{PATH}topic/old/": f"{PATH}topic/new/", f"{PATH}no/topic/old/": f"{PATH}no/topic/new/"}
    assert json.loads(below.text("/_redirects.json")) == json.loads(below.text("/moved.json")) == moved
    assert "/topic/new/" in json.loads(below.text("/_articles.json"))["addresses"]["en"]


def test_the_service_worker_knows_its_pages_and_files_below_the_path(below):
    kit = json.loads(re.search(r"^const KIT = (.*)$", below.text("/sw.js"), re.MULTILINE)[1])
    assert list(kit) == [PATH, f"{PATH}no/"]
    files = [file for one in kit.values() for file in one["files"]]
    assert files
    assert [file for file in files if not file.startswith(PATH)] == []


def test_an_installed_app_and_search_engines_stay_below_the_path(below):
    assert json.loads(below.text("/no/manifest.webmanifest"))["scope"] == PATH
    assert below.text("/robots.txt").split("\n")[1:3] == [
        f"Disallow: {PATH}api/", f"Sitemap: https://fjord.example{PATH}sitemap.xml",
    ]  # fmt: skip
