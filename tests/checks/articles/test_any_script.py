"""The check reads any text in any script, and any file that editors leave: it reports a sentence, never a traceback."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.articles.conftest import ENGLISH
from workshop.checks.articles import Level
from workshop.site.build import ROOT

SENTENCES = {
    "Japanese": "この文章は日本語です。5分で終わります。",
    "Chinese": "这是一个句子。",
    "Korean": "이것은 문장입니다.",
    "Arabic": "هذه جملة عربية ١٢٣.",
    "Hebrew": "זה משפט.",
    "Hindi": "यह एक वाक्य है।",
    "Thai": "นี่คือประโยค",
    "Russian": "Это предложение.",
    "emoji": "Good 👩‍👩‍👧‍👦 🇳🇴 ✅ 1️⃣.",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 and 𠮷.",
    "combining": "n\u0303 a\u030a Å\u0301 Z\u0351\u036b\u0343.",
    "right to left marks": "a \u202eb\u202c \u2067c\u2069.",
    "odd letters": "ﬁ ß ſ ǅ İ ı ŉ ㎏ ½ ² Ⅻ.",
    "apostrophes": "it's it’s '' ’’ o'’o.",
}


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("locale", ["en", "no"])
def test_a_sentence_in_any_script_is_read(centre, name, locale):
    centre.add(f"\n{SENTENCES[name]}\n", locale)
    title = "A page about lists" if locale == "en" else "En side om lister"
    centre.change(title, f'"{title} {SENTENCES[name]}"', locale)
    told = centre.told(Level.ERROR, spell=True)
    assert all(one.startswith("docs/") for one in told)
    assert [one for one in told if "spelled right" in one and any(letter > "\u0590" for letter in one)] == []


BYTES = [
    (b"\xef\xbb\xbf" + ENGLISH.encode(), None),
    (ENGLISH.replace("\n", "\r\n").encode(), None),
    (ENGLISH.replace("\n", "\r").encode(), None),
    (ENGLISH.encode() + b"a\x00b\n", "9: error: there is an invisible control character (U+0000)"),
    (ENGLISH.encode() + b"a\x0cb\n", "9: error: there is an invisible control character (U+000C)"),
    (ENGLISH.encode() + "a\u2028b\n".encode(), "9: error: there is an invisible control character (U+2028)"),
    (ENGLISH.encode() + "a\x85b\n".encode(), "9: error: there is an invisible control character (U+0085)"),
    (ENGLISH.encode() + b"\x93quoted\x94\n", "9: error: the file is not UTF-8 text"),
    (ENGLISH.encode("utf-16"), "1: error: the file is not UTF-8 text"),
    (b"\xed\xa0\x80", "1: error: the file is not UTF-8 text"),
    (ENGLISH.replace("A page", '"\\ud800"').encode(), "2: error: the front matter is not valid YAML"),
    (ENGLISH.replace("title:", "2024-13-45: x\ntitle:").encode(), "error: the front matter"),
    (ENGLISH.replace("title:", "a: " + "[" * 3000 + "\ntitle:").encode(), "error: the front matter is not valid YAML"),
    (b"", "1: error: front matter has no title"),
    (b"---\n", "1: error: front matter has no title"),
    (b"---\n---\n", "1: error: front matter has no title"),
]


@pytest.mark.parametrize(("raw", "said"), BYTES, ids=range(len(BYTES)))
def test_whatever_an_editor_leaves_is_read_or_told_with_its_line(centre, raw, said):
    centre.file("en").write_bytes(raw)
    told = [one for one in centre.told(Level.ERROR) if one.startswith("docs/en/topic/page.md:")]
    if said is None:
        assert told == []
    else:
        assert any(said in one for one in told), told


@pytest.mark.parametrize(("name", "said"), [
    ("words.en.txt", "vocabulary/words.en.txt:1: error: the file is not UTF-8 text"),
    ("terms.toml", "vocabulary/terms.toml:1: error: the file is not UTF-8 text"),
])  # fmt: skip
def test_a_word_list_that_cannot_be_read_is_told_as_well(centre, name, said):
    (centre.root / "vocabulary").mkdir()
    (centre.root / "vocabulary" / name).write_bytes(b"caf\xe9\n")
    assert any(one.startswith(said) for one in centre.told(Level.ERROR, spell=True))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300), front=st.text(max_size=60))
def test_no_text_at_all_stops_the_check(centre, text, front):
    raw = f"---\ntitle: A\n{front}\n---\n{text}\n".encode("utf-8", "surrogatepass")
    centre.file("en").write_bytes(raw)
    assert all(one.startswith(("docs/", "vocabulary")) for one in centre.told())


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_script_itself_shows_what_it_found_in_any_terminal(centre, encoding):
    centre.add("\n日本語の文章です。 [x](日本:語)\n")
    code = "import sys; from pathlib import Path; from workshop.checks import all; all.ROOT = Path(sys.argv[1]);"
    code += "sys.exit(all.main([sys.argv[1]]))"
    done = subprocess.run([sys.executable, "-c", code, centre.root], cwd=ROOT, capture_output=True,
                          env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": encoding}, check=False)  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr
    assert "日本:語".encode("ascii", "backslashreplace") in done.stdout.decode(encoding).encode(
        "ascii", "backslashreplace"
    ).replace(b"\\\\", b"\\")
