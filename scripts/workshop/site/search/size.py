"""
Make what a browser loads for its first search smaller.

A first search loads Pagefind, the list of pages and pieces of the index, and the pieces with its words. The files
are CBOR behind a signature, gzipped (read off Pagefind 1.5):

    pagefind.<language>_<hash>.pf_meta   [version, [[page, words] …], [[first word, last word, piece] …], …]
    index/<piece>.pf_index               [[[word, [[page, places …] …], [[form with marks, [[page, places …] …]] …]] …]]
    fragment/<page>.pf_fragment          what a result shows of a page
"""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import cbor2
import minify

from workshop.site.trouble import SiteTrouble

# Pagefind's own is 20,000: a word of a big site then comes with 33 kB of others (median of 5,000 articles), with this
# with 12 kB. The variable's name warns that it can disappear; then files are larger again, and nothing breaks.
SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
# A stop word on more of the pages than this is left out: a question loses it before it is searched for, but Pagefind
# would load it with every word that begins so (`in` with `invoice`: 30 kB on a site of 5,000 articles).
COMMON = 0.5
# A word's list has at most so many pages, and then so many places on each: readers look at ten. Of 5,000
# articles, a word that most of them have took 30 kB.
MOST_PAGES, MOST_PLACES = 500, 8
# Up to so many pages the lists are short enough as they are.
BIG = 2000
BROWSERS_LIST = Path(__file__).parents[4] / "overrides" / "assets" / "shared" / "search" / "words.js"
STOP_WORDS = re.compile(r"^const (\w+) = `([^`]*)`", re.MULTILINE)
SIGNATURE = b"pagefind_dcd"
VERSION, PAGES, PIECES = 0, 1, 2
# What Pagefind writes for a user interface that is not ours, and for languages it does not know.
NOT_OURS = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FORM = "1."  # of Pagefind's versions whose files have this form
ENTRY = "pagefind-entry.json"
# Before Pagefind's module: it asks for its files by the name `fetch`, which the browser's side sets to one that tells
# a lost or wrong file (shared/search/bundle.js). Pagefind itself swallows that, and finds nothing.
FETCH = "let fetch = globalThis.fetch\nexport const fetchWith = (ours) => { fetch = ours }\n"


def stop_words() -> dict[str, frozenset[str]]:
    """The stop words by language, read from the browser's own list."""
    script = BROWSERS_LIST.read_text("utf-8")
    return {tag: frozenset(words.split()) for tag, words in STOP_WORDS.findall(script)}


def stop_words_of(tag: str) -> frozenset[str]:
    """Those of a language; none where the browser has no list."""
    return stop_words().get(tag, frozenset())


def smaller(index: Path, to: Path, stop: frozenset[str], big: int = BIG, most: int = MOST_PAGES) -> str:
    """
    Write the index of one language to `to`: no common stop words, names that pack well, a script without comments,
    nothing that only another user interface needs; at most `most` pages for a word when there are more than `big`.
    Return the name of this index, which its files carry: what belongs to it carries it too, so that a browser mixes no
    two builds.

    Raises:
        SiteTrouble: Pagefind wrote another form than we know.
    """
    (listed,) = index.glob("*.pf_meta")
    meta = _read(listed)
    script = to / "pagefind.js"
    if not str(meta[VERSION]).startswith(FORM) or "await fetch(" not in (index / script.name).read_text("utf-8"):
        raise SiteTrouble(
            f"search: Pagefind {meta[VERSION]} may write another form; see scripts/workshop/site/search/size.py"
        )
    shutil.copytree(index, to, ignore=shutil.ignore_patterns(*NOT_OURS, "*.pf_meta", "*.pf_index", "*.pf_fragment"))
    script.write_text(minify.string("application/javascript", FETCH + script.read_text("utf-8")), "utf-8")
    # Fingerprints do not pack, numbers do. A new index has new names, or a browser that kept old files would mix both.
    stamp = hashlib.sha256(listed.read_bytes()).hexdigest()[:6]
    for number, page in enumerate(meta[PAGES]):
        name = stamp + _digits(number)
        shutil.copyfile(index / "fragment" / f"{page[0]}.pf_fragment", to / "fragment" / f"{name}.pf_fragment")
        page[:] = [name, _about(page[1]), *page[2:]]
    pages = len(meta[PAGES])
    plain = {plainly(word) for word in stop}
    for number, (first, last, old) in enumerate(meta[PIECES]):
        file, name = index / "index" / f"{old}.pf_index", stamp + _digits(number)
        long = pages > big and file.stat().st_size > most  # bytes: a page takes one at least
        (words,) = _read(file) if long or any(first <= word <= last for word in plain) else ([],)
        kept = list(_shortened(words, stop, pages, most if pages > big else pages))
        if kept != words:
            _write(to / "index" / f"{name}.pf_index", [kept])
        else:
            shutil.copyfile(file, to / "index" / f"{name}.pf_index")
        meta[PIECES][number][2] = name
    language = listed.name.split(".")[1].partition("_")[0]
    named = f"{language}_{stamp}"
    _write(to / f"pagefind.{named}.pf_meta", meta)
    entry = json.loads((index / ENTRY).read_text("utf-8"))
    entry["languages"][language]["hash"] = named
    (to / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), "utf-8")
    return named


