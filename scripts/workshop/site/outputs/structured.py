"""What search engines read of an article (schema.org): its place, its dates, and its questions with their answers."""

import html
import json
import re
from typing import Any

from workshop.site.pages.staged import Staged
from workshop.site.trouble import SiteTrouble

ARTICLE = re.compile(r'<div class="article".*?>(.*)</div><!-- article -->', re.DOTALL)
HEADING = re.compile(r"<h([1-6])([^>]*)>.*?</h\1>", re.DOTALL)
ID = re.compile(r'\bid="([^"]*)"')
PILCROW = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
UNSAID = re.compile(r"<(script|style|template|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|li|tr|td|th|dt|dd|div|h[1-6]|pre|br|caption)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
# An answer in a list of results is short; the page has the rest.
LONGEST_ANSWER = 1500


def structured(one: Staged, page: str, base: str, topics: dict[str, Staged]) -> str:
    """The data block for the head of a built page. `topics` are the index pages of the language, by folder."""
    address = base + one.address
    article: dict[str, Any] = {
        "@type": "TechArticle", "@id": f"{address}#article", "url": address, "headline": one.page.title,
        "inLanguage": one.locale.tag,
    }  # fmt: skip
    if one.page.meta.get("description"):
        article["description"] = str(one.page.meta["description"])
    if one.changed:
        article["dateModified"] = one.changed.day.isoformat()
    graph = [article, _place(one, base, topics), *_questions(one, page, address)]
    document = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # A writer's words must not end the script.
    return '<script type="application/ld+json">' + document.replace("<", "\\u003c") + "</script>"


def _place(one: Staged, base: str, topics: dict[str, Staged]) -> dict[str, Any]:
    steps = [topics[folder] for folder in ("", one.page.path.split("/")[0]) if folder in topics]
    steps = [step for step in steps if step is not one] + [one]
    items = [{"@type": "ListItem", "position": place, "name": step.page.title, "item": base + step.address}
             for place, step in enumerate(steps, 1)]  # fmt: skip
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _questions(one: Staged, page: str, address: str) -> list[dict[str, Any]]:
    asked = one.page.meta.get("questions") or []
    file = one.page.file
    entries = []
    text = found[1] if asked and (found := ARTICLE.search(page)) else ""
    for question in asked:
        if not isinstance(question, dict) or not question.get("ask"):
            raise SiteTrouble(f"{file}: questions: each needs the form 'ask: How do I …?' with 'at: heading-id'")
        at = str(question.get("at") or "")
        answer = section_text(text, at)
        if not answer:
            raise SiteTrouble(f"{file}: questions: no text below a heading with the id {at or 'of the title'!r}")
        entries.append({
            "@type": "Question", "name": str(question["ask"]), "url": f"{address}#{at}" if at else address,
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        })  # fmt: skip
    return [{"@type": "FAQPage", "@id": f"{address}#questions", "inLanguage": one.locale.tag, "mainEntity": entries}] \
        if entries else []  # fmt: skip


def section_text(article: str, at: str) -> str:
    """The text below the heading with this id, up to the next of its level; below the title without an id."""
    begin, level = 0, 1
    for heading in HEADING.finditer(article):
        name = ID.search(heading[2])
        here = int(heading[1])
        if begin and (here <= level or not at):
            return _text(article[begin : heading.start()])
        if not begin and (here == 1 if not at else bool(name) and name[1] == at):  # type: ignore[index]
            begin, level = heading.end(), here
    return _text(article[begin:]) if begin else ""


def _text(markup: str) -> str:
    said = BLOCK.sub(" ", UNSAID.sub("", PILCROW.sub("", markup)))
    words = " ".join(html.unescape(TAG.sub("", said)).split())
    if len(words) <= LONGEST_ANSWER:
        return words
    return words[: words.rindex(" ", 0, LONGEST_ANSWER)] + " …"
