"""
What the search learns of the communities: their topics as records, and one line about each for the build's log.

A community is named with the site of its readers (`discourse` under `[site.<locale>]` in company.toml). What it
last said is kept in `.build/community/`: it is not asked again within the hour, only for topics that changed, and
when it does not answer the search goes on with what is kept. The build never fails for it.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chalicelib.company import Locale, read, shipped
from workshop.site.community.asking import Asking, NoAnswer
from workshop.site.community.discourse import Listed, listed, text_of
from workshop.site.search.index import Record

FRESH = timedelta(hours=1)
KIND = "community"


@dataclass
class Kept:
    """The last answer of one community. `asked` is when it was whole; topics: number -> state, path, title, text."""

    address: str
    asked: datetime | None = None
    topics: dict[str, dict[str, str]] = field(default_factory=dict)


def communities(root: Path) -> dict[Locale, str]:
    """The address of each language's community, where the company.toml of this help centre names one."""
    own = root / "company"
    company = read(own) if own.is_dir() else shipped()
    return {locale: locale.site.discourse for locale in company.locales if locale.site.discourse}


def topics_elsewhere(
    root: Path, ask: Callable[[str], Asking] = Asking, now: datetime | None = None
) -> tuple[list[Record], str]:
    """The topics of all communities, and what the build says about them; nothing when there is no community."""
    now = now or datetime.now(UTC)
    records, said = [], []
    for locale, address in communities(root).items():
        kept = _read(_file(root, locale), address)
        note = ""
        if not (kept.asked and timedelta() <= now - kept.asked < FRESH):
            try:
                _refresh(kept, ask(address), now)
            except NoAnswer as why:
                day = f"; its topics are of {kept.asked:%Y-%m-%d}" if kept.asked else ""
                note = f" ({address} {why}{day})"
            _write(_file(root, locale), kept)
        records += _records(locale, kept)
        said.append(f"{len(kept.topics)} topics in {locale.id}{note}")
    return records, ", ".join(said)


def kept_topics(root: Path) -> list[Record]:
    """What the communities last said; nobody is asked, for a preview that must be quick."""
    named = communities(root).items()
    return [record for locale, address in named for record in _records(locale, _read(_file(root, locale), address))]


def _records(locale: Locale, kept: Kept) -> list[Record]:
    base = kept.address.rstrip("/")
    return [Record(locale.tag, one["title"], base + one["path"], one["text"], KIND) for one in kept.topics.values()]


def _file(root: Path, locale: Locale) -> Path:
    return root / ".build" / "community" / f"{locale.id}.json"


def _refresh(kept: Kept, server: Asking, now: datetime) -> None:
    """Ask for the list and for each topic that changed. What was learned before a failure stays learned."""
    wanted = listed(server)
    still = {str(topic.id) for topic in wanted}
    for gone in [number for number in kept.topics if number not in still]:
        del kept.topics[gone]
    for topic in wanted:
        known = kept.topics.get(str(topic.id))
        if known is None or known["state"] != topic.state:
            _learn(kept, topic, text_of(server, topic))
    kept.asked = now


def _learn(kept: Kept, topic: Listed, text: str | None) -> None:
    if text is None:
        kept.topics.pop(str(topic.id), None)
    else:
        kept.topics[str(topic.id)] = {"state": topic.state, "path": topic.path, "title": topic.title, "text": text}


def _read(file: Path, address: str) -> Kept:
    """What is kept of this community; nothing of another one, and nothing when the file is broken."""
    try:
        raw: dict[str, Any] = json.loads(file.read_text("utf-8"))
        asked = datetime.fromisoformat(raw["asked"]) if raw["asked"] else None
        kept = Kept(raw["address"], asked, {str(number): dict(one) for number, one in raw["topics"].items()})
        whole = all({"state", "path", "title", "text"} <= one.keys() for one in kept.topics.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Kept(address)
    return kept if whole and kept.address == address else Kept(address)


def _write(file: Path, kept: Kept) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    asked = kept.asked.isoformat() if kept.asked else None
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"address": kept.address, "asked": asked, "topics": kept.topics}), "utf-8")
    os.replace(fresh, file)
