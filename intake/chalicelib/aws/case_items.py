"""
A case and its events as items, and the keys that answer the inbox's and the desk's questions.

    C#<number> / M         the head: what lists show, small whatever was sent; five indexes copy it
    C#<number> / MD        details: what only the case's own page shows, and the full text of what the head shortens
    C#<number> / C         a copy of the head while the case waits for a call, so that the desk can list those alone
    C#<number> / T         when a live case to which nobody comes goes on in another channel
    C#<number> / E#<id>    an event

The keys of head and details begin alike, so that one query reads both. Heads stored before 2026-12-01 have all of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field
from datetime import datetime
from typing import Any, get_args
from zlib import crc32

from chalicelib.aws.typed import Item
from chalicelib.cases.case import US, Case, Read, Requester
from chalicelib.cases.events import KINDS, Author, Event, own_fields
from chalicelib.cases.fields import DETAILS as IN_DETAILS
from chalicelib.cases.fields import ONCE, STEP, stored
from chalicelib.cases.places import desk_place, inbox_place, instant, moment

SHARDS = 4  # of the index of times
LONGEST = 240  # bytes of a text in a head
HEAD, DETAILS, CALL, TURN = "M", "MD", "C", "T"


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


def calls_key(language: str) -> str:
    return f"Q#call#{language}"


def turn_key(shard: int) -> str:
    return f"Q#turn#{shard}"


def shard(case: Case) -> int:
    """The part of the index in which the time of a case is, so that no single key is hot."""
    return crc32(case.number.encode()) % SHARDS


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
        **_written(case, stored(Case, STEP)),
        "left": None,  # the rest of a promise that paused, until 2026-12-01
        **indexes(case),
    }


def head(case: Case) -> Item:
    """The head, as it is first stored."""
    pk, sk = head_key(case.number)
    return {
        "pk": pk,
        "sk": sk,
        **_written(case, stored(Case, ONCE)),
        "requester": {**vars(case.requester), **_cut(_names(case.requester))},
        **changing(case),
    }


def call(case: Case) -> Item | None:
    """A copy of the head in the list of calls; None when the case waits for no call of ours."""
    if not (case.is_open and case.by_call and case.waiting_on == US):
        return None
    copied = {name: value for name, value in head(case).items() if name not in indexes(case)}
    return {**copied, "sk": CALL, "queue_key": calls_key(case.language), "queue_order": desk_place(case)}


def turn(case: Case) -> Item | None:
    """When the case goes on elsewhere unless somebody comes; None when it does not."""
    if not (case.is_open and case.turns_at):
        return None
    order = f"{instant(case.turns_at)}#{case.number}"
    return {"pk": f"C#{case.number}", "sk": TURN, "queue_key": turn_key(shard(case)), "queue_order": order}


def details(case: Case) -> Item | None:
    """What the head leaves out; None when it has everything."""
    long = {one.name: getattr(case, one.name) for one in stored(Case, ONCE) if one.metadata["short"]}
    held = {
        **_written(case, stored(Case, IN_DETAILS)),
        **{name: text for name, text in long.items() if short(text) != text},
        "requester": {name: text for name, text in _names(case.requester).items() if short(text) != text},
    }
    given = {name: value for name, value in held.items() if value}
    return {"pk": f"C#{case.number}", "sk": DETAILS, **given} if given else None


def case_of(item: Item, more: Item | None = None) -> Case:
    """The case of a head, with its details when they were read."""
    whole = {**item, **(more or {}), "requester": {**item["requester"], **(more or {}).get("requester", {})}}
    found = {one.name: _read(one, item if one in _OF_STEPS else whole) for one in _STORED}
    return Case(**found, favourite="favourite_key" in item)


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
        **{name: _packed(value) for name, value in event.own.items()},
    }


def event_of(item: Item) -> Event:
    """The event. Until kinds had fields of their own (2026-12-01) all of them were stored with a `text`."""
    kind = KINDS[item["kind"]]
    own = {name: _unpacked(of, item[name]) for name, of in own_fields(kind).items() if item.get(name) is not None}
    return kind(item["sequence"], moment(item["at"]), Author(**item["author"]), **own)


# How values of these types are read again; all others are as they were stored.
_READERS: Mapping[Any, Callable[[Any], Any]] = {
    datetime: moment,
    datetime | None: moment,
    Requester: lambda value: Requester(**value),
    Sequence[str]: tuple,
    Sequence[Read]: lambda value: tuple(Read(**one) for one in value),
}
_OF_STEPS = stored(Case, STEP)
_STORED = stored(Case, ONCE, STEP, IN_DETAILS)


def _written(case: Case, which: Iterable[Field[Any]]) -> Item:
    return {one.name: _packed(getattr(case, one.name), cut=one.metadata["short"]) for one in which}


def _packed(value: Any, *, cut: bool = False) -> Any:
    match value:
        case datetime():
            return instant(value)
        case str() if cut:
            return short(value)
        case Requester() | Read():
            return vars(value)
        case list() | tuple():
            return [_packed(one) for one in value]
    return value


def _read(one: Field[Any], item: Item) -> Any:
    """The field's value; when the item has none, None where that may be, else the default."""
    if item.get(one.name) is not None:
        return _unpacked(one.type, item[one.name])
    if type(None) in get_args(one.type):
        return None
    if one.default is MISSING:
        raise KeyError(one.name)
    return one.default


def _unpacked(of: Any, value: Any) -> Any:
    return _READERS.get(of, lambda given: given)(value)
