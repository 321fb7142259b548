"""One Markdown file of docs/: where it is, what it says about itself, and its text."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from workshop.site.pages.left_overs import is_kept
from workshop.site.trouble import SiteTrouble

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"^# (.+?)(?:\s*\{.*\})?\s*$", re.MULTILINE)

# The same loader in C, where PyYAML was built with it: seven times faster, and a help centre has thousands of files.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Tabs and line ends are the only control characters of a text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

# Where the product's own pages are, from the root, in a folder for each language.
OF_PRODUCT = "overrides/pages"

# Pages that are tools, not reading: never in the search index, never in the navigation.
TOOL_TEMPLATES = frozenset({"home.html", "contact.html", "inbox.html", "desk.html", "search.html"})
# Of those, the ones a search engine outside has no use for.
PRIVATE_TEMPLATES = frozenset({"inbox.html", "desk.html", "search.html"})


@dataclass(frozen=True)
class Page:
    """A page as its writer left it. `path` is the same in every language: `sign-in/index.md`."""

    path: str
    meta: dict[str, Any]
    body: str
    begins: int = 1  # the line of the file in which the text begins
    file: str = ""  # where its text is, from the root

    @property
    def of_product(self) -> bool:
        """Whether its text comes with the product, in overrides/pages, not from a writer in docs."""
        return self.file.startswith(f"{OF_PRODUCT}/")

    @property
    def address(self) -> str:
        """The address below the language: `sign-in/`, and nothing for the home page."""
        stem = self.path.removesuffix(".md")
        if stem == "index":
            return ""
        return stem.removesuffix("/index") + "/"

    @property
    def title(self) -> str:
        """The title in the front matter, else the first heading, else the file's name."""
        heading = HEADING.search(self.body)
        return str(self.meta.get("title") or (heading and heading[1]) or Path(self.path).stem.replace("-", " "))

    @property
    def is_article(self) -> bool:
        """Whether people read it (and find it), rather than do something with it."""
        return self.meta.get("template") not in TOOL_TEMPLATES

    @property
    def is_private(self) -> bool:
        """Whether it stays out of the sitemap and of search engines."""
        return self.meta.get("template") in PRIVATE_TEMPLATES

    @property
    def is_draft(self) -> bool:
        """Whether nobody is to see it yet."""
        return self.meta.get("draft") is True

    @property
    def is_unsearched(self) -> bool:
        """
        Whether our own search, its suggestions and lists for machines leave it out.

        Readers can still follow links to it.
        """
        search = self.meta.get("search")
        return isinstance(search, dict) and search.get("exclude") is True

    @property
    def summary(self) -> str | None:
        """The description, as the lead under the title; None on tools, and where the first paragraph says the same."""
        description = " ".join(str(self.meta.get("description") or "").split())
        first = " ".join(self.body.strip().split("\n\n", 1)[0].split())
        said = description.rstrip(".").casefold() in first.casefold()
        return None if said or not self.is_article else description

    @property
    def body_hash(self) -> str:
        """What a translation writes in `source_hash`: sha256 of the text, without the space around it."""
        return hashlib.sha256(self.body.strip().encode()).hexdigest()


class Unreadable(ValueError):
    """The file cannot be taken apart; `line` is where, counted from 1."""

    def __init__(self, words: str, line: int = 1) -> None:
        super().__init__(words)
        self.line = line


def read_pages(folder: Path, shown_as: str) -> dict[str, Page]:
    """Every Markdown file below `folder` by its path; SiteTrouble names all files that cannot be read."""
    pages, troubles = {}, []
    for file in sorted(one for one in folder.rglob("*.md") if is_kept(one)):
        path = file.relative_to(folder).as_posix()
        try:
            pages[path] = parse(path, decoded(file.read_bytes()), f"{shown_as}/{path}")
        except Unreadable as error:
            troubles.append(f"{shown_as}/{path}:{error.line}: {error}")
    if troubles:
        raise SiteTrouble(*troubles)
    return pages


def decoded(raw: bytes) -> str:
    """
    The text of a file, its lines ended by a newline, whichever system wrote it.

    Raises:
        Unreadable: it is not UTF-8, or has a character that no writer intends and that breaks programs.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable("the file is not UTF-8 text; save it with the encoding UTF-8", line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if odd := CONTROL.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        raise Unreadable(f"there is an invisible control character (U+{ord(odd[0]):04X}); delete it", line)
    return text


@lru_cache(maxsize=10_000)
def parse(path: str, text: str, file: str = "") -> Page:
    """
    Split front matter from text; `file` is where the text is, for messages about it.

    Kept, because the preview reads all pages again after each save; nobody changes the `meta` of a Page.

    Raises:
        Unreadable: the front matter is broken.
    """
    text = text.replace("\r\n", "\n")
    front = FRONT.match(text)
    begins = text.count("\n", 0, front.end()) + 1 if front else 1
    return Page(path, _meta(front[1]) if front else {}, text[front.end() :] if front else text, begins, file)


def _meta(front: str) -> dict[str, Any]:
    try:
        meta = yaml.load(front, Loader=LOADER)  # noqa: S506 (both loaders are safe)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise Unreadable(f"the front matter is not valid YAML ({error.problem})", line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A character that YAML refuses, a day that no calendar has, brackets in brackets without end.
        said = " ".join(str(error).split()) or type(error).__name__
        raise Unreadable(f"the front matter is not valid YAML ({said[:120]})", _about_line(error, front)) from None
    if meta is None:
        return {}
    if not isinstance(meta, dict) or not all(isinstance(name, str) for name in meta):
        raise Unreadable("the front matter must be lines of the form 'name: value'")
    return meta


def _about_line(error: Exception, front: str) -> int:
    place = getattr(error, "position", None)
    if isinstance(place, int):
        return front.count("\n", 0, place) + 2
    return 1


def field_line(text: str, name: str) -> int:
    """The line of a file with a field of its front matter, else the first."""
    front = FRONT.match(text)
    for number, line in enumerate(text[: front.end()].split("\n") if front else (), 1):
        if line.startswith(f"{name}:"):
            return number
    return 1
