"""Translations that are missing, or behind their English source, and for how long."""

from collections.abc import Iterator
from datetime import date

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article
from workshop.checks.articles.translations.ages import Ages
from workshop.checks.articles.tree import Tree
from workshop.site.languages.locales import FIRST, language_in_words, others


def findings(article: Article, tree: Tree, ages: Ages, today: date) -> Iterator[Finding]:
    """A missing translation is a hint: readers get English and a notice. A drifted one is a warning."""
    if article.locale == FIRST.id:
        lacking = [one for one in others(FIRST) if tree.article(one.id, article.name) is None]
        if lacking and not article.is_draft:
            since = ages.added(article.path)
            age = f" ({_age(since, today)})" if since else ""
            names = ", ".join(language_in_words(one, FIRST) for one in lacking)
            yield Finding(article.path, 1, Level.HINT, f"not translated to {names} yet{age}")
        return
    english, held = tree.source(article), article.front.get("source_hash")
    if english is None or not isinstance(held, str) or english.trouble:
        return
    if is_up_to_date(article, english):
        return
    since = ages.left(english.path, held)
    age = f"for {_age(since, today)}" if since else "not committed yet, or older than the history"
    cure = f"bring it up to date, then run scripts/stamp_translations {article.path}"
    line = article.field_line("source_hash")
    yield Finding(article.path, line, Level.WARNING, f"behind its English source {age}; {cure}")


def is_up_to_date(article: Article, english: Article) -> bool:
    """
    Whether the translation claims to be up to date with the English text.

    What differs between the two is then the translation's mistake. Else the English text has moved on, often by
    somebody who does not write Norwegian: differences are a warning for the translator and fail nobody's check.
    """
    held = article.front.get("source_hash")
    return isinstance(held, str) and bool(held) and english.body_hash.startswith(held.lower())


def _age(since: date, today: date) -> str:
    days = (today - since).days
    return f"{days} {'day' if days == 1 else 'days'}, since {since.isoformat()}"
