"""
Questions that the help dialog suggests, one small file per topic and language.

Writers put them in the front matter (`questions: [{ask: …, at: heading-id}]`). Questions of the most useful pages
come first; `docs/popularity.csv` has the numbers (path, views a month, how often it was the answer in the dialog).
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workshop.site.built import Built
from workshop.site.files import put
from workshop.site.pages.page import Unreadable, decoded
from workshop.site.pages.staged import Staged
from workshop.site.trouble import SiteTrouble

FILE = "docs/popularity.csv"
COLUMNS = ("path", "views", "asked")
SHOWN = 5
GENERAL = "general"

Question = dict[str, str]  # ask: its words; to: the address of the answer, below the language
Popularity = Mapping[str, tuple[int, int]]


def write_questions(built: Built) -> str:
    """Write `assets/help/questions/<topic>.json` in each half of the site."""
    popularity, count = read_popularity(built.root / FILE), 0
    for locale in built.locales:
        folder = built.site / locale.prefix / "assets" / "help" / "questions"
        folder.mkdir(parents=True, exist_ok=True)
        here = [one for one in built.staged if one.locale is locale]
        everything = ranked(here, popularity)
        count += len(everything)
        for topic in sorted({GENERAL, *(_topic(one) for one in here)}):
            own = [question for question in everything if question["to"].split("/")[0] == topic]
            chosen = list({question["ask"]: question for question in [*own, *spread(everything)]}.values())[:SHOWN]
            put(folder / f"{topic}.json", json.dumps(chosen, ensure_ascii=False))
    return f"{count} questions to suggest"


def ranked(staged: Iterable[Staged], popularity: Popularity) -> list[Question]:
    """All questions of these pages, the most wanted page first; a page's own in its writer's order."""
    indexed = [one for one in staged if one.indexed]
    order = sorted(
        indexed, key=lambda one: (tuple(-n for n in popularity.get(one.page.address, (0, 0))), one.page.address)
    )
    return [question for one in order for question in _questions(one)]


def spread(questions: Iterable[Question]) -> list[Question]:
    """The first question of each page before the second of any: a reader of no topic sees many topics."""
    rounds: dict[int, list[Question]] = {}
    seen: dict[str, int] = {}
    for question in questions:
        page = question["to"].partition("#")[0]
        seen[page] = seen.get(page, 0) + 1
        rounds.setdefault(seen[page], []).append(question)
    return [question for number in sorted(rounds) for question in rounds[number]]


def read_popularity(file: Path) -> Popularity:
    """Per address how often it was the answer, and its views; nothing without the file. Old addresses do no harm."""
    if not file.is_file():
        return {}
    rows, troubles = {}, []
    try:
        lines = decoded(file.read_bytes()).split("\n")
    except Unreadable as error:
        raise SiteTrouble(f"{FILE}:{error.line}: {error}") from None
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise SiteTrouble(f"{FILE}: the first line must be {','.join(COLUMNS)}")
    for row in reader:
        try:
            rows[row["path"].strip("/") + "/"] = (int(row["asked"]), int(row["views"]))
        except (TypeError, ValueError):
            troubles.append(f"{FILE}:{reader.line_num}: views and asked must be whole numbers")
    if troubles:
        raise SiteTrouble(*troubles)
    return rows


def _questions(one: Staged) -> Iterator[Question]:
    asked: Any = one.page.meta.get("questions") or []
    for question in asked:
        if not isinstance(question, dict) or not question.get("ask"):
            raise SiteTrouble(f"{one.page.file}: a question must have the form {{ask: …, at: heading-id}}")
        at = question.get("at")
        yield {"ask": str(question["ask"]), "to": one.page.address + (f"#{at}" if at else "")}


def _topic(one: Staged) -> str:
    """The folder a page is in; the loose pages have the general questions."""
    return one.page.path.split("/")[0] if "/" in one.page.path else GENERAL
