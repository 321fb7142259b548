"""CloudFormation, asked what an update would do."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from workshop.deploy.changes import Change, read
from workshop.deploy.refusals import Template, refusals

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]  # roles, and SAM's transform
_NOTHING = ("didn't contain changes", "No updates are to be performed")
_ONLY_ASKED = "REVIEW_IN_PROGRESS"  # there was never more of the stack than a change set
_LONGEST = 300  # seconds that CloudFormation may think about a change set


class StackTrouble(Exception):
    """CloudFormation refused; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Plan:
    """
    What an update would do.

    Attributes:
        new: whether there is no such stack yet.
        changes: those of what holds data first; empty when nothing would change.
        refusals: why we would not run it.
    """

    new: bool
    changes: Sequence[Change]
    refusals: Sequence[str]


def plan(
    client: Any, stack: str, template: str, parameters: Mapping[str, str], pause: Callable[[float], None] = time.sleep
) -> Plan:
    """
    Ask what an update of a stack would do. Leaves everything as it is.

    Args:
        template: the JSON of a template that CloudFormation can take as it is: its code is in a bucket.
        parameters: those that are not given keep their value; a value that is the old template's default becomes the
            new one's, which is how a package names its commit.

    Raises:
        StackTrouble: CloudFormation refuses the template or the parameters, or the stack's own template is not JSON.
    """
    try:
        after: Template = json.loads(template)
    except ValueError:
        raise StackTrouble("the template is not JSON; make it with: aws cloudformation package --use-json") from None
    old = _stack(client, stack)
    new = old is None or old["StackStatus"] == _ONLY_ASKED
    before = {} if new else _template(client, stack)
    name = f"asked-{uuid4().hex}"
    kept = [
        one for one in _set_by_hand(old or {}, before) if one in after.get("Parameters", {}).keys() - parameters.keys()
    ]
    try:
        asked = client.create_change_set(
            StackName=stack,
            ChangeSetName=name,
            ChangeSetType="CREATE" if new else "UPDATE",
            TemplateBody=json.dumps(after, separators=(",", ":")),  # AWS's packager indents it, past what may go inline
            Capabilities=_CAPABILITIES,
            Parameters=[
                *({"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()),
                *({"ParameterKey": key, "UsePreviousValue": True} for key in kept),
            ],
        )
    except ClientError as error:
        raise _said(error) from None
    try:
        changes = read(_listed(client, asked["Id"], pause))
    finally:
        client.delete_change_set(ChangeSetName=asked["Id"])
        if old is None:  # asking made an empty stack
            client.delete_stack(StackName=stack)
    return Plan(new, changes, refusals(changes, before, after))


def _stack(client: Any, stack: str) -> Mapping[str, Any] | None:
    """What CloudFormation says about the stack; None when there is none."""
    try:
        (found,) = client.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return None
        raise _said(error) from None
    return dict(found)


def _set_by_hand(stack: Mapping[str, Any], template: Template) -> Iterator[str]:
    """Names of the parameters whose value is not the template's default."""
    for one in stack.get("Parameters", ()):
        default = template.get("Parameters", {}).get(one["ParameterKey"], {}).get("Default")
        if default is None or one.get("ParameterValue") != str(default):
            yield one["ParameterKey"]


def _template(client: Any, stack: str) -> Template:
    # As SAM wrote it: JSON, also where the operator's packager had made YAML of ours.
    body = client.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    try:
        found: Template = json.loads(body) if isinstance(body, str) else body
    except ValueError:
        raise StackTrouble(f"the template of {stack} is not JSON, so it is not one of ours") from None
    return found


def _listed(client: Any, change_set: str, pause: Callable[[float], None]) -> Sequence[Mapping[str, Any]]:
    """All changes of a change set, once CloudFormation has thought about it."""
    began = time.monotonic()
    while True:
        first = client.describe_change_set(ChangeSetName=change_set)
        if first["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
            break
        if time.monotonic() - began > _LONGEST:
            raise StackTrouble(f"CloudFormation thinks about the change set for more than {_LONGEST} seconds")
        pause(1)
    if first["Status"] == "FAILED":
        reason = first.get("StatusReason", "")
        if any(words in reason for words in _NOTHING):
            return []
        raise StackTrouble(f"CloudFormation refuses the change set: {reason}")
    found, page = list(first["Changes"]), first
    while token := page.get("NextToken"):
        page = client.describe_change_set(ChangeSetName=change_set, NextToken=token)
        found += page["Changes"]
    return found


def _said(error: ClientError) -> StackTrouble:
    return StackTrouble(f"CloudFormation refuses: {error.response['Error']['Message']}")
