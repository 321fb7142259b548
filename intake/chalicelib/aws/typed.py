"""
DynamoDB's typed form of a value: `{"S": "text"}`, `{"N": "12"}`, `{"M": {...}}`.

Covers what our table holds: strings, whole numbers, booleans, null, sets of strings, lists and maps with string keys.
boto3's own serializer does the same and more, but importing boto3 costs every cold start (decisions/0005-libraries.md).
"""

from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]


def pack(item: Mapping[str, Any]) -> dict[str, Any]:
    """
    An item, a key or expression values in the typed form. Attributes that are None are left out.

    Raises:
        TypeError: a value of a type that the table does not hold (a float, bytes, an empty set …).
    """
    return {name: _packed(value) for name, value in item.items() if value is not None}


def unpack(item: Mapping[str, Any]) -> Item:
    """
    The plain values of a typed item; every number is an int, nested ones too.

    Raises:
        TypeError: a type that `pack` never writes.
        ValueError: a number that is not whole.
    """
    return {name: _unpacked(value) for name, value in item.items()}


def _packed(value: Any) -> dict[str, Any]:
    match value:
        case str():
            return {"S": value}
        case bool():  # before int: a bool is one
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case Mapping():
            return {"M": {name: _packed(part) for name, part in value.items()}}
        case set() | frozenset() if value and all(isinstance(part, str) for part in value):
            return {"SS": sorted(value)}
        case list() | tuple():
            return {"L": [_packed(part) for part in value]}
    raise TypeError(f"the table holds no {type(value).__name__}")


def _unpacked(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    match kind:
        case "S" | "BOOL":
            return value
        case "N":
            return int(value)
        case "NULL":
            return None
        case "M":
            return {name: _unpacked(part) for name, part in value.items()}
        case "SS":
            return set(value)
        case "L":
            return [_unpacked(part) for part in value]
    raise TypeError(f"the table holds no {kind}")
