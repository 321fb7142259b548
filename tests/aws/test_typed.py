"""Our own typed form is DynamoDB's: boto3, which we do not import at run time, reads and writes the same."""

from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws.typed import pack, unpack

DIGITS = 10**38 - 1  # DynamoDB's numbers have at most 38

sets = st.sets(st.text(), min_size=1)
leaves = st.text() | st.integers(-DIGITS, DIGITS) | st.booleans() | st.none() | sets
values = st.recursive(leaves, lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts), max_leaves=20)
items = st.dictionaries(st.text(min_size=1), values)


def present(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value is not None}


def sets_sorted(typed: Any) -> Any:
    """A set has no order; boto3 writes it in any."""
    if isinstance(typed, dict):
        return {name: sorted(part) if name == "SS" else sets_sorted(part) for name, part in typed.items()}
    return [sets_sorted(part) for part in typed] if isinstance(typed, list) else typed


@given(items)
def test_what_we_pack_is_what_boto3_packs(item):
    serialize = TypeSerializer().serialize
    assert sets_sorted(pack(item)) == sets_sorted({name: serialize(value) for name, value in present(item).items()})


def kinds(value: Any) -> Any:
    """The types of a value and of all inside it."""
    if isinstance(value, dict):
        return {name: kinds(part) for name, part in value.items()}
    return [kinds(part) for part in value] if isinstance(value, list) else type(value)


@given(items)
def test_boto3_reads_what_we_pack(item):
    deserialize = TypeDeserializer().deserialize
    assert {name: deserialize(value) for name, value in pack(item).items()} == present(item)


@given(items)
def test_an_item_comes_back_as_it_was_stored(item):
    again = unpack(pack(item))
    assert again == present(item)
    assert kinds(again) == kinds(present(item))  # True is not 1, and no number became a decimal


def test_a_number_inside_a_map_or_a_list_is_an_int_too():
    typed = {"fields": {"M": {"minutes": {"N": "240"}, "days": {"L": [{"N": "1"}]}}}}
    assert repr(unpack(typed)) == "{'fields': {'minutes': 240, 'days': [1]}}"


def test_a_tuple_is_stored_as_a_list():
    assert unpack(pack({"reasons": ("seat", "hours")})) == {"reasons": ["seat", "hours"]}


@pytest.mark.parametrize(
    "value",
    [1.5, b"bytes", {1, 2}, set(), object(), {"inside": [1.5]}],
    ids=["float", "bytes", "numbers", "empty", "object", "nested"],
)
def test_a_value_that_the_table_does_not_hold_is_refused(value):
    with pytest.raises(TypeError, match="the table holds no"):
        pack({"value": value})


def test_a_kind_that_nobody_here_stores_is_refused():
    with pytest.raises(TypeError, match="the table holds no NS"):
        unpack({"value": {"NS": ["1"]}})


def test_a_number_that_is_not_whole_is_refused():
    with pytest.raises(ValueError, match=r"1\.5"):
        unpack({"value": {"N": "1.5"}})
