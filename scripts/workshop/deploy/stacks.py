"""CloudFormation, asked what an update would do, and made to do it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
_WATCHED = 3  # minutes after an update in which an alarm still takes it back

Pause = Callable[[float], None]


class StackTrouble(Exception):
    """CloudFormation refused; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Wanted:
    """
    What a stack should become.

    Attributes:
        template: the JSON of a template that CloudFormation can take as it is: its code is in a bucket.
        parameters: those that are not given keep their value; a value that is the old template's default becomes the
            new one's, which is how a package names its commit.
        leaving: logical ids of what holds data and may leave the stack, where it stays in the account.
        taking: logical id -> kind and identifier of what is in the account and joins the stack as it is.
        watched: ARNs of the alarms that take the update back.
    """

    template: str
    parameters: Mapping[str, str]
    leaving: frozenset[str] = frozenset()
    taking: Mapping[str, tuple[str, Mapping[str, str]]] | None = None
    watched: Sequence[str] = ()


@dataclass(frozen=True)
class Plan:
    """
    What an update would do.

    Attributes:
        new: whether there is no such stack yet.
        anything: whether it would do anything; also when only what the stack says about itself changes.
        changes: those of what holds data first; empty when no resource would change.
        refusals: why we would not run it.
        change_set: CloudFormation's own name of the plan.
    """

    new: bool
    anything: bool
    changes: Sequence[Change]
    refusals: Sequence[str]
    change_set: str


def plan(client: Any, stack: str, template: str, parameters: Mapping[str, str], pause: Pause = time.sleep) -> Plan:
    """What an update of a stack would do. Leaves everything as it is; raises as `planned` does."""
    with planned(client, stack, Wanted(template, parameters), pause) as found:
        return found


@contextmanager
def planned(client: Any, stack: str, wanted: Wanted, pause: Pause = time.sleep) -> Iterator[Plan]:
    """
    What an update of a stack would do, ready to be carried out. What is not carried out leaves everything as it is.

    Raises:
        StackTrouble: CloudFormation refuses the template or the parameters, the stack's own template is not JSON, or
            somebody else changes the stack.
    """
    try:
        after: Template = json.loads(wanted.template)
    except ValueError:
        raise StackTrouble("the template is not JSON") from None
    old = described(client, stack)
    new = old is None or old["StackStatus"] == _ONLY_ASKED
    _refuse_if_busy(stack, old)
    before = {} if new else template_of(client, stack)
    kept = after.get("Parameters", {}).keys() - wanted.parameters.keys()
    try:
        asked = client.create_change_set(
            StackName=stack,
            ChangeSetName=f"asked-{uuid4().hex}",
            ChangeSetType="IMPORT" if wanted.taking else "CREATE" if new else "UPDATE",
            TemplateBody=json.dumps(after, separators=(",", ":")),  # spaces count, in what may go inline
            Capabilities=_CAPABILITIES,
            Parameters=[
                *({"ParameterKey": key, "ParameterValue": value} for key, value in wanted.parameters.items()),
                *(
                    {"ParameterKey": key, "UsePreviousValue": True}
                    for key in _set_by_hand(old or {}, before)
                    if key in kept
                ),
            ],
            **_more(wanted),
        )
    except ClientError as error:
        raise said(error) from None
    try:
        listed = _listed(client, asked["Id"], pause)
        changes = read(listed or ())
        found = Plan(new, listed is not None, changes, refusals(changes, before, after, wanted.leaving), asked["Id"])
        yield found
    finally:
        _forget(client, stack, asked["Id"], old is None)


def described(client: Any, stack: str) -> Mapping[str, Any] | None:
    """What CloudFormation says about the stack; None when there is none."""
    try:
        (found,) = client.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return None
        raise said(error) from None
    return dict(found)


def outputs(client: Any, stack: str) -> Mapping[str, str]:
    """What a stack says about itself; empty when there is none."""
    found = described(client, stack) or {}
    return {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}


def template_of(client: Any, stack: str) -> Template:
    """The template of a stack, as SAM wrote it: JSON, also where the operator's packager had made YAML of ours."""
    body = client.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    try:
        found: Template = json.loads(body) if isinstance(body, str) else body
    except ValueError:
        raise StackTrouble(f"the template of {stack} is not JSON, so it is not one of ours") from None
    return found


def said(error: ClientError) -> StackTrouble:
    """AWS's refusal, in its own words."""
    return StackTrouble(f"CloudFormation refuses: {error.response['Error']['Message']}")


def _more(wanted: Wanted) -> Mapping[str, Any]:
    more: dict[str, Any] = {}
    if wanted.taking:
        more["ResourcesToImport"] = [
            {"LogicalResourceId": name, "ResourceType": kind, "ResourceIdentifier": dict(identifier)}
            for name, (kind, identifier) in wanted.taking.items()
        ]
    if wanted.watched:
        more["RollbackConfiguration"] = {
            "MonitoringTimeInMinutes": _WATCHED,
            "RollbackTriggers": [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"} for arn in wanted.watched],
        }
    return more


def _refuse_if_busy(stack: str, old: Mapping[str, Any] | None) -> None:
    status = old["StackStatus"] if old else ""
    if status.endswith("_IN_PROGRESS") and status != _ONLY_ASKED:
        raise StackTrouble(f"{stack} is being changed by somebody else ({status}); wait until that has ended")
    if status.endswith("ROLLBACK_FAILED"):
        raise StackTrouble(
            f"an earlier update of {stack} could not be taken back ({status}); see why in its events, then run: "
            f"aws cloudformation continue-update-rollback --stack-name {stack}"
        )


def _forget(client: Any, stack: str, change_set: str, asking_made_it: bool) -> None:
    with suppress(ClientError):  # one that was carried out cannot be removed
        client.delete_change_set(ChangeSetName=change_set)
    now = described(client, stack) if asking_made_it else None
    if now and now["StackStatus"] == _ONLY_ASKED:
        client.delete_stack(StackName=stack)


def _set_by_hand(stack: Mapping[str, Any], template: Template) -> Iterator[str]:
    """Names of the parameters whose value is not the template's default."""
    for one in stack.get("Parameters", ()):
        default = template.get("Parameters", {}).get(one["ParameterKey"], {}).get("Default")
        if default is None or one.get("ParameterValue") != str(default):
            yield one["ParameterKey"]


def _listed(client: Any, change_set: str, pause: Pause) -> Sequence[Mapping[str, Any]] | None:
    """All changes of a change set, once CloudFormation has thought about it; None when it would do nothing."""
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
            return None
        raise StackTrouble(f"CloudFormation refuses the change set: {reason}")
    found, page = list(first["Changes"]), first
    while token := page.get("NextToken"):
        page = client.describe_change_set(ChangeSetName=change_set, NextToken=token)
        found += page["Changes"]
    return found
