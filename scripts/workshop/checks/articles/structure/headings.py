"""Headings: in order, each with its own id that survives translation."""

import re
from collections.abc import Iterator

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article

_ENGLISH_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def findings(article: Article) -> Iterator[Finding]:
    last, seen = 1, set[str]()
    for heading in article.headings:

        def mistake(words: str, line: int = heading.line) -> Finding:
            return Finding(article.path, line, Level.ERROR, words)

        if heading.level == 1 and article.front.get("title"):
            yield mistake("the title is in the front matter already; begin with a heading of level 2 (##)")
        if heading.level > last + 1:
            yield mistake(f"a heading of level {heading.level} follows one of level {last}")
        if heading.level > 1 and not heading.id:
            yield mistake("the heading has no id, such as { #record-a-har }")
        elif heading.id and not _ENGLISH_ID.fullmatch(heading.id):
            yield mistake(f"the id {heading.id} can have only small English letters, digits and hyphens")
        elif heading.id in seen:
            yield mistake(f"the id {heading.id} appears twice on the page")
        seen.add(heading.id or "")
        last = heading.level
