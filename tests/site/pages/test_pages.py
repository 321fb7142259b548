"""What every page says about its language, its translations and its place."""

import xml.etree.ElementTree as ET

import pytest

from tests.site.centre import SITE_URL as SITE

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def robots(page):
    return [one.attributes["content"] for one in page.all("meta", name="robots")]


def alternates(page):
    return {
        one.attributes["hreflang"]: one.attributes["href"]
        for one in page.all("link", rel="alternate")
        if "hreflang" in one.attributes
    }


def canonical(page):
    return page.one("link", rel="canonical").attributes["href"]


def test_every_page_says_its_language(site):
    for address, page in site.pages().items():
        expected = "nb" if address.startswith("/no/") else "en"
        assert page.one("html").attributes["lang"] == expected, address


def test_a_translated_article_names_both_languages_and_the_default(site):
    english, norwegian = f"{SITE}/sign-in/", f"{SITE}/no/sign-in/"
    for address in ("/sign-in/", "/no/sign-in/"):
        assert alternates(site.page(address)) == {"en": english, "nb": norwegian, "x-default": english}
    assert canonical(site.page("/sign-in/")) == english
    assert canonical(site.page("/no/sign-in/")) == norwegian


def test_the_theme_finds_no_alternates_to_fetch_sitemaps_for(site):
    for address in site.pages():
        assert 'rel="alternate"' not in site.text(address), address
        assert 'rel="prev"' not in site.text(address)
        assert 'rel="next"' not in site.text(address)


@pytest.mark.parametrize("address", ["/only-english/", "/no/only-english/", "/no/bare-norsk/"])
def test_an_untranslated_article_claims_no_translation(site, address):
    assert alternates(site.page(address)) == {}


def test_an_untranslated_article_stands_in_honestly(site):
    page = site.page("/no/only-english/")
    assert canonical(page) == f"{SITE}/only-english/"
    assert robots(page) == ["noindex"]
    (article,) = [one for one in page.all("div") if one.attributes.get("class") == "article"]
    assert article.attributes["lang"] == "en"
    assert "data-pagefind-body" not in article.attributes
    assert "Denne artikkelen er ikke oversatt til norsk ennå" in site.text("/no/only-english/")


def test_the_tables_of_a_stand_in_are_in_its_own_language(site):
    def table(address):
        return site.text(address).split("<!-- Generated", 1)[1].split("</div><!-- article", 1)[0]

    assert table("/no/only-english/") == table("/only-english/")


def test_the_language_link_leads_to_the_same_article(site):
    def switch(address):
        return {one.attributes["href"] for one in site.page(address).all("a") if "hreflang" in one.attributes}

    assert switch("/sign-in/cannot-sign-in/") == {"/no/sign-in/cannot-sign-in/"}
    assert switch("/no/sign-in/cannot-sign-in/") == {"/sign-in/cannot-sign-in/"}
    assert switch("/no/only-english/") == {"/only-english/"}
    assert switch("/no/bare-norsk/") == {"/"}, "there is no English article, so the English home"


def test_the_language_link_says_when_there_is_no_translation(site):
    (link, *_) = [one for one in site.page("/only-english/").all("a") if one.attributes.get("hreflang") == "nb"]
    assert "ikke oversatt" in link.attributes["title"]


def test_both_missing_pages_speak_their_language(site):
    assert "This page does not exist" in site.text("/404.html")
    assert "Denne siden finnes ikke" in site.text("/no/404.html")
    assert robots(site.page("/404.html")) == ["noindex"]


def test_a_translation_that_is_behind_says_so(site):
    assert "er endret etter at denne ble oversatt" in site.text("/no/behind/")


def test_the_sitemap_holds_real_pages_only(site):
    entries = [url.findtext(f"{MAP}loc") for url in ET.fromstring(site.text("/sitemap.xml")).iter(f"{MAP}url")]  # noqa: S314
    assert f"{SITE}/" in entries
    assert f"{SITE}/no/sign-in/" in entries
    assert f"{SITE}/no/bare-norsk/" in entries
    for unwanted in ("/no/only-english/", "/search/", "/inbox/", "/no/desk/", "/404.html"):
        assert SITE + unwanted not in entries
    assert len(entries) == len(set(entries))
    assert not (site.folder / "no" / "sitemap.xml").exists()


def test_a_new_article_is_in_the_navigation_of_both_languages(site):
    for address in ("/sign-in/", "/no/sign-in/"):
        assert 'only-english/" class="md-nav__link"' in site.text(address)


def test_without_javascript_every_page_says_how_to_reach_us(site):
    for address, page in site.pages().items():
        if not address.endswith(".html"):
            assert page.all("noscript"), address
        assert any(one.attributes["href"].endswith("contact/") for one in page.all("a")), address


def test_the_summary_stands_under_the_title_of_an_article_and_nowhere_twice(site):
    def leads(address):
        return [one.text.strip() for one in site.page(address).all("p") if one.attributes.get("class") == "lead"]

    code = "/sign-in/sign-in-code/"
    assert leads(code) == [site.page(code).one("meta", name="description").attributes["content"]]
    assert leads("/only-english/") == ["Nobody has translated this."]
    for tool in ("/", "/search/", "/contact/", "/no/inbox/", "/repeating/"):
        assert leads(tool) == [], tool


def test_a_page_says_how_it_looks_where_its_link_is_shared(site):
    def said(address):
        metas = [one.attributes for one in site.page(address).all("meta") if "property" in one.attributes]
        return {one["property"]: one["content"] for one in metas}

    norwegian = said("/no/sign-in/sign-in-code/")
    assert norwegian["og:locale"] == "nb_NO"
    assert norwegian["og:locale:alternate"] == "en_GB"
    assert norwegian["og:url"] == f"{SITE}/no/sign-in/sign-in-code/"
    assert norwegian["og:type"] == "article"
    assert said("/no/only-english/")["og:locale"] == "en_GB"
    for address in ("/", "/no/", "/404.html"):
        picture = said(address)["og:image"]
        assert (site.folder / picture.removeprefix(SITE).lstrip("/")).read_bytes().startswith(b"\x89PNG"), address
