"""
What happens in a case: entries of its timeline, a class for each kind.

A kind has fields of its own. Stored items and the API's shapes are made from them; `kind` says in both which it is.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, ClassVar, Literal

_COMMON = ("sequence", "at", "author")


@dataclass(frozen=True)
class Author:
    """Who wrote an event. `id` is a fingerprint; the page shows name and role."""

    id: str
    name: str
    role: str  # "requester", "agent", or "system": nobody


@dataclass(frozen=True)
class Event:
    """One entry of the timeline. `sequence` starts at 1 and has no gaps; it is also the version it made."""

    kind: ClassVar[str]

    sequence: int
    at: datetime
    author: Author

    @property
    def id(self) -> str:
        return f"{self.sequence:08d}"

    @property
    def for_agents(self) -> bool:
        """Whether the requester never sees it."""
        return False

    @property
    def words(self) -> str:
        """What its author wrote."""
        return ""

    @property
    def own(self) -> dict[str, Any]:
        """The fields of its kind, by name."""
        return {name: getattr(self, name) for name in own_fields(type(self))}


@dataclass(frozen=True)
class Written(Event):
    """Words of a person."""

    text: str = field(repr=False)

    @property
    def words(self) -> str:
        return self.text


@dataclass(frozen=True)
class Message(Written):
    """From one side to the other."""

    kind = "message"


@dataclass(frozen=True)
class Note(Written):
    """From an agent to other agents."""

    kind = "note"

    @property
    def for_agents(self) -> bool:
        return True


@dataclass(frozen=True)
class Status(Event):
    """The case was closed, reopened or taken by an agent."""

    kind = "status"

    status: Literal["closed", "reopened", "taken"]

    @property
    def for_agents(self) -> bool:
        return self.status == "taken"


@dataclass(frozen=True)
class Attempt(Event):
    """
    We called.

    Attributes:
        outcome: we spoke; nobody answered; the number is somebody else's; they asked for another time.
        again: when we call again; None when we do not.
        goes_on: the channel on which the case goes on, when we have called often enough.
    """

    kind = "attempt"

    outcome: Literal["reached", "no_answer", "wrong_number", "later"]
    again: datetime | None = None
    goes_on: str | None = None


@dataclass(frozen=True)
class Turned(Event):
    """Nobody came in time, so the case goes on in the channel `goes_on`."""

    kind = "turned"

    goes_on: str


SYSTEM = Author("", "", "system")
KINDS: dict[str, type[Event]] = {one.kind: one for one in (Message, Note, Status, Attempt, Turned)}


def own_fields(kind: type[Event]) -> dict[str, Any]:
    """Name and type of the fields that only this kind has."""
    return {one.name: one.type for one in fields(kind) if one.name not in _COMMON}
