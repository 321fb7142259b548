"""
What happens to a site after the generator, in order: each step takes what was built and says what it did.

A step that needs the pages' HTML joins `pages`, which reads each page once.
"""

from collections.abc import Callable, Sequence

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.languages.locales import Locale
from workshop.site.outputs.headers import SCRIPTS, allowed_hashes, inline_hashes, write_headers
from workshop.site.outputs.known import write_known
from workshop.site.outputs.llms import write_llms
from workshop.site.outputs.moved import write_list
from workshop.site.outputs.offline import write_worker
from workshop.site.outputs.plain import write_copies
from workshop.site.outputs.sitemap import write_sitemap
from workshop.site.outputs.structured import structured
from workshop.site.outputs.suggested import write_questions
from workshop.site.pages.staged import Staged
from workshop.site.system.built import missing
from workshop.site.trouble import SiteTrouble


def pages(built: Built) -> str:
    """Read every page once: give articles their structured data, and see that no script is new to the headers."""
    articles = {built.site / one.address / "index.html": one for one in built.articles}
    topics = {locale: topics_of(built, locale) for locale in built.locales}
    hashes = allowed_hashes(built.site)
    troubles = list(missing(built.site, built.locales))
    for file in built.site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        if inline_hashes(text) - hashes:
            name = file.relative_to(built.site).as_posix()
            troubles.append(f"{name}: holds an inline script that overrides/{SCRIPTS} does not; put it into a file")
        if one := articles.get(file):
            try:
                data = structured(one, text, built.base, topics[one.locale])
            except SiteTrouble as trouble:
                troubles += trouble.lines
            else:
                put(file, with_data(text, data))
    if troubles:
        raise SiteTrouble(*troubles)
    write_headers(built.site, hashes)
    return f"{len(articles)} articles described, {len(hashes)} inline scripts allowed by hash"


def with_data(page: str, data: str) -> str:
    """The page with a data block in its head."""
    return page.replace("</head>", data + "</head>", 1)


def topics_of(built: Built, locale: Locale) -> dict[str, Staged]:
    """The index pages of a language, by their folder."""
    ours = (one for one in built.staged if one.locale is locale)
    return {one.page.path.removesuffix("index.md").rstrip("/"): one
            for one in ours if one.page.path.endswith("index.md")}  # fmt: skip


def sitemap(built: Built) -> str:
    """The sitemap and robots.txt."""
    return f"{write_sitemap(built.site, built.staged, built.site_url)} pages"


STEPS: Sequence[tuple[str, Callable[[Built], str]]] = (
    ("sitemap", sitemap),
    ("copies", write_copies),
    ("llms", write_llms),
    ("moved", write_list),
    ("known", write_known),
    ("pages", pages),
    ("help", write_questions),
    # After everything it lists.
    ("offline", write_worker),
)
