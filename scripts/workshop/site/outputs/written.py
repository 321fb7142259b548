"""
What is at the root of a language of the built site besides writers' pages, and what the server answers itself.

A test builds a site and compares, so a step that begins to write something new must add it here.
"""

from workshop.site.languages import drift
from workshop.site.outputs import headers, known, llms, moved, offline, sitemap
from workshop.site.pages.page import TOOL_TEMPLATES
from workshop.stack.front import routes

# Folders and files. The theme's are in assets/; search/ is a page of ours.
WRITTEN = frozenset({
    "assets", "pagefind", "404.html", "503.html", "manifest.webmanifest", "index.html", "index.md",
    drift.FOLDER.rstrip("/"), headers.FILE, headers.SCRIPTS, known.FILE, llms.FILE, moved.FILE, moved.PUBLIC,
    offline.FILE, *sitemap.FILES,
})  # fmt: skip
# Pages that do something, by their address.
TOOLS = frozenset(name.removesuffix(".html") for name in TOOL_TEMPLATES - {"home.html"})
# The first part of each address that is not a page: what the front hands to somebody else, as the deployment does.
ROUTES = frozenset(prefix.strip("/") for prefix in routes.ALL)
