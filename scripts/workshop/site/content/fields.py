"""Front matter that the site obeys: of a form that leaves no doubt, or the page is refused."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workshop.site.content.names import TAKEN
from workshop.site.pages.page import TOOL_TEMPLATES

_LINK = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*(?:#[a-z0-9-]+)?")
_ICON = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")


def mistakes(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the front matter of a page: the field, and the words."""
    for field in ("title", "description"):
        if isinstance(meta.get(field), list | dict):
            yield field, f"{field} is one line of text; put it into quotes"
    template = meta.get("template")
    draft = meta.get("draft", False)
    if not isinstance(draft, bool):
        yield "draft", "draft is true or false, without quotes"
    elif draft and template in TOOL_TEMPLATES:
        yield "draft", "other pages lead to this one, so it cannot be a draft"
    yield from _search(meta.get("search"))
    yield from _lists(meta)
    yield from _home(meta)


def _search(value: object) -> Iterator[tuple[str, str]]:
    if value is not None and not (
        isinstance(value, dict) and set(value) == {"exclude"} and isinstance(value["exclude"], bool)
    ):
        yield "search", "search is {exclude: true} or {exclude: false}"


def _lists(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("keywords", "questions", "moved_from", "cards"):
        value = meta.get(field)
        if value is not None and not isinstance(value, list) and not (field == "moved_from" and isinstance(value, str)):
            yield field, f"{field} is a list"
    moved = meta.get("moved_from") or []
    for old in [moved] if isinstance(moved, str) else moved if isinstance(moved, list) else []:
        if why := TAKEN.get(str(old).strip("/").split("/")[0]):
            yield "moved_from", f"{old} cannot be the old address of a page: {why}"


def _home(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    hero = meta.get("hero")
    if hero is not None and not (isinstance(hero, dict) and all(isinstance(one, str) for one in hero.values())):
        yield "hero", "hero has a title and a text"
    for card in meta["cards"] if isinstance(meta.get("cards"), list) else ():
        if not isinstance(card, dict) or not all(isinstance(one, str) for one in card.values()):
            yield "cards", "a card has title, text, link and perhaps icon, each a text"
        elif not _LINK.fullmatch(card.get("link", "")) or not card.get("link"):
            yield "cards", f"a card leads to a page of ours, such as contacts/, not to {card.get('link')!r}"
        elif not _ICON.fullmatch(card.get("icon", "none")):
            yield "cards", f"{card['icon']!r} is not the name of an icon, such as material/account"
