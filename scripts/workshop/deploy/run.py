"""A planned update, carried out: waited for, and explained where it fails."""

import time
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from workshop.deploy.stacks import Pause, Plan, StackTrouble, described, said

_LONGEST = 3600  # seconds that an update may take
_BETWEEN = 2  # seconds between two looks at a stack
_CANCELLED = ("Resource creation cancelled", "Resource update cancelled")  # because something else had failed
_MOST = 3  # failures that are told; the first ones are the causes


def carry_out(client: Any, stack: str, plan: Plan, pause: Pause = time.sleep) -> None:
    """
    Run a plan, and wait until it has ended. CloudFormation takes back what fails.

    Raises:
        StackTrouble: it failed; the message says what, why, and how the stack is now.
    """
    events = {one["EventId"] for one in _events(client, stack)}
    try:
        client.execute_change_set(ChangeSetName=plan.change_set)
    except ClientError as error:
        raise said(error) from None
    status = settled(client, stack, pause)
    if "ROLLBACK" not in status and not status.endswith("FAILED"):
        return
    failures = _failures(client, stack, events)
    if plan.new and status.startswith(("ROLLBACK", "CREATE_FAILED")):
        # Nothing of it runs, and CloudFormation makes a stack of this name only when this one is gone.
        client.delete_stack(StackName=stack)
        settled(client, stack, pause)
    raise StackTrouble("\n  ".join([_outcome(stack, status, plan.new), *failures]))


def settled(client: Any, stack: str, pause: Pause = time.sleep) -> str:
    """
    The status of a stack once nothing changes it any more; `DELETE_COMPLETE` when there is none.

    Raises:
        StackTrouble: it takes more than an hour.
    """
    began = time.monotonic()
    while True:
        found = described(client, stack)
        status = str(found["StackStatus"]) if found else "DELETE_COMPLETE"
        if not status.endswith("_IN_PROGRESS"):
            return status
        if time.monotonic() - began > _LONGEST:
            raise StackTrouble(f"{stack} is still {status} after {_LONGEST} seconds; CloudFormation goes on without us")
        pause(_BETWEEN)


def _outcome(stack: str, status: str, new: bool) -> str:
    if status.endswith("ROLLBACK_FAILED"):
        return f"{stack} failed, and CloudFormation could not take everything back ({status}):"
    if new:
        return f"{stack} could not be made, and what was made of it is taken back:"
    return f"{stack} could not be changed, and is as it was before ({status}):"


def _failures(client: Any, stack: str, seen: set[str]) -> list[str]:
    """What failed since then, the first one first."""
    new = [one for one in _events(client, stack) if one["EventId"] not in seen]
    failed = [
        f"{one['LogicalResourceId']} ({one['ResourceType']}): {one.get('ResourceStatusReason', 'no reason given')}"
        for one in reversed(new)
        if one["ResourceStatus"].endswith("_FAILED") and not one.get("ResourceStatusReason", "").startswith(_CANCELLED)
    ]
    told = failed or [
        one["ResourceStatusReason"]
        for one in reversed(new)
        if "ROLLBACK_IN_PROGRESS" in one["ResourceStatus"] and one.get("ResourceStatusReason")
    ]
    return list(dict.fromkeys(told))[:_MOST]


def _events(client: Any, stack: str) -> Iterator[Any]:
    try:
        for page in client.get_paginator("describe_stack_events").paginate(StackName=stack):
            yield from page["StackEvents"]
    except ClientError:  # a stack that never was anything has none
        return