def plainly(word: str) -> str:
    """As Pagefind files a word: `få` with `fa`."""
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))


def _shortened(words: list[Any], stop: frozenset[str], pages: int, most: int) -> Iterator[Any]:
    """Words without the common ones of `stop`, and without the pages of lists that are longer than `most`."""
    for word, on_pages, spelled in words:
        # Forms with diacritics come after the plain form.
        forms = [form for form in ([word, on_pages], *spelled) if form[0] not in stop or len(form[1]) <= COMMON * pages]
        kept = {form: _those_that_say_it_most(its, most) if len(its) > most else its for form, its in forms}
        if kept.keys() - {word} or kept.get(word):
            yield [word, kept.pop(word, []), [list(form) for form in kept.items()]]


def _those_that_say_it_most(entries: list[Any], most: int) -> list[Any]:
    """Of a word's entries, each [pages since the one before, places, …]: by the heaviest place, then by how often."""
    numbers = list(accumulate(entry[0] for entry in entries))
    # A weight is written as its negative.
    by_worth = sorted(range(len(entries)), key=lambda one: (min(entries[one][1]), -len(entries[one][1])))
    kept = sorted(by_worth[:most])
    before = [0, *(numbers[one] for one in kept)]
    return [
        [numbers[one] - last, _heaviest(entries[one][1]), *entries[one][2:]]
        for one, last in zip(kept, before, strict=False)
    ]


def _heaviest(places: list[int]) -> list[int]:
    """The first of the heaviest places: [-(weight + 1) of those behind it, or words since the place before, …]."""
    weighted, place, weight = [], 0, 0
    for one in places:
        if one < 0:
            weight = one
        else:
            place += one
            weighted.append((weight, place))
    if len(weighted) <= MOST_PLACES:
        return places
    kept = sorted(sorted(weighted)[:MOST_PLACES], key=lambda one: one[1])
    shorter, place, weight = [], 0, 0
    for its_weight, its_place in kept:
        if its_weight != weight:
            shorter.append(weight := its_weight)
        shorter.append(its_place - place)
        place = its_place
    return shorter


def _about(words: int) -> int:
    """How long a page is, to a tenth: for the ranking that is enough, and a few numbers pack better than a thousand."""
    step = max(1, 1 << max(0, words.bit_length() - 4))
    return (words + step // 2) // step * step


def _digits(number: int) -> str:
    """In base 36, the smallest digit first: in a row of names most then differ in one place, which packs best."""
    number, digit = divmod(number, 36)
    return DIGITS[digit] + (_digits(number) if number else "")


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(SIGNATURE):
        raise SiteTrouble(f"search: {file.name} is no file of Pagefind's")
    return cbor2.loads(data[len(SIGNATURE) :])


def _write(file: Path, content: Any) -> None:
    file.write_bytes(gzip.compress(SIGNATURE + cbor2.dumps(content), 9, mtime=0))
