"""What a browser loads for its first search: whole files, names that pack well, no words that nobody searches for."""

import gzip
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from workshop.site.search.index import _index
from workshop.site.search.size import MOST_PLACES, SIGNATURE, _heaviest, smaller, stop_words
from workshop.site.trouble import SiteTrouble

PAGES = 12


def read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes())[len(SIGNATURE) :])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of pages that all say "in", and of which one says "what"."""
    copies, made = tmp_path_factory.mktemp("copies"), tmp_path_factory.mktemp("made")
    to = tmp_path_factory.mktemp("index") / "en"
    for number in range(PAGES):
        (copies / f"{number}.html").write_text(
            f'<html lang="en"><body><p>Lists in account {number}{" and what" if not number else ""}</p></body></html>'
        )
    assert _index(copies, made) == PAGES
    smaller(made, to, frozenset({"in", "what"}))
    return to


def words(index: Path) -> list[str]:
    return [word[0] for piece in (index / "index").iterdir() for word in read(piece)[0]]


def pages_with(index: Path, word: str) -> set[str]:
    """The addresses of the pages that the index has for a word."""
    (listed,) = index.glob("*.pf_meta")
    names = [name for name, _ in read(listed)[1]]
    steps = [
        page[0] for piece in (index / "index").iterdir() for one in read(piece)[0] if one[0] == word for page in one[1]
    ]
    files = [index / "fragment" / f"{names[number]}.pf_fragment" for number in accumulate(steps)]
    return {json.loads(gzip.decompress(file.read_bytes())[len(SIGNATURE) :])["url"] for file in files}


def test_every_file_is_whole(index):
    assert all(file.stat().st_size for file in index.rglob("*") if file.is_file())
    assert json.loads((index / "pagefind-entry.json").read_text())["languages"]["en"]["page_count"] == PAGES


def test_every_name_in_the_list_is_a_file(index):
    entry = json.loads((index / "pagefind-entry.json").read_text())["languages"]["en"]["hash"]
    meta = read(index / f"pagefind.{entry}.pf_meta")
    assert len(meta[1]) == PAGES
    assert all((index / "fragment" / f"{name}.pf_fragment").is_file() for name, _ in meta[1])
    assert all((index / "index" / f"{name}.pf_index").is_file() for _, _, name in meta[2])


def test_a_stop_word_of_most_pages_is_left_out_and_a_rare_one_stays(index):
    assert "in" not in words(index)
    assert {"list", "what", "account"} <= set(words(index))


def test_a_stop_word_with_marks_is_left_out_where_pagefind_files_it_without(tmp_path):
    copies, made, to = tmp_path / "copies", tmp_path / "made", tmp_path / "nb"
    copies.mkdir()
    for number in range(PAGES):
        text = f"på konto {number} {'når det går' if number == 3 else 'gar'}"
        (copies / f"{number}.html").write_text(f'<html lang="nb"><body><p>{text}</p></body></html>')
    _index(copies, made)
    smaller(made, to, frozenset({"på", "når"}))
    spelled = {
        word: [form for form, _ in forms] for piece in (to / "index").iterdir() for word, _, forms in read(piece)[0]
    }
    assert "pa" not in spelled
    assert spelled["nar"] == ["når"]
    assert spelled["gar"] == ["går"]


def test_a_word_of_very_many_pages_leads_to_those_that_say_it_most(tmp_path):
    copies, made, to = tmp_path / "copies", tmp_path / "made", tmp_path / "en"
    copies.mkdir()
    for number in range(PAGES):
        title = "Lists" if number in (4, 9) else f"Page {number}"
        text = "lists " * (3 if number == 7 else 1) + "account " * (number % 2)
        (copies / f"{number:02}.html").write_text(f'<html lang="en"><body><h1>{title}</h1><p>{text}</p></body></html>')
    _index(copies, made)
    assert len(pages_with(made, "list")) == PAGES
    others = pages_with(made, "account")
    smaller(made, to, frozenset(), big=PAGES - 1, most=PAGES // 2)
    assert {"/04.html", "/07.html", "/09.html"} < pages_with(to, "list")
    assert len(pages_with(to, "list")) == PAGES // 2
    assert pages_with(to, "account") == others


def test_of_a_words_places_on_a_page_the_heaviest_stay_where_they_are():
    text, title = -25, -217  # a weight is written as its negative, less one
    places = [text, 3, 4, title, 2, text, *[1] * MOST_PLACES]
    assert _heaviest(places) == [text, 3, 4, title, 2, text, *[1] * (MOST_PLACES - 3)]
    assert _heaviest(places[:6]) == places[:6]


def test_the_stop_words_are_those_of_the_browser():
    found = stop_words()
    assert found.keys() == {"en", "nb"}
    assert "how" in found["en"]
    assert "hvordan" in found["nb"]


def test_another_form_of_pagefinds_files_is_refused(tmp_path):
    (tmp_path / "pagefind.js").write_text("")
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(gzip.compress(SIGNATURE + cbor2.dumps(["9.0", [], []])))
    with pytest.raises(SiteTrouble, match="another form"):
        smaller(tmp_path, tmp_path / "en", frozenset())
