"""One Markdown file of docs/: where it is, what it says about itself, and its text."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from workshop.site.trouble import SiteTrouble

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"^# (.+?)(?:\s*\{.*\})?\s*$", re.MULTILINE)

# The same loader in C, where PyYAML was built with it: seven times faster, and a help centre has thousands of files.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

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


def read_pages(folder: Path, shown_as: str) -> dict[str, Page]:
    """Every Markdown file below `folder` by its path; SiteTrouble names all files that cannot be read."""
    pages, troubles = {}, []
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        try:
            pages[path] = parse(path, file.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            troubles.append(f"{shown_as}/{path}: the file is not UTF-8 text")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            troubles.append(f"{shown_as}/{path}: line {line} of the front matter is not valid YAML ({error.problem})")
        except ValueError as error:
            troubles.append(f"{shown_as}/{path}: {error}")
    if troubles:
        raise SiteTrouble(*troubles)
    return pages


@lru_cache(maxsize=10_000)
def parse(path: str, text: str) -> Page:
    """
    Split front matter from text. Raises ValueError or yaml.MarkedYAMLError when it is broken.

    Kept, because the preview reads all pages again after each save; nobody changes the `meta` of a Page.
    """
    text = text.replace("\r\n", "\n")
    front = FRONT.match(text)
    meta = yaml.load(front[1], Loader=LOADER) if front else {}  # noqa: S506 (both loaders are safe)
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        raise ValueError("the front matter must be lines of the form 'name: value'")
    return Page(path, meta, text[front.end() :] if front else text)
