"""
The security headers of the site, with a hash for every inline script of its templates.

The hashes are read from `_scripts.html`, the frame of every page without a writer's text (decisions/0042): a script
from an article, a title or a question never has a hash.

They are written to `_headers.json` in the site, beside the pages they belong to: a map of header names to values,
which the local front and the deployment send with every page. Files beginning with `_` are not served.
"""

import base64
import hashlib
import json
import re
from pathlib import Path

from workshop.site.files import put
from workshop.site.languages.locales import LOCALES

FILE = "_headers.json"
SCRIPTS = "_scripts.html"
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def inline_hashes(html: str) -> set[str]:
    """The CSP sources of all inline scripts that run (data blocks do not, and need none)."""
    found = set()
    for attributes, body in SCRIPT.findall(html):
        kind = re.search(r"""\btype\s*=\s*["']?([^"'\s>]+)""", attributes)
        if re.search(r"\bsrc\s*=", attributes) or (kind and kind[1] not in ("module", "text/javascript")):
            continue
        # HTML parsing turns CRLF into LF before the browser takes the hash.
        digest = hashlib.sha256(body.replace("\r\n", "\n").encode()).digest()
        found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return found


def allowed_hashes(site: Path) -> set[str]:
    """The CSP sources of the templates' inline scripts, of each language that is there."""
    frames = [site / locale.prefix / SCRIPTS for locale in LOCALES]
    return set().union(*(inline_hashes(one.read_text("utf-8")) for one in frames if one.is_file()))


def security_headers(hashes: set[str]) -> dict[str, str]:
    """The headers for a site with these inline scripts."""
    policy = {
        "default-src": "'self'",
        # Pagefind's search engine is WebAssembly.
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *sorted(hashes)]),
        # The theme draws its icons as data: masks.
        "img-src": "'self' data:",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def write_headers(site: Path, hashes: set[str]) -> None:
    """Write the file for a site with these inline scripts."""
    put(site / FILE, json.dumps(security_headers(hashes), indent=2) + "\n")
