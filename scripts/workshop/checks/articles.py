"""Articles: front matter, headings, links and anchors that exist, the same in both languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from workshop.site.page import FRONT, parse

LOCALES = ("en", "no")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: *\{ *#([\w-]+)[^}]*\})? *$", re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)(?: \"[^\"]*\")?\)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Article:
    """One Markdown file, read once."""

    path: str  # from the root, with forward slashes
    text: str

    @property
    def front(self) -> Mapping[str, object]:
        return parse(self.path, self.text).meta

    @property
    def body(self) -> str:
        """Without front matter and code; blank lines stand in, so that line numbers hold."""
        front = FRONT.match(self.text)
        end = front.end() if front else 0
        blank = "\n" * self.text[:end].count("\n")
        return blank + _FENCE.sub(lambda fence: "\n" * fence.group().count("\n"), self.text[end:])

    @property
    def ids(self) -> Sequence[str]:
        return [heading[2] for heading in _HEADING.findall(self.body) if heading[2]]

    def line(self, place: int) -> str:
        return f"{self.path}:{self.body[:place].count(chr(10)) + 1}"


def findings(root: Path) -> Sequence[str]:
    """Everything that is wrong, with file and line."""
    articles = {
        f"{locale}/{path.relative_to(root / 'docs' / locale).as_posix()}": Article(
            path.relative_to(root).as_posix(), path.read_text("utf-8")
        )
        for locale in LOCALES
        for path in sorted((root / "docs" / locale).rglob("*.md"))
    }
    found: list[str] = []
    for name, article in articles.items():
        found += [*_front_problems(article), *_heading_problems(article), *_link_problems(name, article, articles)]
        if name.startswith("no/"):
            found += _twin_problems(article, articles.get("en/" + name[3:]))
    return found


def _front_problems(article: Article) -> Iterator[str]:
    for field in ("title", "description"):
        value = article.front.get(field)
        if not isinstance(value, str) or not value.strip():
            yield f"{article.path}:1: front matter has no {field}"


def _heading_problems(article: Article) -> Iterator[str]:
    last = 1
    for heading in _HEADING.finditer(article.body):
        level = len(heading[1])
        if level > last + 1:
            yield f"{article.line(heading.start())}: a heading of level {level} follows one of level {last}"
        if level > 1 and not heading[3]:
            yield f"{article.line(heading.start())}: the heading has no id of its own, such as {{ #record-a-har }}"
        last = level


def _link_problems(name: str, article: Article, articles: Mapping[str, Article]) -> Iterator[str]:
    for link in _LINK.finditer(article.body):
        image, text, target = link.groups()
        where = article.line(link.start())
        if image and not text.strip():
            yield f"{where}: the image has no alternative text"
        if target.startswith(("http:", "https:", "mailto:", "tel:")) or image:
            continue
        path, _, anchor = target.partition("#")
        if path.startswith("/"):
            continue  # an address of the site, such as /contact/?topic=sign_in: the built site's test follows it
        other = normpath(join(dirname(name), path)) if path else name
        if path and not path.endswith(".md"):
            continue
        if other not in articles:
            yield f"{where}: there is no {target}"
        elif anchor and anchor not in articles[other].ids:
            yield f"{where}: {other} has no heading with the id {anchor}"


def _twin_problems(article: Article, english: Article | None) -> Iterator[str]:
    if english is None:
        return
    if list(article.ids) != list(english.ids):
        yield f"{article.path}: its heading ids differ from {english.path}"
    ours, theirs = (sorted(set(_NUMBER.findall(each.body))) for each in (article, english))
    if ours != theirs:
        different = sorted(set(ours) ^ set(theirs))
        yield f"{article.path}: numbers that stand in one language only: {', '.join(different)}"
