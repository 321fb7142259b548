"""What happens in a case, as the API answers it: a shape for each kind of event, with the fields of that kind."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Union

from msgspec import Struct, defstruct, field

from chalicelib.cases.events import KINDS, Event, Written, own_fields


class AuthorShape(Struct):
    """`me`: the person who asks wrote it. Several people can have the same name, so names prove nothing."""

    name: str
    role: str
    me: bool


class EventShape(Struct, tag_field="kind", kw_only=True):
    """What all kinds have."""

    id: str
    at: datetime
    author: AuthorShape


class WrittenShape(EventShape, kw_only=True):
    attachments: list[str] = field(default_factory=list)


def _shape(kind: type[Event]) -> Any:
    base = WrittenShape if issubclass(kind, Written) else EventShape
    own = list(own_fields(kind).items())
    return defstruct(f"{kind.__name__}Event", own, bases=(base,), tag=kind.kind, tag_field="kind", kw_only=True)


_SHAPES = {name: _shape(kind) for name, kind in KINDS.items()}
if TYPE_CHECKING:
    AnyEvent = EventShape
else:
    AnyEvent = Union[tuple(_SHAPES.values())]  # noqa: UP007 - as many as there are kinds


def event_shape(event: Event, *, me: bool) -> AnyEvent:
    author = AuthorShape(event.author.name, event.author.role, me)
    shape: AnyEvent = _SHAPES[event.kind](id=event.id, at=event.at, author=author, **event.own)
    return shape
