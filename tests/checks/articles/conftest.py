"""A small help centre without a mistake, for tests that make one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from workshop.checks.articles import Level, findings
from workshop.site.languages.stamp import stamped

ENGLISH = """---
title: A page about lists
description: What a list is, and how you make one.
---

## First step { #first-step }

Take 3 of them.
"""
NORWEGIAN = """---
title: En side om lister
description: Hva en liste er, og hvordan du lager en.
---

## Første trinn { #first-step }

Ta 3 av dem.
"""
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Centre:
    """docs/ with a pair of articles, `page` and `other`, in a topic."""

    root: Path

    def file(self, locale: str, name: str = "page") -> Path:
        return self.root / "docs" / locale / "topic" / f"{name}.md"

    def add(self, text: str, locale: str = "en") -> None:
        """Write something at the end of the page: its line 10, in Norwegian 11."""
        self.file(locale).write_text(self.file(locale).read_text() + text)
        self.stamp()

    def change(self, before: str, after: str, locale: str = "en") -> None:
        text = self.file(locale).read_text()
        assert before in text
        self.file(locale).write_text(text.replace(before, after))
        self.stamp()

    def stamp(self) -> None:
        """Say that the translation is up to date."""
        if self.file("no").exists():
            text = stamped(self.file("no").read_text(), self.file("en").read_text(), "page.md")
            self.file("no").write_text(text)

    def told(self, *levels: Level, spell: bool = False) -> list[str]:
        """What is found, as a writer sees it. Spelling starts a program, so only its own tests ask for it."""
        found = findings(self.root, TODAY, spell)
        return [str(one) for one in found if one.level in (levels or tuple(Level))]


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    for locale, text in (("en", ENGLISH), ("no", NORWEGIAN)):
        folder = tmp_path / "docs" / locale / "topic"
        folder.mkdir(parents=True)
        for name in ("page", "other"):
            (folder / f"{name}.md").write_text(text if locale == "en" else stamped(text, ENGLISH, "page.md"))
    return Centre(tmp_path)


@pytest.fixture
def vocabulary(centre: Centre) -> Callable[[str, str], None]:
    """Write a file of vocabulary/."""

    def write(name: str, text: str) -> None:
        (centre.root / "vocabulary").mkdir(exist_ok=True)
        (centre.root / "vocabulary" / name).write_text(text)

    return write
