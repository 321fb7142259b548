"""The page that `type` of every problem document leads to: every code, in every language, from one file."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from chalicelib import errors
from chalicelib.http.codes import CodesBroken, load, shipped
from chalicelib.http.codes.page import language_for, page
from tests.http.visitors import INTAKE

FILE = (INTAKE / "chalicelib/http/codes/codes.toml").read_text("utf-8")
LANGUAGES = shipped().languages
SMALL = 6_000  # bytes with gzip
VOID = {"meta"}


class Read(HTMLParser):
    """What a page holds: ids, links, tags; fails when a tag is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        given = dict(attributes)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        assert not [name for name in given if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag


def codes_in(source: Path, pattern: str) -> set[str]:
    return {code for path in source.rglob("*.py") for code in re.findall(pattern, path.read_text("utf-8"))}


def test_every_error_of_our_own_is_documented():
    def codes(kind):
        own = {kind.code} if "code" in vars(kind) else set()
        return own.union(*(codes(sub) for sub in kind.__subclasses__()))

    assert codes(errors.VardeError) - {errors.Refused.code} <= shipped().problems.keys()


def test_every_problem_that_the_code_answers_with_is_documented():
    named = codes_in(INTAKE / "chalicelib/http", r'\bproblem\(\s*"([a-z_]+)"')
    assert {"broken", "unavailable", "invalid"} <= named <= shipped().problems.keys()


def test_every_code_of_a_field_is_documented():
    """What the tests meet is held against the document, too: its `errors` have no other codes."""
    named = {
        *codes_in(INTAKE / "chalicelib", r'FieldError\([^()]*?, "([a-z_]+)"'),
        *codes_in(INTAKE / "chalicelib/http", r'(?:_fail|_wrong)\([^()]*?, "([a-z_]+)"'),
        *codes_in(INTAKE / "chalicelib/http", r'\bKind\("([a-z_]+)"'),
        *codes_in(INTAKE / "chalicelib/pasted", r'NotUnderstood\("([a-z_]+)"'),
    }
    of_tables = {"not_text", "columns_missing", "bad_row"}  # of files that an operator imports, not of requests
    assert {"missing", "wrong_type", "not_a_link", "wrong_code"} <= named
    assert named - of_tables <= shipped().mistakes.keys()


@pytest.mark.parametrize(
    ("whole", "broken", "said"),
    [
        ('title = { en = "Not found", no = "Ikke funnet" }', 'title = { en = "Not found" }', "not_found.title .* no"),
        ('fields = ["challenge"]', 'fields = ["riddle"]', "proof_needed contains riddle"),
        ('no = "oppgaven som skal løses"', 'no = ""', "field challenge has no text in no"),
    ],
)
def test_a_file_that_leaves_something_out_is_refused(whole, broken, said):
    assert whole in FILE
    with pytest.raises(CodesBroken, match=said):
        load(FILE.replace(whole, broken))


def test_a_refusals_type_leads_to_its_section(api):
    refused = api.call("GET", "/me")
    address, _, section = refused.json["type"].partition("#")
    answer = api.call("GET", address.removeprefix("/api"))
    assert answer.status == 200
    assert section == "sign_in_required"
    assert section in Read(answer.body.decode()).ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_every_code_with_its_title_and_what_to_do(language):
    text, codes = page(language), shipped()
    assert [one for one in Read(text).ids if one != "errors"] == list(codes.problems)
    for one in codes.problems.values():
        section = re.search(rf'<section id="{one.code}">(.*?)</section>', text)
        assert section
        for part in (one.title, one.when, one.do):
            assert part[language].replace("'", "&#x27;") in section[1]
        for field in one.fields:
            assert f"<code>{field}</code>" in section[1]
    for code in codes.mistakes:
        assert f"<code>{code}</code>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small_and_loads_nothing(api, language):
    answer = api.call("GET", f"/problems?locale={language}")
    assert len(gzip.compress(answer.body)) < SMALL
    read = Read(answer.body.decode())
    assert read.tags & {"script", "link", "img", "iframe"} == set()
    leads_to = {urlsplit(urljoin("/api/problems", link)).path for link in read.links}
    assert leads_to == {"/api/problems", "/api/openapi.json"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["content-language"] == LANGUAGES[language]
    assert f'<html lang="{LANGUAGES[language]}">' in answer.body.decode()


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("no", "en", "no"),
        (None, "nb-NO,nb;q=0.9,en;q=0.8", "no"),
        (None, "no", "no"),
        (None, "fr, en;q=0.7, nb;q=0.9", "no"),
        (None, "nb;q=0, de", "en"),
        (None, "", "en"),
        ("xx", "ja", "en"),
        (None, "en;q=much, nb;q=0.1", "no"),
        (None, "," * 100_000, "en"),
    ],
)
def test_it_answers_in_the_language_asked_for(asked, accepted, language):
    assert language_for(asked, accepted, LANGUAGES) == language


def test_the_openapi_document_knows_the_codes_and_the_page(api):
    document = api.contract.document
    properties = document["components"]["schemas"]["Problem"]["properties"]
    assert properties["code"]["enum"] == list(shipped().problems)
    assert properties["errors"]["items"]["properties"]["code"]["enum"] == list(shipped().mistakes)
    assert document["externalDocs"]["url"] == "/api/problems"
    assert document["servers"] == [{"url": "/api"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_to_the_document_beside_it_wherever_the_api_is(language):
    assert '<a href="openapi.json">' in page(language)
