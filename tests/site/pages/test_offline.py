"""Without a connection: what was read stays readable, and the API is nobody's business but the network's."""

import json
import re
import time

import pytest

from tests.site.serving import served_at_will
from workshop.site.outputs.headers import security_headers
from workshop.site.outputs.offline import FILE, SOURCE

WORKING = """async () => {
  await navigator.serviceWorker.ready
  while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 50))
}"""
KEPT = "async path => Boolean(await caches.match(path, {ignoreVary: true}))"


@pytest.fixture
def reader(browser):
    """A page of a browser that nobody has used before."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def visit(page, address):
    answer = page.goto(address)
    page.wait_for_function(WORKING)
    return answer


def until(page, promised):
    """Until a promise gives something true; `wait_for_function` itself takes any promise for that."""
    page.wait_for_function(f"""async () => {{
      while (!await ({promised})) await new Promise(done => setTimeout(done, 50))
      return true
    }}""")


def until_kept(page, path):
    until(page, f"({KEPT})({json.dumps(path)})")


@pytest.mark.browser
def test_a_page_that_was_read_is_readable_offline_and_another_says_what_is(reader, address):
    visit(reader, f"{address}/no/sign-in/")
    until_kept(reader, "/no/sign-in/")
    visit(reader, f"{address}/getting-help/seats/")
    until_kept(reader, "/getting-help/seats/")
    until_kept(reader, "/503.html")
    visit(reader, f"{address}/inbox/")
    until_kept(reader, "/inbox/")
    reader.context.set_offline(True)
    reader.goto(f"{address}/no/sign-in/")
    assert reader.locator("h1").inner_text() == "Innlogging"
    header = reader.locator(".md-header").evaluate("one => getComputedStyle(one).backgroundColor")
    assert header == "rgb(18, 78, 92)", "its styles are kept as well"
    answer = reader.goto(f"{address}/no/reports/")
    assert answer.status == 503
    assert reader.locator("h1").inner_text() == "Du er ikke på nett"
    assert reader.locator("html").get_attribute("lang") == "nb"
    reader.locator("[data-others] a").wait_for()
    listed = "all => all.map(one => [one.lang, new URL(one.href).pathname])"
    assert reader.locator("[data-kept] a").evaluate_all(listed) == [["nb", "/no/sign-in/"]]
    assert reader.locator("[data-others] a").evaluate_all(listed) == [["en", "/getting-help/seats/"]]
    assert reader.goto(f"{address}/reports/").status == 503
    assert reader.locator("h1").inner_text() == "You are offline"


@pytest.mark.browser
def test_the_kept_pages_stand_in_the_order_of_their_titles_whatever_was_read_last(reader, address):
    visit(reader, f"{address}/sign-in/")
    for path in ("/reports/goals/", "/account/", "/getting-help/seats/"):
        reader.goto(address + path)
        until_kept(reader, path)
    reader.goto(f"{address}/account/", wait_until="networkidle")
    until_kept(reader, "/503.html")
    reader.context.set_offline(True)
    reader.goto(f"{address}/reports/")
    reader.locator("[data-kept] a").nth(3).wait_for()
    titles = reader.locator("[data-kept] li").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    assert reader.locator("[data-others]").is_hidden(), "nothing was read in the other language"


def until_all_is_kept(page, site, prefix="/"):
    """What a reader of this language may want offline."""
    kit = json.loads(re.search(r"^const KIT = (.*)$", site.text(f"/{FILE}"), re.MULTILINE)[1])[prefix]
    for path in [*(prefix + one for one in kit["pages"]), *kit["files"]]:
        until_kept(page, path)


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "contact"), [("/", "Contact us"), ("/no/", "Kontakt oss")])
def test_the_way_to_people_is_open_offline_though_nobody_went_it(reader, address, site, prefix, contact):
    visit(reader, f"{address}{prefix}sign-in/")
    until_all_is_kept(reader, site, prefix)
    reader.context.set_offline(True)
    reader.reload()
    reader.locator(".md-header [data-help]").click()
    dialog = reader.locator("dialog.help")
    dialog.get_by_role("combobox").wait_for()
    dialog.locator(".help-people").click()
    dialog.locator(".help-channels a[href^='tel:']").first.wait_for()
    assert reader.goto(f"{address}{prefix}contact/").status == 200
    assert reader.locator("h1").inner_text() == contact


@pytest.mark.browser
def test_an_answer_about_an_article_says_offline_that_it_was_not_sent(reader, address, site):
    visit(reader, f"{address}/getting-help/seats/")
    until_all_is_kept(reader, site)
    reader.context.set_offline(True)
    reader.reload()
    reader.locator(".feedback [name=helpful]").first.click()
    reader.locator(".feedback [role=status]", has_text="Check your connection").wait_for()
    assert reader.url == f"{address}/getting-help/seats/"


def ask_offline(page, address, site, prefix, question):
    """Come for the first time, lose the connection, and search."""
    visit(page, f"{address}{prefix}sign-in/")
    until_all_is_kept(page, site, prefix)
    page.context.set_offline(True)
    page.goto(f"{address}{prefix}search/?q={question}")
    page.locator("search-results[data-done]").wait_for()


@pytest.mark.browser
def test_a_search_offline_keeps_the_question_and_asks_it_when_one_is_back(reader, address, site):
    ask_offline(reader, address, site, "/no/", "eksport")
    reader.locator(".count", has_text="Du er ikke på nett").wait_for()
    assert reader.locator("#find-page").input_value() == "eksport"
    reader.context.set_offline(False)
    reader.locator(".results h2", has_text="ksport").first.wait_for()


@pytest.mark.browser
def test_a_better_question_typed_offline_is_kept_when_the_connection_is_back(reader, address, site):
    ask_offline(reader, address, site, "/", "export")
    reader.locator("#find-page").fill("export a list")
    reader.context.set_offline(False)
    reader.wait_for_timeout(1500)
    assert reader.locator("#find-page").input_value() == "export a list"


@pytest.mark.browser
def test_a_network_that_is_back_only_some_seconds_later_is_asked_again(reader, address, site):
    # A browser that says "online" once, when the cable is in, long before anything gets through.
    reader.add_init_script("""
      Object.defineProperty(navigator, "onLine", { get: () => "line" in sessionStorage, configurable: true })
      addEventListener("online", event => event.isTrusted && event.stopImmediatePropagation())
    """)
    ask_offline(reader, address, site, "/", "export")
    with reader.expect_navigation():
        reader.evaluate("""() => {
          sessionStorage.line = "in"
          dispatchEvent(new Event("online"))
        }""")
    reader.locator("search-results[data-done]").wait_for()
    reader.context.set_offline(False)
    reader.locator(".results h2", has_text="xport").first.wait_for()


@pytest.mark.browser
def test_a_page_that_was_read_is_shown_when_the_network_takes_too_long(browser, site):
    context = browser.new_context()
    with served_at_will(site.folder) as (address, delay):
        reader = context.new_page()
        visit(reader, f"{address}/sign-in/")
        until_all_is_kept(reader, site)
        until_kept(reader, "/sign-in/")
        delay(120)
        begun = time.monotonic()
        answer = reader.goto(f"{address}/sign-in/", wait_until="domcontentloaded")
        assert answer.from_service_worker
        assert reader.locator("h1").inner_text() == "Signing in"
        assert time.monotonic() - begun < 60, "patient, but not for two minutes"
        delay(0)
        context.close()


@pytest.mark.parametrize(("prefix", "locale"), [("/", "en"), ("/no/", "no")])
def test_the_offline_page_itself_says_how_to_reach_people(site, prefix, locale):
    policy = json.loads(site.text("/assets/shared/policy/policy.json"))
    page = site.page(f"{prefix}503.html")
    links = {one.attributes.get("href"): one.text.strip() for one in page.all("a")}
    assert links[f"mailto:{policy['support_address']}"] == policy["support_address"]
    for one in policy["phone_numbers"]:
        assert links[f"tel:{one['number'].replace(' ', '')}"] == one["number"]
        assert one["label"][locale] in site.text(f"{prefix}503.html")


@pytest.mark.browser
def test_the_worker_keeps_its_hands_off_the_api_and_off_what_is_not_a_page(reader, address):
    visit(reader, f"{address}/sign-in/")
    answers = {}
    reader.on("response", lambda one: answers.setdefault(one.url.removeprefix(address), one.from_service_worker))
    reader.evaluate("Promise.all(['/api/me', '/_mail/', '/_live/state', '/sitemap.xml'].map(path => fetch(path)))")
    assert answers["/sitemap.xml"] is True
    assert answers["/api/me"] is False
    assert answers["/_mail/"] is False
    assert answers["/_live/state"] is False
    reader.goto(f"{address}/no-such-page/")
    reader.goto(f"{address}/search/?q=export")
    reader.goto(f"{address}/sign-in")
    reader.goto(f"{address}/account/")
    until_kept(reader, "/account/")
    pages = reader.evaluate("caches.open('varde-pages').then(all => all.keys()).then(all => all.map(one => one.url))")
    assert {one.removeprefix(address) for one in pages} <= {"/sign-in/", "/account/"}, (
        "no missing page, no question, no redirect"
    )
    for path in ("/api/me", "/_mail/", "/no-such-page/", "/search/?q=export"):
        assert reader.evaluate(KEPT, path) is False, path


@pytest.mark.browser
def test_the_cache_holds_the_newest_pages_only_and_forgets_an_old_build(reader, address):
    reader.goto(f"{address}/robots.txt")
    reader.evaluate("""async () => {
      await (await caches.open('varde-shell-old')).put('/old.css', new Response('old'))
      await (await caches.open('somebody-else')).put('/theirs', new Response('theirs'))
      const pages = await caches.open('varde-pages')
      for (let page = 0; page < 70; page++) await pages.put(`/old-${page}/`, new Response('old'))
    }""")
    visit(reader, f"{address}/sign-in/")
    until_kept(reader, "/sign-in/")
    until(reader, "caches.open('varde-pages').then(all => all.keys()).then(all => all.length === 60)")
    assert reader.evaluate(KEPT, "/old-0/") is False
    assert reader.evaluate(KEPT, "/old-69/") is True
    names = set(reader.evaluate("caches.keys()"))
    assert "varde-shell-old" not in names
    assert "somebody-else" in names


def test_the_version_of_the_worker_is_that_of_what_it_fetches_ahead(site):
    text = site.text(f"/{FILE}")
    assert re.match(r'const BUILD = "[0-9a-f]{12}"\nconst KIT = \{.*\}\n', text)
    assert text.endswith(site.text(f"/{SOURCE}"))


@pytest.mark.parametrize(("address", "prefix", "language"), [("/", "/", "en"), ("/no/", "/no/", "nb")])
def test_the_help_centre_can_be_installed_in_both_languages(site, address, prefix, language):
    link = site.page(f"{prefix}sign-in/").one("link", rel="manifest").attributes["href"]
    assert link.endswith("../manifest.webmanifest")
    manifest = json.loads(site.text(f"{address}manifest.webmanifest"))
    assert (manifest["lang"], manifest["scope"], manifest["display"]) == (language, "/", "standalone")
    sizes = {(one["sizes"], one.get("purpose")) for one in manifest["icons"]}
    assert sizes == {("192x192", None), ("512x512", None), ("512x512", "maskable")}
    for icon in manifest["icons"]:
        assert (site.folder / prefix.strip("/") / icon["src"]).is_file()


def test_the_policy_allows_our_worker_and_our_manifest():
    policy = security_headers(set())["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
