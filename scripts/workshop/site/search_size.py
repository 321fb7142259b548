"""
Make what a browser loads for its first search smaller.

A first search loads Pagefind, the list of pages and pieces of the index, and the pieces that hold its words. The files
are CBOR behind a signature, gzipped (read off Pagefind 1.5):

    pagefind.<language>_<hash>.pf_meta   [version, [[page, words] …], [[first word, last word, piece] …], …]
    index/<piece>.pf_index               [[[word, …] …]]
    fragment/<page>.pf_fragment          what is shown of a page
"""

import gzip
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import cbor2
import minify

from workshop.site.trouble import SiteTrouble

# Pagefind's own is 20,000: a word of a big site then comes with 33 kB of others (median of 5,000 articles), with this
# with 12 kB. The variable's name says that it may go; files would then be larger again, and nothing else happens.
SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
# A stop word on more of the pages than this is left out: a question loses it before it is searched for, but Pagefind
# would load it with every word that begins so (`in` with `invoice`: 30 kB on a site of 5,000 articles).
COMMON = 0.5
BROWSERS_LIST = Path(__file__).parents[3] / "overrides" / "assets" / "shared" / "search" / "words.js"
STOP_WORDS = re.compile(r"^const (\w+) = `([^`]*)`", re.MULTILINE)
SIGNATURE = b"pagefind_dcd"
VERSION, PAGES, PIECES = 0, 1, 2
FORM = "1."  # of Pagefind's versions whose files have this form
ENTRY = "pagefind-entry.json"


def stop_words() -> dict[str, frozenset[str]]:
    """The stop words by language, read from the browser's own list."""
    script = BROWSERS_LIST.read_text("utf-8")
    return {tag: frozenset(words.split()) for tag, words in STOP_WORDS.findall(script)}


def smaller(index: Path, stop: frozenset[str]) -> None:
    """
    Rewrite the index of one language in place: no common stop words, names that pack well, a script without comments.

    Raises:
        SiteTrouble: Pagefind wrote another form than we know.
    """
    script = index / "pagefind.js"
    script.write_text(minify.string("application/javascript", script.read_text("utf-8")), "utf-8")
    (listed,) = index.glob("*.pf_meta")
    meta = _read(listed)
    if not str(meta[VERSION]).startswith(FORM):
        raise SiteTrouble(
            f"search: Pagefind {meta[VERSION]} may write another form; see scripts/workshop/site/search_size.py"
        )
    _leave_out(index, meta, stop)
    # Fingerprints do not pack, numbers do. A new index has new names, or a browser that kept old files would mix both.
    stamp = hashlib.sha256(listed.read_bytes()).hexdigest()[:6]
    for number, page in enumerate(meta[PAGES]):
        page[0] = _renamed(index / "fragment" / f"{page[0]}.pf_fragment", f"{stamp}{number}")
    for number, piece in enumerate(meta[PIECES]):
        piece[2] = _renamed(index / "index" / f"{piece[2]}.pf_index", f"{stamp}{number}")
    listed.unlink()
    language = listed.name.split(".")[1].partition("_")[0]
    _write(index / f"pagefind.{language}_{stamp}.pf_meta", meta)
    entry = json.loads((index / ENTRY).read_text("utf-8"))
    entry["languages"][language]["hash"] = f"{language}_{stamp}"
    (index / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), "utf-8")


def _leave_out(index: Path, meta: Any, stop: frozenset[str]) -> None:
    """Take the common ones of `stop` out of the pieces that hold them."""
    most = COMMON * len(meta[PAGES])
    for first, last, name in meta[PIECES]:
        if not any(first <= word <= last for word in stop):
            continue
        file = index / "index" / f"{name}.pf_index"
        (words,) = _read(file)
        kept = [word for word in words if word[0] not in stop or len(word[1]) <= most]
        if len(kept) < len(words):
            _write(file, [kept])


def _renamed(file: Path, name: str) -> str:
    file.rename(file.with_stem(name))
    return name


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(SIGNATURE):
        raise SiteTrouble(f"search: {file.name} is no file of Pagefind's")
    return cbor2.loads(data[len(SIGNATURE) :])


def _write(file: Path, content: Any) -> None:
    """Packed by whichever strategy is better at it; Pagefind itself packs fast rather than well."""
    data = SIGNATURE + cbor2.dumps(content)
    packed = []
    for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED):
        packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS, 9, strategy)
        packed.append(packer.compress(data) + packer.flush())
    file.write_bytes(min(packed, key=len))
