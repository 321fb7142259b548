"""What an article can contain, checked in the HTML that the build will make of it: the build's list, before a build."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import markdown
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.source import Article
from workshop.checks.articles.tree import Tree
from workshop.site.content.names import refused
from workshop.site.content.plugin import Content
from workshop.site.generator.configuration import configuration_of, write_configuration
from workshop.site.languages.locales import LOCALES, Locale

_ROOT = Path(__file__).resolve().parents[5]
_TOLD = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): (?P<words>.*)", re.DOTALL)
_PULLED_IN = re.compile(r"'([^']+)' could not be found|([\w./-]+\.md)")


def findings(tree: Tree) -> Iterator[Finding]:
    """Files that cannot be where they are, then every article with forbidden content."""
    for path, words in refused(tree.root):
        yield Finding(path, 1, Level.ERROR, words)
    content = Content(tree.root, lambda _: None)
    # A tree without a configuration has this project's.
    home = tree.root if (tree.root / "mkdocs.yml").is_file() else _ROOT
    for locale in LOCALES:
        articles = [one for one in tree.articles.values() if one.locale == locale.id and one.text]
        try:
            parser = _parser(home, locale)
        except (MkDocsException, Abort) as error:
            words = f"the configuration of the site cannot be read: {' '.join(str(error).split())[:200]}"
            yield Finding("mkdocs.yml", 1, Level.ERROR, words)
            continue
        for article in articles:
            yield from _article(article, parser, content)


def _article(article: Article, parser: markdown.Markdown, content: Content) -> Iterator[Finding]:
    body = article.body
    try:
        html = parser.reset().convert(body)
    except RecursionError:
        yield Finding(article.path, article.front_lines + 1, Level.ERROR, "lists or quotes are nested too deep")
        return
    except Exception as error:
        # A snippet that does not exist, or any other failure of an extension.
        name = _PULLED_IN.search(str(error))
        lines = [line.number for line in article.lines if line.snippet and name and line.snippet in name[0]]
        words = f"the generator cannot read it: {error or type(error).__name__}"
        yield Finding(article.path, lines[0] if lines else article.front_lines + 1, Level.ERROR, words)
        return
    meta = {
        **article.front,
        "staged": {
            "source": f"{article.locale}/{article.name}",
            "file": article.path,
            "begins": article.front_lines + 1,
        },
    }
    for sentence in content.about(html, meta, "", body):
        if found := _TOLD.match(sentence):
            yield Finding(found["path"], int(found["line"]), Level.ERROR, found["words"])


@lru_cache(maxsize=8)
def _parser(home: Path, locale: Locale) -> markdown.Markdown:
    """Markdown with the extensions of the site that is configured in the folder `home`."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    write_configuration(home)
    config = load_config(str(configuration_of(home, locale)))
    return markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
