"""
Pages that were renamed: their writers name the old addresses (front matter `moved_from`), and each becomes a page that
leads on. `_redirects.json` lists them for servers, which can answer better (301) than a page can.
"""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import FIRST, LOCALES, Locale, others
from workshop.site.languages.switches import switches
from workshop.site.pages.added import add_page
from workshop.site.pages.staged import Staged
from workshop.site.trouble import SiteTrouble

FILE = "_redirects.json"
# The same for the 404 page: names that begin with _ are not served.
PUBLIC = "moved.json"
ADDRESS = re.compile(r"(?:[\w-]+/)+")


def moves(staged: list[Staged]) -> dict[tuple[Locale, str], Staged]:
    """Where each old address leads, by language; SiteTrouble names the file of each that cannot be."""
    originals = {one.page.path: one for one in staged if one.locale is FIRST}
    taken = {locale: {one.page.address: one for one in staged if one.locale is locale} for locale in LOCALES}
    found: dict[tuple[Locale, str], Staged] = {}
    troubles = []
    prefixes = tuple(locale.prefix for locale in others(FIRST))
    for one in staged:
        # All languages have the same tree, so what moved in the first language moved in each.
        original = originals.get(one.page.path)
        for old in dict.fromkeys([*_old(one), *(_old(original) if original else [])]):
            file = f"{one.page.file}: moved_from: {old}"
            first = found.get((one.locale, old))
            if not ADDRESS.fullmatch(old) or old.startswith(prefixes):
                troubles.append(f"{file} is not an address below the language, like 'contacts/export/'")
            elif old in taken[one.locale]:
                other = taken[one.locale][old]
                troubles.append(f"{file} is the address of {other.page.file}")
            elif first and first is not one:
                troubles.append(f"{file} is claimed by {first.page.file}, too")
            else:
                found[one.locale, old] = one
    if troubles:
        raise SiteTrouble(*dict.fromkeys(troubles))
    return found


def _old(one: Staged) -> Iterable[str]:
    written = one.page.meta.get("moved_from") or []
    return [str(old).strip("/") + "/" for old in ([written] if isinstance(written, str) else written)]


def add_moved(to: dict[str, str], staged: list[Staged], site_url: str) -> dict[str, str]:
    """Add a page at each old address, and return where each leads, as addresses from the root of the host."""
    site = site_url.rstrip("/") + "/"
    base = urlsplit(site).path
    leads = {}
    for (locale, old), one in moves(staged).items():
        new = base + one.address
        facts: dict[str, Any] = {
            "canonical": site + (one.source.prefix if one.stands_in else one.locale.prefix) + one.page.address,
            "switches": switches(one, base),
            "moved": new, "source": f"{one.source.id}/{one.page.path}",
        }  # fmt: skip
        add_page(to, locale, old, {"title": one.page.title, "template": "moved.html"}, facts)
        leads[base + locale.prefix + old] = new
    return leads


def _written(moved: dict[str, str]) -> str:
    return json.dumps(moved, indent=1, sort_keys=True) + "\n"


def write_list(built: Built) -> str:
    """Write the list for servers, and say how long it is."""
    put(built.site / FILE, _written(built.moved))
    # The 404 page suggests what it finds here, so what is left out of the search is left out of it too.
    unsearched = {built.path + one.address for one in built.staged if not one.searched}
    put(built.site / PUBLIC, _written({old: new for old, new in built.moved.items() if new not in unsearched}))
    return f"{len(built.moved)} old addresses lead on"
