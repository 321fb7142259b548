"""Front matter: what an article says about itself, in the form that the site, search and help dialog read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article
from workshop.checks.articles.tree import Tree
from workshop.site.content.fields import mistakes
from workshop.site.languages.locales import FIRST
from workshop.site.pages.page import TOOL_TEMPLATES
from workshop.site.system.pages import lacking

PLACEHOLDER = "TODO"  # what scripts/new_article leaves for the writer to replace
DESCRIPTION = range(20, 161)  # search results and link previews cut what is longer
QUESTIONS = 4
KNOWN = ("title", "description", "keywords", "questions", "moved_from", "source_hash", "template", "hide", "hero",
         "cards", "status", "search", "icon", "draft")  # fmt: skip
TEMPLATES = TOOL_TEMPLATES | {"what-do-i-get.html"}
_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/")
_HASH = re.compile(r"[0-9a-f]{12,64}")


def findings(article: Article, tree: Tree) -> Iterator[Finding]:
    if article.trouble:
        yield article.trouble
        return
    checks = (
        _obeyed,
        _title_and_description,
        _keywords,
        _questions,
        _moved_from,
        _source_hash,
        _partner,
        _draft,
        _unknown,
    )
    for check in checks:
        for field, words in check(article, tree):
            level = _LEVELS.get(check, Level.ERROR)
            yield Finding(article.path, article.field_line(field), level, words)


def _obeyed(article: Article, _: Tree) -> Iterator[tuple[str, str]]:
    """What the build also refuses, except fields that are reported more exactly below."""
    template = article.front.get("template")
    if template is not None and template not in TEMPLATES:
        yield "template", f"there is no template {template!r} for a page; there are {', '.join(sorted(TEMPLATES))}"
    for field, words in mistakes(article.front):
        if field not in ("title", "description", "keywords", "questions"):
            yield field, words
    yield from lacking(article.name, article.front, article.body)


def _title_and_description(article: Article, _: Tree) -> Iterator[tuple[str, str]]:
    for field in ("title", "description"):
        value = article.front.get(field)
        if not isinstance(value, str) or not value.strip():
            yield field, f"front matter has no {field}"
        elif value.startswith(PLACEHOLDER):
            yield field, f"the {field} is not written yet"
        elif field == "description" and len(value) not in DESCRIPTION:
            yield field, f"the description has {len(value)} characters; {DESCRIPTION[0]} to {DESCRIPTION[-1]} are read"


def _keywords(article: Article, _: Tree) -> Iterator[tuple[str, str]]:
    value = article.front.get("keywords")
    if value is None:
        return
    if not _strings(value):
        yield "keywords", 'keywords is a list of words, such as [SLA, "404"]; numbers need quotes'
        return
    folded = [word.casefold() for word in value]
    for word in dict.fromkeys(word for word in folded if folded.count(word) > 1):
        yield "keywords", f"the keyword {word} appears twice"


def _questions(article: Article, _: Tree) -> Iterator[tuple[str, str]]:
    value = article.front.get("questions")
    if value is None:
        return
    if not isinstance(value, list) or not 1 <= len(value) <= QUESTIONS:
        yield "questions", f"questions is a list of 1 to {QUESTIONS} lines such as {{ask: How …?, at: heading-id}}"
        return
    for entry in value:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("ask"), str) or set(entry) - {"ask", "at"}:
            yield "questions", f"a question has `ask` and perhaps `at`, and nothing else: {entry}"
        elif not entry["ask"].rstrip().endswith("?"):
            yield "questions", f"does not end as a question does: {entry['ask']}"
        elif "at" in entry and entry["at"] not in article.ids:
            yield "questions", f"the question points to {entry['at']}, but no heading has that id"


def _moved_from(article: Article, tree: Tree) -> Iterator[tuple[str, str]]:
    value = article.front.get("moved_from")
    if value is None:
        return
    if not _strings(value):
        yield "moved_from", "moved_from is a list of old addresses, such as [contacts/import-errors/]"
        return
    for old in value:
        if not _ADDRESS.fullmatch(old):
            yield "moved_from", f"{old} is not an address after the language, such as contacts/import-errors/"
            continue
        if any(tree.article(article.locale, name) for name in (f"{old[:-1]}.md", f"{old}index.md")):
            yield "moved_from", f"there is an article at {old} again, so nothing can lead from there"
        for path in tree.moved.get((article.locale, old), ()):
            if path != article.path:
                yield "moved_from", f"{path} says as well that it was at {old}"


def _source_hash(article: Article, tree: Tree) -> Iterator[tuple[str, str]]:
    value = article.front.get("source_hash")
    if article.of_product:  # the company's names and links are in its text, so it has no hash of its own
        return
    if article.locale == FIRST.id:
        if value is not None:
            yield "source_hash", "source_hash belongs in the translation, not in the English source"
    elif value is None:
        if tree.source(article):
            yield "title", f"front matter has no source_hash; run scripts/stamp_translations {article.path}"
    elif not isinstance(value, str) or not _HASH.fullmatch(value):
        yield (
            "source_hash",
            'source_hash comes from scripts/stamp_translations and is quoted: "0123456789abcdef"',
        )


def _partner(article: Article, tree: Tree) -> Iterator[tuple[str, str]]:
    """A warning, because the English article may have been deleted by somebody who does not write Norwegian."""
    if article.locale != FIRST.id and article.front.get("source_hash") and not tree.source(article):
        yield "source_hash", "there is no English article that this could be a translation of"


def _draft(article: Article, tree: Tree) -> Iterator[tuple[str, str]]:
    if tree.is_draft(article.locale, article.name):
        why = "it is a draft" if article.is_draft else "its English article is a draft"
        yield "draft", f"readers do not see this: {why}"
    elif article.is_draft:
        yield "draft", "this is a draft, so readers get the English article"


def _unknown(article: Article, _: Tree) -> Iterator[tuple[str, str]]:
    for field in article.front:
        if field not in KNOWN:
            near = get_close_matches(str(field), KNOWN, 1)
            yield str(field), f"nothing reads the field {field}" + (f"; did you mean {near[0]}?" if near else "")


def _strings(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value)


_LEVELS = {_unknown: Level.WARNING, _partner: Level.WARNING, _draft: Level.HINT}
