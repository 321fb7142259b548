"""Whether the API works, and how much mail waits for an operator."""

from msgspec import UNSET, Struct, UnsetType


class KeptMails(Struct):
    """Mails that are not sent without an operator; 501 of a state means more than 500."""

    parked: int
    held: int


class Health(Struct):
    version: str
    commit: str
    store: str
    outbox: KeptMails | UnsetType = UNSET  # with an API key only
