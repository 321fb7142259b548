"""
People whose address changes, in the directory's items.

An item of the directory is found by its address. `ids` are the identities of who has the address now, the one for new
cases first; without it the hash of the address is the only one. `moved` says which identity went to which address, so
that mails follow it. Who gets an address that somebody moved away from has a new identity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.aws.table import setting
from chalicelib.aws.typed import Item
from chalicelib.company import shipped
from chalicelib.people.address import Fingerprint, same_address

OF_THE_DIRECTORY = ("name", "role", "seat", "account_id")  # attributes that an unknown address does not have


@dataclass
class Move:
    """What changes when a person takes over what belonged to former addresses of theirs."""

    ids: Sequence[str]
    moved: Mapping[str, str]  # of the person's own item, without what came back
    left: dict[str, Item] = field(default_factory=dict)  # former address -> its item as it was read


def ids_of(item: Item, email: str, fingerprint: Fingerprint) -> list[str]:
    return list(item.get("ids") or [fingerprint.address(email)])


def moving(email: str, mine: Item, former: Mapping[str, Item], fingerprint: Fingerprint) -> Move:
    """
    Work out a move from the items that are stored.

    An address whose identity this person already has stays with its present owner: the same request can come every
    night.
    """
    ids = ids_of(mine, email, fingerprint)
    move = Move(ids, {})
    # Addresses that nobody has left yet come first: they can bring identities that others on the list refer to.
    for address in sorted(former, key=lambda one: bool(former[one].get("moved"))):
        item = former[address]
        if set(item.get("moved", {})) & set(ids):
            continue
        ids = [*ids_of(item, address, fingerprint), *ids]
        move.left[address] = item
    move.ids = list(dict.fromkeys(ids))
    move.moved = {one: onward for one, onward in mine.get("moved", {}).items() if one not in ids}
    return move


def left(address: str, item: Item, to: str, fingerprint: Fingerprint) -> dict[str, Any]:
    """The change of the item of an address that somebody moved away from to another."""
    gone = {**item.get("moved", {}), **dict.fromkeys(ids_of(item, address, fingerprint), same_address(to))}
    return guarded(
        item,
        {
            "email": same_address(address),
            "language": item.get("language", shipped().first.tag),
            "ids": [fingerprint.of("address", f"{same_address(address)}\0{len(gone)}")],
            "moved": gone,
            **dict.fromkeys(OF_THE_DIRECTORY),
        },
    )


def guarded(item: Item, values: Item) -> dict[str, Any]:
    """A change that is only stored while the identities are those that were read."""
    change = setting(values, {":were": item["ids"]} if item.get("ids") else {})
    change["names"]["#were"] = "ids"
    return {**change, "condition": "#were = :were" if item.get("ids") else "attribute_not_exists(#were)"}
