"""What became of an entry that the vendor's systems removed."""

from msgspec import Struct


class RemovedAccount(Struct):
    """`removed` is false when there was none."""

    id: str
    removed: bool


class RemovedUser(Struct):
    """`removed` is false when there was nobody; sessions of the address are ended in any case."""

    email: str
    removed: bool
