"""An address that was once right still leads to its page."""

import json

import pytest

from tests.site.centre import SITE_URL, Site, small_centre, write
from workshop.site.build import build
from workshop.site.trouble import SiteTrouble


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    root = small_centre(tmp_path_factory.mktemp("moved"))
    write(root, "en/topic/new.md", "---\ntitle: New\nmoved_from: [old/place/, topic/older]\n---\nText.\n")
    build(root, root / "site", SITE_URL, search=False)
    return Site(root / "site")


@pytest.mark.parametrize(
    ("old", "new", "canonical"),
    [
        ("/old/place/", "/topic/new/", "/topic/new/"),
        ("/topic/older/", "/topic/new/", "/topic/new/"),
        ("/no/old/place/", "/no/topic/new/", "/topic/new/"),
    ],
)
def test_an_old_address_leads_on_in_both_languages(moved, old, new, canonical):
    page = moved.page(old)
    (refresh,) = [one.attributes for one in page.all("meta") if one.attributes.get("http-equiv") == "refresh"]
    assert refresh["content"] == f"0; url={new}"
    assert page.one("link", rel="canonical").attributes["href"] == SITE_URL + canonical
    assert new in {one.attributes["href"] for one in page.all("a")}
    assert [one.attributes["content"] for one in page.all("meta", name="robots")] == ["noindex"]
    scripts = [one.attributes for one in page.all("script") if "data-to" in one.attributes]
    assert [one["data-to"] for one in scripts] == [new]
    assert "defer" not in scripts[0], "it must come before the refresh, which loses the section"


def test_servers_get_the_list_and_the_sitemap_does_not(moved):
    leads = json.loads(moved.text("/_redirects.json"))
    assert leads["/old/place/"] == "/topic/new/"
    assert leads["/no/topic/older/"] == "/no/topic/new/"
    assert "old" not in moved.text("/sitemap.xml")
    assert "old/place" not in moved.text("/topic/new/")


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ("[topic/]", "docs/en/topic/new.md: moved_from: topic/ is the address of docs/en/topic/index.md"),
        ("[topic/new/]", "docs/en/topic/new.md: moved_from: topic/new/ is the address of docs/en/topic/new.md"),
        ("[no/topic/]", "docs/en/topic/new.md: moved_from: no/topic/ is not an address below the language"),
        ("['https://x/']", "docs/en/topic/new.md: moved_from: https://x/ is not an address below the language"),
        ("[../a/]", "docs/en/topic/new.md: moved_from: ../a/ is not an address below the language"),
        ("[taken/]", "docs/en/topic/new.md: moved_from: taken/ is claimed by docs/en/topic/first.md, too"),
    ],
)
def test_an_old_address_that_cannot_be_is_named_with_its_file(tmp_path, meta, said):
    root = small_centre(tmp_path)
    write(root, "en/topic/first.md", "---\nmoved_from: [taken/]\n---\n")
    write(root, "en/topic/new.md", f"---\nmoved_from: {meta}\n---\n")
    with pytest.raises(SiteTrouble) as caught:
        build(root, root / "site", SITE_URL, search=False)
    assert any(line.startswith(said) for line in caught.value.lines), caught.value.lines
