"""Scripts, styles and templates use nothing that a browser of the floor lacks; what does is named with its line."""

import json
from pathlib import Path

import pytest

from workshop.checks import browser_floor

ROOT = Path(__file__).resolve().parents[2]


def test_what_we_send_needs_nothing_newer():
    assert browser_floor.findings(ROOT) == []


def found(tmp_path, name, text):
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / name).write_text(text)
    return [one for one in browser_floor.findings(tmp_path) if not one.startswith("floor.toml")]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.js", "const by = Object.groupBy(all, one)", "Object.groupBy"),
        ("a.js", "const { promise, resolve } = Promise.withResolvers()", "Promise.withResolvers"),
        ("a.js", "one\n  .isSubsetOf(other)", "Set.isSubsetOf"),
        ("a.js", "const both = one?.intersection(other)", "Set.intersection"),
        ("a.js", "new CloseWatcher()", "CloseWatcher"),
        ("a.js", "const parts = new Intl.Segmenter('en')", "Intl.Segmenter"),
        ("a.js", 'import data from "./data.json" with { type: "json" }', "statements.import.import_attributes"),
        ("a.js", "const word = /(?i:ab)c/", "regular_expressions.modifier"),
        ("a.css", ".a { color: red; &:hover { color: blue } }", "nesting"),
        ("a.css", "h1 { text-wrap: balance }", "text-wrap"),
        ("a.css", "p { color: light-dark(#000, #fff) }", "light-dark"),
        ("a.css", "@starting-style { p { opacity: 0 } }", "starting-style"),
        ("a.css", "p { anchor-name: --a }", "anchor-name"),
        ("a.html", "<div popover>", "popover"),
        ("a.html", "<details name='one'>", "details.name"),
    ],
)
def test_something_newer_is_found_with_file_and_line(tmp_path, name, text, what):
    said = found(tmp_path, name, text)
    assert any(one.startswith(f"overrides/{name}:") and what in one for one in said), said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.js",
            "class One { #at = URL.canParse(url); async #go() { all.findLast((one) => Object.hasOwn(one, key)) } }",
        ),
        ("a.js", "// Object.groupBy would do, too\nconst text = one.ariaInvalid"),
        ("a.css", ".a:has(:checked) { inset: 0; color: color-mix(in srgb, red 20%, blue) } /* text-wrap: balance */"),
        ("a.html", '<dialog><input inputmode="numeric" enterkeyhint="search"></dialog>'),
    ],
)
def test_what_the_floor_has_is_fine(tmp_path, name, text):
    assert found(tmp_path, name, text) == []


def test_an_exception_that_nothing_needs_any_more_goes(tmp_path):
    (tmp_path / "overrides").mkdir()
    assert "floor.toml: field-sizing is not used any more" in browser_floor.findings(tmp_path)


def test_the_table_is_of_the_floor():
    newer = json.loads((browser_floor.HERE / "newer.json").read_text("utf-8"))
    versions = browser_floor.read_floor().versions
    for kind, names in newer.items():
        for name, said in names.items() if isinstance(names, dict) else ():
            words = said.split()
            for browser, since in zip(words[::2], words[1::2], strict=True):
                assert since == "none" or float(since) > versions[browser], (kind, name)
