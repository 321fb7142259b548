"""The sitemap: one for both languages, real pages only, each with its translations."""

from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from workshop.site.files import put
from workshop.site.pages.staged import Staged

FILES = ("sitemap.xml", "robots.txt")
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def write_sitemap(site: Path, staged: list[Staged], site_url: str) -> int:
    """
    Replace what the two passes wrote (each knows only itself) and point robots to it.

    Return how many pages it names.
    """
    for left_over in (*site.rglob("sitemap.xml"), *site.rglob("sitemap.xml.gz")):
        left_over.unlink()
    base = site_url.rstrip("/") + "/"
    entries = [_entry(one, base) for one in staged if not one.stands_in and not one.page.is_private]
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n' + "".join(entries) + "</urlset>\n"
    put(site / "sitemap.xml", text)
    put(site / "robots.txt", f"User-agent: *\nDisallow: {urlsplit(base).path}api/\nSitemap: {base}sitemap.xml\n")
    return len(entries)


def _entry(one: Staged, base: str) -> str:
    lines = [f"<loc>{escape(base + one.address)}</loc>"]
    if one.changed:
        lines.append(f"<lastmod>{one.changed.day.isoformat()}</lastmod>")
    if one.translated:
        links = [(locale.tag, locale.prefix + one.page.address) for locale in one.written_in]
        links.append(("x-default", links[0][1]))
        lines += [
            f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(base + address)}/>' for tag, address in links
        ]
    return "<url>" + "".join(lines) + "</url>\n"
