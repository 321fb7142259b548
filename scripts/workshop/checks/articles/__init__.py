"""The checks of articles: every mistake with file, line and what to do."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from chalicelib.policy import shipped
from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.policy.facts import PolicyFacts
from workshop.checks.articles.structure import content, front_matter, headings, layout, links
from workshop.checks.articles.translations import same_numbers, translation, twins
from workshop.checks.articles.translations.ages import Ages
from workshop.checks.articles.tree import Tree, read_tree
from workshop.checks.articles.words import readability, spelling
from workshop.checks.articles.words.own_files import BadFile
from workshop.checks.articles.words.speller import NoSpeller
from workshop.checks.articles.words.terms import Vocabulary
from workshop.site.languages.locales import FIRST
from workshop.site.pages.named_articles import lost_articles

__all__ = ["Finding", "Level", "findings"]


def findings(root: Path, today: date | None = None, spell: bool = True) -> Sequence[Finding]:
    """Everything there is to say about the articles below `root`, by file and line."""
    tree = read_tree(root)
    with ThreadPoolExecutor(1) as beside:  # hunspell is a separate program, which runs during the other checks
        spelled = beside.submit(lambda: list(_spelling(tree)) if spell else [])
        found = set(_findings(tree, today or datetime.now(UTC).date()))
        return sorted(found.union(spelled.result()))


def _findings(tree: Tree, today: date) -> Iterator[Finding]:
    ages, facts = Ages(tree.root), PolicyFacts(shipped(), today)
    try:
        terms = Vocabulary(tree.root)
    except BadFile as trouble:
        yield Finding(trouble.path, trouble.line, Level.ERROR, trouble.words)
        return
    yield from content.findings(tree)
    for message in lost_articles(tree.root, lambda name: tree.article(FIRST.id, name) is not None):
        path, line, words = message.split(":", 2)
        yield Finding(path, int(line), Level.ERROR, words.strip())
    for article in tree.articles.values():
        yield from front_matter.findings(article, tree)
        yield from headings.findings(article)
        yield from links.findings(article, tree)
        yield from terms.findings(article)
        yield from facts.findings(article)
        yield from layout.findings(article)
        yield from readability.findings(article)
        yield from translation.findings(article, tree, ages, today)
        source = tree.source(article)
        if source and not source.trouble:
            for finding in (*twins.findings(article, source), *same_numbers.findings(article, source)):
                same = article.of_product or translation.is_up_to_date(article, source)
                yield finding if same else replace(finding, level=Level.WARNING)


def _spelling(tree: Tree) -> Iterator[Finding]:
    try:
        yield from spelling.findings(tree)
    except NoSpeller as trouble:
        yield Finding("vocabulary", 1, Level.ERROR, str(trouble))
    except BadFile as trouble:
        yield Finding(trouble.path, trouble.line, Level.ERROR, trouble.words)
