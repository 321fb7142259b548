"""The text of a post: what its author wrote, without markup, quotes of others, and names."""

import re
from html.parser import HTMLParser

# Quotes repeat another post; previews of links are another site's words; mentions are people.
SILENT = frozenset({"script", "style", "svg", "aside", "template", "iframe"})
MENTION = frozenset({"mention", "mention-group"})
BREAKS = frozenset({"p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "blockquote"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if self._silent:
            self._silent += [tag] if tag == self._silent[0] else []
        elif tag in SILENT or (tag in ("a", "span") and classes & MENTION):
            self._silent.append(tag)
        if tag in BREAKS:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[0]:
            self._silent.pop()
        if tag in BREAKS:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def plain(html: str, most: int) -> str:
    """At most `most` characters of text, on one line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", "".join(reader.said)).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]
