"""
Where a case is in a list, as a text that sorts as the list does.

The store orders by it and a cursor names it. A number is part of it, so no two cases share a place.
"""

from datetime import UTC, datetime

from chalicelib.cases.case import US, Case

WAITING, ANSWERED = "1", "2"  # what a place at the desk begins with


def instant(at: datetime) -> str:
    """Sorts as text in the order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The instant again."""
    return datetime.fromisoformat(text)


def desk_place(case: Case) -> str:
    """
    What is due first, by promise or live target; cases that wait for the customer come last.

    One order for all languages.
    """
    if case.waiting_on == US:
        return f"{WAITING}#{instant(case.due or case.target or case.received)}#{case.number}"
    return f"{ANSWERED}#{instant(case.updated)}#{case.number}"


def inbox_place(case: Case) -> str:
    """The order of receiving; the inbox reads it backwards."""
    return f"{instant(case.received)}#{case.number}"
