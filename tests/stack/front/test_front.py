"""The front without its process: pages as the CDN serves them, the API as API Gateway does."""

import gzip
import json
import logging

import pytest

from chalicelib.http.codes import shipped as codes_of_the_product
from tests.stack.front.asking import ask, example
from workshop.stack.front.compress import Compressed
from workshop.stack.front.door import Door
from workshop.stack.front.gateway import LARGEST_BODY, Gateway
from workshop.stack.front.pages import Pages


@pytest.fixture
def front(site):
    pages = Pages(site)
    return Compressed(Door({"/": pages, "/api": Gateway(example())}, pages.security_headers))


def test_a_page_has_the_headers_that_the_build_wrote(front):
    page = ask(front, "/")
    assert page.status == 200
    assert page.fields["content-security-policy"] == "default-src 'self'; script-src 'sha256-x'"
    assert page.fields["content-type"] == 'text/html; charset="utf-8"'

    assert ask(front, "/answers/assets/help.js").status == 404


@pytest.mark.parametrize("path", ["/nowhere/", "/contact", "/api/nowhere", "/assets/help.js"])
def test_every_answer_has_the_security_headers(front, path):
    assert "content-security-policy" in ask(front, path).fields


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/help.js", "text/javascript"),
        ("/assets/help.css", "text/css"),
        ("/pagefind/wasm.en.pagefind", "application/octet-stream"),
    ],
)
def test_files_have_their_type(front, path, kind):
    assert ask(front, path).fields["content-type"].startswith(kind)


def test_a_folder_without_its_slash_leads_to_it_and_keeps_the_question(front):
    answer = ask(front, "/contact?case=V-1")
    assert (answer.status, answer.fields["location"]) == (302, "contact/?case=V-1")


def test_a_page_that_did_not_change_is_not_sent_again(front):
    first = ask(front, "/")
    again = ask(front, "/", If_None_Match=first.fields["etag"])
    assert (again.status, again.body) == (304, b"")


def test_text_is_compressed_for_those_who_accept_it(front, site):
    packed = ask(front, "/", Accept_Encoding="gzip, br")
    assert packed.fields["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == (site / "index.html").read_bytes()
    assert int(packed.fields["content-length"]) == len(packed.body)
    assert ask(front, "/", Accept_Encoding="gzip", If_None_Match=packed.fields["etag"]).status == 304
    assert "content-encoding" not in ask(front, "/").fields


def test_a_new_build_shows_at_once(front, site):
    page = site / "fresh.html"
    page.write_text("<p>" + "one " * 300)
    assert b"one" in gzip.decompress(ask(front, "/fresh.html", Accept_Encoding="gzip").body)
    page.write_text("<p>" + "two  " * 300)
    assert b"two" in gzip.decompress(ask(front, "/fresh.html", Accept_Encoding="gzip").body)


@pytest.mark.parametrize(("path", "words"), [("/nowhere/", b"Not found"), ("/no/nowhere/", b"Ikke funnet")])
def test_a_missing_page_is_answered_in_its_language(front, path, words):
    answer = ask(front, path)
    assert answer.status == 404
    assert words in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secrets.json",
        "/assets/../../secrets.json",
        "//etc/passwd",
        "/..%2fsecrets.json",
        "/assets/\0",
        "/_headers.json",
        "/.git/config",
        "/assets\\..\\x",
    ],
)
def test_nothing_outside_the_site_is_served(front, site, path):
    (site.parent / "secrets.json").write_text("secret")
    answer = ask(front, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_head_has_the_headers_and_no_body(front):
    head, get = ask(front, "/", method="HEAD"), ask(front, "/")
    assert (head.status, head.body) == (200, b"")
    assert head.fields["content-length"] == get.fields["content-length"]
    assert ask(front, "/nowhere/", method="HEAD").body == b""


def test_pages_cannot_be_written(front):
    assert ask(front, "/", method="POST").status == 405


def test_the_api_is_called_as_by_api_gateway(front):
    answer = ask(front, "/api/cases/V-7%20K?after=1&after=2")
    assert json.loads(answer.body) == {"number": "V-7 K", "source": "127.0.0.7", "query": {"after": "2"}}


def test_a_cookie_and_a_status_pass_through(front):
    answer = ask(front, "/api/cases", "POST", b'{"a": "\xc3\xa6"}', Content_Type="application/json")
    assert (answer.status, json.loads(answer.body)) == (201, {"a": "æ"})
    assert answer.fields["set-cookie"] == "varde_session=x; HttpOnly"


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/api/nowhere", "GET", 404, "not_found"),
        ("/api", "GET", 404, "not_found"),
        ("/api/cases/V-1", "DELETE", 405, "method_not_allowed"),
        ("/api/cases/V-1", "OPTIONS", 405, "method_not_allowed"),
        ("/api/refused", "GET", 400, "malformed"),
        ("/api/broken", "GET", 500, "broken"),
    ],
)
def test_every_refusal_is_a_problem_document(front, path, method, status, code):
    answer = ask(front, path, method)
    assert (answer.status, answer.code) == (status, code)


