"""
The pages that belong to the product: the form, My cases, the desk, the search, and what each plan gets.

Each is a Markdown file in overrides/pages/<locale>/, with Jinja for the company's names, for links to its articles and
for parts that not every company needs. An article of the same name in docs/<locale>/ replaces it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from workshop.policy.cldr import names_of
from workshop.site.languages.locales import COMPANY, FIRST, Locale
from workshop.site.pages.page import OF_PRODUCT, Page, parse
from workshop.site.system.linked import files_of_articles

# The languages that the product is written in begin with this one.
WRITTEN_IN = "en"
# What a reader could not do on a page without its template. The template is named as the page is.
HOLDS: Mapping[str, str] = {
    "contact.md": "the form with its messages, and sign-in",
    "inbox.md": "the list of cases with its messages, and sign-in",
    "desk.md": "the queue with its messages, and sign-in",
    "search.md": "the search field and the live region that counts results",
    "what-do-i-get.md": "the mark of the reader's plan",
}
# The form leads here a reader who cannot use it.
WITHOUT_THE_FORM = "without-the-form"


def system_pages(root: Path, locale: Locale) -> dict[str, Page]:
    """The pages by path. A language that the product does not have gets none; only the first gets English ones."""
    folder = folder_of(root, locale)
    return {
        file.name: parse(file.name, rendered(root, file), f"{folder}/{file.name}")
        for file in sorted((root / folder).glob("*.md"))
    }


def folder_of(root: Path, locale: Locale) -> str:
    """Where the pages of a language are, from the root: by its folder, its tag or its language, as its words."""
    other = WRITTEN_IN if locale is FIRST else locale.id
    return f"{OF_PRODUCT}/{next((name for name in names_of(locale) if (root / OF_PRODUCT / name).is_dir()), other)}"


def rendered(root: Path, file: Path) -> str:
    """A page with the company's names and links in it."""
    articles = files_of_articles(root)

    def link(name: str, text: str) -> str:
        """The text, as a link when the company has such an article."""
        return f"[{text}]({articles[name]})" if name in articles else text

    # `{ #id }` of a heading is no comment. `quoted` is for a line of the front matter with a name in it.
    jinja = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, comment_start_string="{##")  # noqa: S701 (Markdown)
    jinja.filters["quoted"] = partial(json.dumps, ensure_ascii=False)
    return jinja.from_string(file.read_text("utf-8")).render(company=COMPANY, articles=articles, link=link)


def lacking(path: str, meta: Mapping[str, Any], body: str) -> Iterator[tuple[str, str]]:
    """What an article that replaces a page of the product has lost: field of the front matter, and what is missing."""
    if path not in HOLDS:
        return
    template = path.removesuffix(".md") + ".html"
    if meta.get("template") != template:
        yield "template", f"replaces the page with {HOLDS[path]}, which are missing here; add `template: {template}`"
    elif path == "contact.md" and f"#{WITHOUT_THE_FORM}" not in body:
        yield "template", f"the form links to a heading that is missing: `## … {{ #{WITHOUT_THE_FORM} }}`"
