"""Make what a browser loads for its first search smaller; what the index holds stays the same."""

import gzip
import zlib
from pathlib import Path

import minify

# Pagefind's own is 20,000: a word of a big site then comes with 33 kB of others (median of 5,000 articles), with this
# with 12 kB. The variable's name says that it may go; files would then be larger again, and nothing else happens.
SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}


def smaller(index: Path) -> None:
    """Minify Pagefind's script, and pack its list of pages better than it does itself."""
    script = index / "pagefind.js"
    script.write_text(minify.string("application/javascript", script.read_text("utf-8")), "utf-8")
    for pages in index.glob("*.pf_meta"):
        old = pages.read_bytes()
        # The list is mostly fingerprints, in which nothing repeats: this strategy looks for less and finds more.
        packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS, 8, zlib.Z_FILTERED)
        new = packer.compress(gzip.decompress(old)) + packer.flush()
        if len(new) < len(old):
            pages.write_bytes(new)