def test_a_refusal_of_the_front_has_the_title_that_the_product_gives_it(front):
    codes = codes_of_the_product()
    for answer in (ask(front, "/api/nowhere"), ask(front, "/api/cases/V-1", "DELETE"), ask(front, "/api/broken")):
        assert codes.title(answer.code).encode() in answer.body


def test_an_unknown_path_with_an_authorization_is_still_not_found(front):
    assert ask(front, "/api/nowhere", Authorization="Bearer \xe6").code == "not_found"


def test_the_allowed_methods_are_named(front):
    assert ask(front, "/api/cases/V-1", "POST").fields["allow"] == "GET, PUT"


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"x" * (LARGEST_BODY + 1), "application/json", "too_large"),
        (b"a=1", "text/plain", "unsupported_media_type"),
        (b"{\xff", "application/json", "malformed"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(front, body, kind, code):
    assert ask(front, "/api/cases", "POST", body, Content_Type=kind).code == code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", ""])
def test_only_loopback_names_are_answered(front, host):
    assert ask(front, "/", HTTP_HOST=host, Host=host).status == 421


def test_the_log_holds_no_address_no_query_and_no_body(front, caplog):
    caplog.set_level(logging.INFO, "front")
    ask(front, "/api/people/ada@customer.example?token=planted")
    ask(front, "/nowhere/ada@customer.example")
    ask(front, "/api/cases", "POST", b'{"text": "planted"}', Content_Type="application/json")
    assert "GET /api/people/{address} 200" in caplog.text
    assert not any(word in caplog.text for word in ("ada", "planted"))


COOKIES = "__Host-varde_session=owner.secret; __Host-varde_browser=secret; varde_session=old; varde_signed_in=1"


@pytest.mark.parametrize("path", ["/", "/assets/help.js", "/pagefind/wasm.en.pagefind", "/nowhere/", "/contact"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_files_are_the_same_with_and_without_the_cookies_of_a_session(front, path, method, caplog):
    """The session's cookie has the path `/`: pages get it too, and neither vary by it nor log it."""
    with caplog.at_level(logging.DEBUG):
        signed_in, nobody = ask(front, path, method, COOKIE=COOKIES), ask(front, path, method)
    assert (signed_in.status, signed_in.fields, signed_in.body) == (nobody.status, nobody.fields, nobody.body)
    assert "cookie" not in signed_in.fields.get("vary", "").lower()
    assert "set-cookie" not in signed_in.fields
    assert not any(word in caplog.text for word in ("secret", "varde_"))


def test_an_old_address_is_answered_with_the_new_one(front, site):
    (site / "_redirects.json").write_text(json.dumps({"/old/": "/new/"}))
    answer = ask(front, "/old/?q=seat")
    assert (answer.status, answer.fields["location"]) == (301, "/new/?q=seat")
    (site / "_redirects.json").write_text(json.dumps({"/older/": "/new/"}))
    assert ask(front, "/old/").status == 404, "a new build brings a new list"
    assert ask(front, "/older/").status == 301
    assert ask(front, "/_redirects.json").status == 404


def test_a_manifest_is_sent_as_what_it_is(front, site):
    (site / "manifest.webmanifest").write_text("{}")
    assert ask(front, "/manifest.webmanifest").fields["content-type"] == "application/manifest+json"
