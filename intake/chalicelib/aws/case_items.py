"""A case and its events as items, and the keys that answer the inbox's and the desk's questions."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.aws.table import Item
from chalicelib.cases.case import US, Author, Case, Event, Read, Requester


def head_key(number: str) -> tuple[str, str]:
    return f"C#{number}", "M"


def requester_key(requester: str) -> str:
    return f"R#{requester}"


def status_key(requester: str, status: str) -> str:
    return f"R#{requester}#{status}"


def queue_key(language: str) -> str:
    return f"Q#{language}"


def taken_key(agent: str) -> str:
    return f"T#{agent}"


def instant(at: datetime) -> str:
    """Sorts as text in the order of time."""
    from datetime import UTC

    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def indexes(case: Case) -> Item:
    """
    The keys of the sparse indexes; None leaves the case out of one.

    The desk's order is the promise due; cases that wait on the customer come after all of those.
    """
    order = f"1#{instant(case.due)}" if case.waiting_on == US and case.due else f"2#{instant(case.updated)}"
    return {
        "requester_key": requester_key(case.requester.id),
        "received_key": f"{instant(case.received)}#{case.number}",
        "status_key": status_key(case.requester.id, case.status),
        "queue_key": queue_key(case.language) if case.is_open else None,
        "queue_order": f"{order}#{case.number}" if case.is_open else None,
        "taken_key": taken_key(case.taken_by) if case.taken_by and case.is_open else None,
        "taken_order": f"{order}#{case.number}" if case.taken_by and case.is_open else None,
    }


def changing(case: Case) -> Item:
    """What a step may change; the star has a write of its own."""
    return {
        "status": case.status,
        "waiting_on": case.waiting_on,
        "due": instant(case.due) if case.due else None,
        "left": int(case.left / timedelta(milliseconds=1)),
        "updated": instant(case.updated),
        "version": case.version,
        "taken_by": case.taken_by,
        "taken_by_name": case.taken_by_name,
        "letters": list(case.letters),
        **indexes(case),
    }


def head(case: Case) -> Item:
    """The whole head, as it is first stored."""
    pk, sk = head_key(case.number)
    return {
        "pk": pk,
        "sk": sk,
        "number": case.number,
        "requester": vars(case.requester),
        "channel": case.channel,
        "language": case.language,
        "topic": case.topic,
        "client": case.client,
        "overview": case.overview,
        "received": instant(case.received),
        "follows": case.follows,
        "staff_access": case.staff_access,
        "reply_email": case.reply_email,
        "phone": case.phone,
        "links": list(case.links),
        "asked": list(case.asked),
        "read": [vars(read) for read in case.read],
        **changing(case),
    }


def case_of(item: Item) -> Case:
    return Case(
        number=item["number"],
        requester=Requester(**item["requester"]),
        channel=item["channel"],
        language=item["language"],
        topic=item["topic"],
        client=item["client"],
        overview=item["overview"],
        received=moment(item["received"]),
        updated=moment(item["updated"]),
        status=item["status"],
        waiting_on=item.get("waiting_on"),
        due=moment(item["due"]) if item.get("due") else None,
        left=timedelta(milliseconds=int(item["left"])),
        version=item["version"],
        favourite="favourite_key" in item,
        follows=item.get("follows"),
        taken_by=item.get("taken_by"),
        taken_by_name=item.get("taken_by_name"),
        staff_access=item["staff_access"],
        reply_email=item.get("reply_email"),
        phone=item.get("phone"),
        links=tuple(item["links"]),
        asked=tuple(item.get("asked", ())),
        read=tuple(Read(**read) for read in item["read"]),
        letters=tuple(item["letters"]),
    )


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
