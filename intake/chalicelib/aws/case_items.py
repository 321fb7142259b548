"""
A case and its events as items, and the keys that answer the inbox's and the desk's questions.

    C#<number> / M         the head: what lists show, small whatever was sent; five indexes copy it
    C#<number> / MD        details: what only the case's own page shows, and the full text of what the head shortens
    C#<number> / E#<id>    an event

The keys of head and details begin alike, so that one query reads both. Heads stored before 2026-12-01 have all of it.
"""

from collections.abc import Iterable
from typing import Any

from chalicelib.aws.typed import Item
from chalicelib.cases.case import Author, Case, Event, Read, Requester
from chalicelib.cases.places import desk_place, inbox_place, instant, moment

LONGEST = 240  # bytes of a text in a head
HEAD, DETAILS = "M", "MD"


def head_key(number: str) -> tuple[str, str]:
    return f"C#{number}", HEAD


def short(text: str) -> str:
    """The text, shortened so that a head stays small."""
    raw = text.encode()
    return text if len(raw) <= LONGEST else raw[: LONGEST - 3].decode("utf-8", "ignore") + "…"


def requester_key(requester: str) -> str:
    return f"R#{requester}"


def status_key(requester: str, status: str) -> str:
    return f"R#{requester}#{status}"


def queue_key(language: str) -> str:
    return f"Q#{language}"


def taken_key(agent: str) -> str:
    return f"T#{agent}"


def indexes(case: Case) -> Item:
    """The keys of the sparse indexes; None leaves the case out of one."""
    return {
        "requester_key": requester_key(case.requester.id),
        "received_key": inbox_place(case),
        "status_key": status_key(case.requester.id, case.status),
        "queue_key": queue_key(case.language) if case.is_open else None,
        "queue_order": desk_place(case) if case.is_open else None,
        "taken_key": taken_key(case.taken_by) if case.taken_by and case.is_open else None,
        "taken_order": desk_place(case) if case.taken_by and case.is_open else None,
    }


def changing(case: Case) -> Item:
    """What a step may change; the star has a write of its own."""
    return {
        "status": case.status,
        "waiting_on": case.waiting_on,
        "due": instant(case.due) if case.due else None,
        "target": instant(case.target) if case.target else None,
        "waiting_since": instant(case.waiting_since) if case.waiting_since else None,
        "left": None,  # the rest of a promise that paused, until 2026-12-01
        "updated": instant(case.updated),
        "version": case.version,
        "taken_by": case.taken_by,
        "taken_by_name": short(case.taken_by_name) if case.taken_by_name else None,
        "letters": list(case.letters),
        **indexes(case),
    }


def head(case: Case) -> Item:
    """The head, as it is first stored."""
    pk, sk = head_key(case.number)
    return {
        "pk": pk,
        "sk": sk,
        "number": case.number,
        "requester": {**vars(case.requester), **_cut(_names(case.requester))},
        "channel": case.channel,
        "language": case.language,
        "topic": case.topic,
        "client": case.client,
        "overview": short(case.overview),
        "received": instant(case.received),
        "follows": case.follows,
        "staff_access": case.staff_access,
        # Bounded by their form, and most cases have no other details: an item for them would cost two units more.
        "reply_email": case.reply_email,
        "phone": case.phone,
        "locale": case.locale,
        **changing(case),
    }


def details(case: Case) -> Item | None:
    """What the head leaves out; None when it has everything."""
    held = {
        "links": list(case.links),
        "asked": list(case.asked),
        "read": [vars(read) for read in case.read],
        "overview": case.overview if short(case.overview) != case.overview else None,
        "requester": {name: text for name, text in _names(case.requester).items() if short(text) != text},
    }
    given = {name: value for name, value in held.items() if value}
    return {"pk": f"C#{case.number}", "sk": DETAILS, **given} if given else None


def case_of(item: Item, more: Item | None = None) -> Case:
    """The case of a head, with its details when they were read."""
    whole = {**item, **(more or {}), "requester": {**item["requester"], **(more or {}).get("requester", {})}}
    return Case(
        number=item["number"],
        requester=Requester(**whole["requester"]),
        channel=item["channel"],
        language=item["language"],
        topic=item["topic"],
        client=item["client"],
        overview=whole["overview"],
        received=moment(item["received"]),
        updated=moment(item["updated"]),
        status=item["status"],
        waiting_on=item.get("waiting_on"),
        due=moment(item["due"]) if item.get("due") else None,
        target=moment(item["target"]) if item.get("target") else None,
        waiting_since=moment(item["waiting_since"]) if item.get("waiting_since") else None,
        version=item["version"],
        favourite="favourite_key" in item,
        follows=item.get("follows"),
        locale=item.get("locale"),
        taken_by=item.get("taken_by"),
        taken_by_name=item.get("taken_by_name"),
        staff_access=item["staff_access"],
        reply_email=item.get("reply_email"),
        phone=item.get("phone"),
        links=tuple(whole.get("links", ())),
        asked=tuple(whole.get("asked", ())),
        read=tuple(Read(**read) for read in whole.get("read", ())),
        letters=tuple(item["letters"]),
    )


def whole_case(found: Iterable[Item]) -> Case | None:
    """The case from the items under its key that are not events."""
    parts = {item["sk"]: item for item in found}
    return case_of(parts[HEAD], parts.get(DETAILS)) if HEAD in parts else None


def _names(requester: Requester) -> dict[str, str]:
    return {"name": requester.name, **({"account": requester.account} if requester.account else {})}


def _cut(texts: dict[str, str]) -> dict[str, str]:
    return {name: short(text) for name, text in texts.items()}


def event_item(number: str, event: Event) -> Item:
    return {
        "pk": f"C#{number}",
        "sk": f"E#{event.id}",
        "sequence": event.sequence,
        "kind": event.kind,
        "at": instant(event.at),
        "author": vars(event.author),
        "text": event.text,
        "status": event.status,
    }


def event_of(item: Item) -> Event:
    author: dict[str, Any] = item["author"]
    return Event(item["sequence"], item["kind"], moment(item["at"]), Author(**author), item["text"], item.get("status"))
