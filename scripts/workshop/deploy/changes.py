"""A change set of CloudFormation, read and put into words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HOLDS_DATA = frozenset({"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket"})
ALWAYS, PERHAPS = "True", "Conditional"  # CloudFormation's words for a replacement
_STAYS = {"Retain", "ReplaceAndRetain", "Snapshot", "ReplaceAndSnapshot"}


@dataclass(frozen=True)
class Change:
    """
    What happens to one resource of a stack.

    Attributes:
        name: its logical id in the template.
        kind: its type, such as `AWS::SQS::Queue`.
        action: `Add`, `Modify`, `Remove`, `Import` or `Dynamic` (CloudFormation cannot say yet).
        replacement: `True`, `Conditional` or `False`; empty where nothing can be replaced.
        properties: names of those that change.
        recreating: those of them whose change replaces the resource, or may.
        stays: whether what is removed or replaced is left in the account.
    """

    name: str
    kind: str
    action: str
    replacement: str = ""
    properties: tuple[str, ...] = ()
    recreating: tuple[str, ...] = ()
    stays: bool = False

    @property
    def holds_data(self) -> bool:
        return self.kind in HOLDS_DATA


def read(listed: Sequence[Mapping[str, Any]]) -> Sequence[Change]:
    """The changes of a change set, those of what holds data first."""
    found = (_read(one["ResourceChange"]) for one in listed if "ResourceChange" in one)
    return sorted(found, key=lambda one: (not one.holds_data, one.name))


def words(change: Change) -> str:
    """One line about a change."""
    return f"{change.name} ({change.kind}) {_what(change)}"


def _what(change: Change) -> str:
    left = "the old one stays in the account" if change.stays else "the old one is deleted"
    changed = f" ({', '.join(change.properties)})" if change.properties else ""
    match change.action, change.replacement:
        case "Add", _:
            return "is added"
        case "Import", _:
            return "is taken into the stack as it is"
        case "Remove", _:
            return "leaves the stack and stays in the account" if change.stays else "is deleted"
        case "Modify", "True":
            return f"is replaced by a new one{changed}; {left}"
        case "Modify", "Conditional":
            return f"changes, and perhaps a new one replaces it{changed}; then {left}"
        case "Modify", _:
            return f"changes{changed}"
        case _:
            return "changes in a way that CloudFormation knows only when it runs"


def _read(one: Mapping[str, Any]) -> Change:
    targets = [detail.get("Target", {}) for detail in one.get("Details", ())]
    return Change(
        one["LogicalResourceId"],
        one["ResourceType"],
        one["Action"],
        one.get("Replacement", ""),
        _names(targets),
        _names(target for target in targets if target.get("RequiresRecreation", "Never") != "Never"),
        one.get("PolicyAction", "") in _STAYS,
    )


def _names(targets: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({target.get("Name") or target.get("Attribute", "") for target in targets} - {""}))
