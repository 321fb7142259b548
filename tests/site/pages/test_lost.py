"""An address that does not exist, a language that is changed on the way, and a page on paper."""

import io
import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser):
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 700})
    yield context.new_page()
    context.close()


SHIFTS = """window.shifted = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) shifted += one.value })
  .observe({type: 'layout-shift', buffered: true})"""


def offered(page, address):
    page.add_init_script(SHIFTS)
    answer = page.goto(address)
    assert answer.status == 404
    page.locator("[data-lost][data-done]").wait_for()
    return page.locator("[data-lost] a").evaluate_all(
        "all => all.map(one => [new URL(one.href).pathname, one.innerText])"
    )


@pytest.mark.parametrize(("path", "word", "found"), [
    ("/contacts/merge_duplicates.html", "contacts merge duplicates",
     ["/contacts/merge-duplicates/", "Merge duplicate contacts"]),
    ("/no/contacts/merge-duplicate/", "contacts merge duplicate", ["/no/contacts/merge-duplicates/", None]),
    ("/help/export-contacts", "help export contacts", ["/import-export/export-contacts/", None]),
])  # fmt: skip
def test_a_mistyped_address_offers_what_was_meant_in_its_language(reader, address, path, word, found):
    links = offered(reader, address + path)
    assert reader.evaluate("shifted") <= 0.02
    assert reader.locator("#find-lost").input_value() == word
    titles = dict(links)
    assert found[0] in titles
    assert all(one.startswith("/no/") == path.startswith("/no/") for one in titles)
    assert links[0][0] == found[0]
    assert len(links) <= 3, "one page was meant; the rest is noise"


def test_an_address_without_sense_says_that_nothing_fits_and_is_no_markup(reader, address):
    assert offered(reader, f"{address}/%3Cimg%20src=x%3E%ff/qwxzkj/") == []
    assert "No article matches the address" in reader.locator("[data-lost]").inner_text()
    assert reader.locator("main img").count() == 0


def test_the_other_language_opens_at_the_section_one_was_reading(reader, address):
    reader.goto(f"{address}/sign-in/sign-in-code/")
    reader.locator("#sign-out").evaluate("one => scrollTo(0, one.offsetTop)")
    section = reader.evaluate("""[...document.querySelectorAll('.article h2[id]')]
      .filter(one => one.getBoundingClientRect().top < 200).pop().id""")
    reader.locator(".md-header [data-switch]").click()
    reader.wait_for_url(f"**/no/sign-in/sign-in-code/#{section}")
    assert reader.locator("html").get_attribute("lang") == "nb"
    assert reader.locator(f"h2#{section}").is_visible()


@pytest.mark.parametrize(("path", "expected"), [
    ("/search/?q=export", "/no/search/?q=export"), ("/no/inbox/?case=C-1", "/inbox/?case=C-1"),
    ("/sign-in/", "/no/sign-in/"),
])  # fmt: skip
def test_the_other_language_keeps_the_question_and_the_case(reader, address, path, expected):
    reader.goto(address + path)
    reader.locator(".md-header [data-switch]").click()
    reader.wait_for_url(address + expected)


def test_an_old_address_keeps_the_section(reader, address):
    reader.goto(f"{address}/contacts/export-contacts/#choose-what-to-export")
    reader.wait_for_url(f"{address}/import-export/export-contacts/#choose-what-to-export")


def test_a_page_on_paper_has_no_furniture_and_shows_where_its_links_lead(reader, address):
    reader.goto(f"{address}/getting-help/channels-by-plan/")
    reader.emulate_media(media="print")
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in (".md-header", ".md-footer", ".md-sidebar--primary", ".foot a", ".headerlink", ".find"):
        assert not reader.locator(gone).first.is_visible(), gone
    link = reader.locator(".article p a").first
    after = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert re.search(r"\(http://127\.0\.0\.1:\d+/\S+/\)", after), "the whole address, not the relative one"
    assert "/getting-help/channels-by-plan/" in reader.locator(".printed").inner_text()
    wide = reader.locator("table").first.evaluate("one => one.scrollWidth - one.parentElement.clientWidth")
    assert wide <= 1
    assert io.BytesIO(reader.pdf(format="A4")).read(5) == b"%PDF-"
