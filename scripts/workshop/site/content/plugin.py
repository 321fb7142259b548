"""
Applies the list, in a pass of the generator, to the HTML of each page before a template surrounds it.

It refuses but changes nothing, so a generator without it would build the same pages. It gets each page from the
generator, because in the finished page an article that closes its own container could not be distinguished from
the template around it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

from workshop.site.content.ids import ids_of_pages
from workshop.site.content.lines import Source, located
from workshop.site.content.markup import mistakes

_ROOT = Path(__file__).resolve().parents[4]


class Content:
    """Says each mistake, as `file:line: words`, to `say`."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root, self._say = root, say
        own = root / "overrides"
        self._overrides = own if own.is_dir() else _ROOT / "overrides"

    @event_priority(-100)  # the last one, so that it sees what readers get
    def on_page_content(self, html: str, *, page: Any, **_: Any) -> None:
        """Called by the generator for each page."""
        for sentence in self.about(html, page.meta, page.file.src_uri, page.markdown):
            self._say(sentence)

    def about(self, html: str, meta: dict[str, Any], path: str, body: str) -> list[str]:
        """The mistakes of one page; `path` is where it is, when no writer's file is behind it."""
        found = list(mistakes(html, ids_of_pages(self._overrides, "template" in meta)))
        if not found:
            return []
        staged = meta.get("staged") or {}
        language = (staged.get("source") or path).split("/")[0]
        source = Source(staged.get("file") or f"docs/{path}", body, int(staged.get("begins") or 1))
        folders = [(f"includes/{language}", self._root / "includes" / language), ("includes", self._root / "includes")]
        return list(located(found, html, source, folders))


def plugin_for(root: Path, say: Callable[[str], None]) -> Any:
    """The plugin, for the generator, which needs nothing of it but the methods for its events."""
    return Content(root, say)
