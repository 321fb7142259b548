"""A help centre for these tests (the real theme and articles, and awkward pages), and a way to read what was built."""

import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.roles import company
from workshop.site.build import ROOT

SITE_URL = "https://help.vendor.example"

ONLY_ENGLISH = """---
title: Only in English
description: Nobody has translated this.
---
The zebracorn lives here, and [the seats](getting-help/seats.md) are next door.

--8<-- "seats.md"
"""
ONLY_NORWEGIAN = "---\ntitle: Bare på norsk\n---\nHer bor kundestøttespesialistene, som spiser brunost.\n"
ENGLISH_ORIGINAL = "---\ntitle: Moving on\n---\nThis has been changed since.\n"
BEHIND = '---\ntitle: Henger etter\nsource_hash: "0123456789ab"\n---\nDette er gammelt.\n'
REPEATING = "---\ntitle: Repeating\ndescription: It says this once.\n---\nIt says  this\nonce. And more.\n"

HOME = """---
title: Home
template: home.html
hero: {title: Hello, text: Ask.}
cards: [{title: Topic, text: About it., link: topic/}]
---
"""


def small_centre(at: Path) -> Path:
    """A help centre with a home page and one article in each language, quick to build."""
    shutil.copyfile(ROOT / "mkdocs.yml", at / "mkdocs.yml")
    for name in ("overrides", "includes"):
        (at / name).symlink_to(ROOT / name)
    for locale in company.LOCALES:
        write(at, f"{locale['id']}/index.md", HOME)
        write(at, f"{locale['id']}/topic/index.md", "---\ntitle: Topic\n---\nText.\n")
    return at


def help_centre(at: Path) -> Path:
    """The real help centre, with pages that are awkward on purpose."""
    small_centre(at)
    shutil.copytree(ROOT / "docs", at / "docs", dirs_exist_ok=True)
    write(at, "en/only-english.md", ONLY_ENGLISH)
    write(at, "no/bare-norsk.md", ONLY_NORWEGIAN)
    write(at, "en/repeating.md", REPEATING)
    write(at, "en/behind.md", ENGLISH_ORIGINAL)
    write(at, "no/behind.md", BEHIND)
    return at


def write(root: Path, path: str, text: str) -> None:
    file = root / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = root / f".{file.name}"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)  # in one step, so that a preview never reads half of it


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Html:
    """A page taken apart: every element with its attributes, in order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, element: str, /, **having: str) -> list[Element]:
        return [
            one
            for one in self.elements
            if one.name == element
            and all(one.attributes.get(key, "").strip() == value for key, value in having.items())
        ]

    def one(self, element: str, /, **having: str) -> Element:
        (found,) = self.all(element, **having)
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Html()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.page.elements:
            self.page.elements[-1].text += data


@dataclass(frozen=True)
class Site:
    folder: Path

    def text(self, address: str) -> str:
        file = self.folder / address.lstrip("/")
        return (file / "index.html" if address.endswith("/") else file).read_text(encoding="utf-8")

    def page(self, address: str) -> Html:
        parser = _Parser()
        parser.feed(self.text(address))
        return parser.page

    def pages(self) -> dict[str, Html]:
        """Every page by its address, the 404 pages as well."""
        files = [file.relative_to(self.folder).as_posix() for file in sorted(self.folder.rglob("*.html"))]
        addresses = ["/" + file.removesuffix("index.html") for file in files]
        return {address: self.page(address) for address in addresses}
