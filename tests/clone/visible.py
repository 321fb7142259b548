"""What somebody reads on a built page, and what a screen reader says of it."""

from html.parser import HTMLParser

SILENT = ("script", "style", "svg", "template")
SAID = ("aria-label", "title", "placeholder", "alt")


class Visible(HTMLParser):
    """The texts of one page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.texts += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(data.strip())
