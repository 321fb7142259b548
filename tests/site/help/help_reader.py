"""A reader with the help dialog, for the tests of the built site."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, Response

SHIFTS = """window.shifted = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value })
  .observe({type: 'layout-shift', buffered: true})"""
ABOUT = {
    "en": {"prefix": "/", "locale": "en-GB", "ask": "how do i export csv", "title": "Export contacts to CSV",
           "none": "No results"},
    "no": {"prefix": "/no/", "locale": "nb-NO", "ask": "hvordan eksportere csv", "title": "Eksporter kontakter til CSV",
           "none": "Ingen treff"},
}  # fmt: skip


@dataclass
class Reader:
    """One page with what it loaded. Places in the dialog have short names."""

    page: Page
    address: str
    answers: list[Response] = field(default_factory=list)

    def go(self, path: str) -> "Reader":
        self.page.goto(self.address + path, wait_until="networkidle")
        return self

    def open(self) -> "Reader":
        self.icon.click()
        self.question.wait_for()
        return self

    def ask(self, question: str) -> "Reader":
        self.question.fill(question)
        self.question.press("Enter")
        return self

    @property
    def icon(self) -> Locator:
        return self.page.locator(".md-header [data-help]")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog.help")

    @property
    def question(self) -> Locator:
        return self.page.locator("#help-question")

    @property
    def options(self) -> Locator:
        return self.page.locator("#help-list [role=option]")

    @property
    def answer(self) -> Locator:
        return self.page.locator(".help-answer[aria-busy=false]")

    @property
    def heard(self) -> Locator:
        """What a screen reader announces; a modal dialog silences everything outside it."""
        return self.dialog.locator("[data-announcer]")

    @property
    def title(self) -> Locator:
        return self.page.locator("#help-title")

    @property
    def people(self) -> Locator:
        return self.page.locator(".help-people")

    def state(self) -> dict[str, Any]:
        kept: dict[str, Any] = self.page.evaluate("JSON.parse(sessionStorage['varde.help'] ?? '{}')")
        return kept
