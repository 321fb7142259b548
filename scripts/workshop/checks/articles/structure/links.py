"""Links, anchors and images that lead nowhere, and images without a description for blind readers."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from workshop.checks.articles.finding import Finding, Level
from workshop.checks.articles.markdown import Link
from workshop.checks.articles.source import Article
from workshop.checks.articles.tree import Tree
from workshop.site.languages.locales import FIRST, others

ELSEWHERE = ("http:", "https:", "mailto:", "tel:")


def findings(article: Article, tree: Tree) -> Iterator[Finding]:
    for link in article.links:
        problems = _image(article, link, tree) if link.image else _link(article, link, tree)
        for words in problems:
            yield Finding(article.path, link.line, Level.ERROR, words)


def _image(article: Article, link: Link, tree: Tree) -> Iterator[str]:
    if not link.text.strip():
        yield "the image has no alternative text"
    if link.target.startswith(("http:", "https:", "//")):
        yield "the image is on another host; put it beside the article"
    elif (path := link.target.partition("#")[0]) and not _file(article, unquote(path), tree):
        yield f"there is no image {link.target}"


def _link(article: Article, link: Link, tree: Tree) -> Iterator[str]:
    if link.target.startswith(ELSEWHERE):
        return
    if not link.target:
        yield "the link has no target"
        return
    if link.target.startswith("["):
        yield f"nothing says where {link.target} leads"
        return
    if link.target.startswith("/"):
        yield from _address(link, tree)
        return
    path, _, anchor = link.target.partition("#")
    path = unquote(path.partition("?")[0])
    if path and not path.endswith(".md"):
        # A file for download is beside the article; `../contact/` is an address, and moves when the page moves.
        if path.endswith("/") or not _file(article, path, tree):
            yield f"there is no {link.target}; link to the file of the article, such as index.md"
        return
    name = normpath(join(dirname(article.name), path)) if path else article.name
    # An article that is not translated yet is shown in English, so a Norwegian page may link to it.
    other = tree.article(article.locale, name) or tree.article(FIRST.id, name)
    if other is None:
        yield f"there is no {link.target}"
    elif tree.is_draft(article.locale, name) and not tree.is_draft(article.locale, article.name):
        yield f"{other.path} is a draft, so readers have no page there"
    elif anchor and anchor not in other.ids:
        yield f"{other.path} has no heading with the id {anchor}"


def _address(link: Link, tree: Tree) -> Iterator[str]:
    """An address from the root, such as /contact/?topic=sign_in, where a file name would not do."""
    path = link.target.partition("#")[0].partition("?")[0].strip("/")
    folder, _, rest = path.partition("/")
    name = rest if folder in {locale.id for locale in others(FIRST)} else path
    if not any(tree.article(FIRST.id, file) for file in (f"{name}.md", f"{name}/index.md".lstrip("/"))):
        yield f"there is no page at {link.target}"


def _file(article: Article, path: str, tree: Tree) -> bool:
    place = normpath(join("docs", article.locale, dirname(article.name), path))
    english = normpath(join("docs", FIRST.id, dirname(article.name), path))
    return place in tree.files or english in tree.files
