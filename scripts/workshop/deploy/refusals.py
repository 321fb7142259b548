"""What we refuse although CloudFormation, or a local engine, would do it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workshop.deploy.changes import ALWAYS, HOLDS_DATA, PERHAPS, Change

Template = Mapping[str, Any]
_IN_PLACE = {"AttributeDefinitions", "GlobalSecondaryIndexes"}  # of a table, while no attribute gets another type
_KEPT = ("DeletionPolicy", "UpdateReplacePolicy")


def refusals(
    changes: Sequence[Change], before: Template, after: Template, leaving: frozenset[str] = frozenset()
) -> Sequence[str]:
    """
    Every reason not to run an update, each a sentence; none when it can run.

    Args:
        before: the template that the stack has; empty for a new one.
        after: the template that it would get.
        leaving: logical ids of what may leave the stack, because another one takes it; it has to stay in the account.
    """
    staying = [one for one in changes if not (one.action == "Remove" and one.name in leaving and one.stays)]
    return [*_data_lost(staying, before, after), *_indexes(before, after), *_unprotected(after)]


def _data_lost(changes: Sequence[Change], before: Template, after: Template) -> Iterator[str]:
    for change in changes:
        if not change.holds_data:
            continue
        if change.action == "Remove":
            yield f"{change.name} holds data and would leave the stack"
        elif change.action == "Dynamic":
            yield f"{change.name} holds data, and CloudFormation cannot say what it would do with it"
        elif change.replacement == ALWAYS or (change.replacement == PERHAPS and not _stays(change, before, after)):
            yield f"{change.name} holds data and would be replaced by an empty one"


def _stays(change: Change, before: Template, after: Template) -> bool:
    """
    Whether a table that CloudFormation "perhaps" replaces is left in place.

    It says so whenever attributes are described anew, also when an index only adds one. A table is made anew when an
    attribute that it had gets another type, or anything else changes that cannot change in place.
    """
    if not set(change.recreating) <= _IN_PLACE:
        return False
    had, has = (_attributes(_properties(template, change.name)) for template in (before, after))
    return bool(had) and all(had[name] == has[name] for name in had.keys() & has.keys())


def _attributes(properties: Template) -> Mapping[str, str]:
    return {one["AttributeName"]: one["AttributeType"] for one in properties.get("AttributeDefinitions", ())}


def _indexes(before: Template, after: Template) -> Iterator[str]:
    """DynamoDB makes or deletes one index per update of a table, and CloudFormation finds out half way."""
    for name in sorted(before.get("Resources", {}).keys() & after.get("Resources", {}).keys()):
        old, new = (_indexes_of(_properties(template, name)) for template in (before, after))
        steps = [f"delete {index}" for index in old if old[index] != new.get(index)]
        steps += [f"make {index}" for index in new if new[index] != old.get(index)]
        if len(steps) > 1:
            yield f"{name} would need {len(steps)} updates, one for each index: {', '.join(steps)}"


def _indexes_of(properties: Template) -> Mapping[str, Any]:
    """Name -> keys and projection: what cannot change without making the index anew."""
    return {
        one["IndexName"]: (one.get("KeySchema"), one.get("Projection"))
        for one in properties.get("GlobalSecondaryIndexes", ())
    }


def _unprotected(after: Template) -> Iterator[str]:
    for name, resource in sorted(after.get("Resources", {}).items()):
        if resource.get("Type") in HOLDS_DATA:
            missing = [policy for policy in _KEPT if resource.get(policy) != "Retain"]
            if missing:
                yield f"{name} holds data and lacks {' and '.join(missing)}: Retain"


def _properties(template: Template, name: str) -> Template:
    found: Template = template.get("Resources", {}).get(name, {}).get("Properties", {})
    return found
