"""Pages that load themselves again while one writes, and never otherwise."""

import json
import os
import re
import threading
import urllib.error
import urllib.request
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests.stack.front.asking import ask
from workshop.stack.front.__main__ import front

POLICY = {"Content-Security-Policy": "default-src 'self'; script-src 'self'"}


@pytest.fixture
def site(tmp_path):
    for path, text in {
        "index.html": "<!doctype html><title>Home</title><p>Home.",
        "topic/index.html": "<!doctype html><title>Topic</title><p>Old text." + "<p>A line." * 300,
        "assets/site/site.css": "p{color:red}",
        "_headers.json": json.dumps(POLICY),
    }.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text)
    return tmp_path / "site"


@pytest.fixture
def messages(tmp_path):
    (tmp_path / "messages.json").write_text('{"troubles": []}')
    return tmp_path / "messages.json"


@pytest.fixture
def app(site, messages, tmp_path):
    return front(site, tmp_path / "mail", None, messages)


def state(app, page):
    return json.loads(ask(app, f"/_live/state?page={page}").body)


def given(app, page):
    return re.search(rb'<script src="/_live/reload.js" data-print="(\w+)"', ask(app, page).body)[1].decode()


def test_a_page_knows_the_print_it_was_served_with(app):
    assert given(app, "/topic/") == state(app, "/topic/")["print"]


def test_the_print_changes_with_the_page_and_with_our_styles_but_not_with_another_page(app, site):
    before = state(app, "/topic/")["print"]
    (site / "index.html").write_text("another home")
    assert state(app, "/topic/")["print"] == before
    (site / "topic/index.html").write_text("new text")
    after = state(app, "/topic/")["print"]
    assert after != before
    (site / "assets/site/site.css").write_text("p{color:blue}")
    assert state(app, "/topic/")["print"] != after


def test_a_browser_that_asks_whether_the_page_changed_gets_it_with_its_script(app):
    assert "etag" not in ask(app, "/topic/").fields
    since = ask(app, "/topic/", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert since.status == 200
    assert b"/_live/reload.js" in since.body


def test_what_must_be_mended_is_told_to_every_page(app, messages):
    messages.write_text(json.dumps({"troubles": ["docs/en/x.md:3: broken"]}))
    assert state(app, "/topic/")["troubles"] == ["docs/en/x.md:3: broken"]


@pytest.mark.parametrize("page", ["/../messages.json", "//etc/passwd", "/nowhere/", "/no\0where/"])
def test_a_page_outside_the_site_has_no_print_of_its_own(app, page):
    assert state(app, page)["print"] == state(app, "/not-there/")["print"]


def test_without_writing_nothing_of_it_is_served(site, tmp_path):
    plain = front(site, tmp_path / "mail", None)
    assert b"_live" not in ask(plain, "/topic/").body
    assert ask(plain, "/_live/reload.js").status == 404
    assert ask(plain, "/_live/state?page=/").status == 404


@pytest.mark.stack
def test_a_server_with_no_watch_serves_nothing_of_it(stacks):
    stack = stacks().ready()
    with urllib.request.urlopen(stack.home) as page:
        assert b"_live" not in page.read()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{stack.home}/_live/reload.js")
    assert refused.value.code == 404
    refused.value.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """Tests are quiet."""


@pytest.mark.browser
def test_the_page_one_looks_at_reloads_where_one_was_and_shows_mistakes(browser, app, site, messages):
    server = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{server.server_port}/topic/")
    page.evaluate("scrollTo(0, 700)")
    fresh = site / "topic/index.html.new"
    fresh.write_text((site / "topic/index.html").read_text().replace("Old", "New"))
    os.replace(fresh, site / "topic/index.html")
    page.get_by_text("New text.").wait_for(state="attached")
    page.wait_for_function("scrollY === 700")
    messages.write_text(json.dumps({"troubles": ["docs/en/x.md:3: broken"]}))
    page.get_by_role("alert").get_by_text("docs/en/x.md:3: broken").wait_for()
    page.screenshot(path=os.environ.get("SHOT", "/dev/null"), type="png")
    messages.write_text(json.dumps({"troubles": []}))
    page.get_by_role("alert").wait_for(state="detached")
    assert [line for line in said if "Content Security Policy" in line] == []
    page.close()
    server.shutdown()
    server.server_close()
