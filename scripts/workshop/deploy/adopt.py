"""A table that is in the account already, taken into the stack of what is kept: an older stack's, or a restored one."""

import json
import time
from typing import Any

from botocore.exceptions import ClientError

from workshop.deploy.refusals import Template
from workshop.deploy.run import carry_out
from workshop.deploy.stacks import Pause, StackTrouble, Wanted, planned, template_of

TABLE = "Table"  # its logical id, also in the one stack of 0.4.0
_KIND = "AWS::DynamoDB::Table"


def holder(cloudformation: Any, table: str) -> str:
    """The stack that holds a table; empty when none does."""
    try:
        found = cloudformation.describe_stack_resources(PhysicalResourceId=table)["StackResources"]
    except ClientError:
        return ""
    return next((str(one["StackName"]) for one in found if one["ResourceType"] == _KIND), "")


def held(cloudformation: Any, stack: str) -> str:
    """The table that a stack holds; empty when it holds none, or is not there."""
    try:
        found = cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId=TABLE)
    except ClientError:
        return ""
    detail = found["StackResourceDetail"]
    gone = detail["ResourceType"] != _KIND or detail["ResourceStatus"] == "DELETE_COMPLETE"
    return "" if gone else str(detail.get("PhysicalResourceId", ""))


def without_table(template: str) -> str:
    """The template of what is kept, while no table is in it."""
    read = json.loads(template)
    del read["Resources"][TABLE]
    return json.dumps(read)


def refused(cloudformation: Any, dynamodb: Any, table: str, stacks: tuple[str, ...]) -> list[str]:
    """Why a table cannot be taken; none when it can."""
    try:
        shape = dynamodb.describe_table(TableName=table)["Table"]
    except ClientError as error:
        return [f"the table {table} cannot be taken: {error.response['Error']['Message']}"]
    reasons = []
    if [one["AttributeName"] for one in shape["KeySchema"]] != ["pk", "sk"]:
        reasons.append(f"{table} is not a table of Varde: its keys are not pk and sk")
    other = holder(cloudformation, table)
    if other and other not in stacks:
        reasons.append(f"{table} is in the stack {other}; two stacks cannot hold one table")
    reasons += [
        f"the table in {stack} lacks DeletionPolicy: Retain, so it would be deleted on its way out"
        for stack in stacks
        if held(cloudformation, stack) and not _stays(template_of(cloudformation, stack))
    ]
    return reasons


def take(clients: Any, stack: str, table: str, template: str, pause: Pause = time.sleep) -> None:
    """
    Import a table that no stack holds, and protect it: a restored one has no expiry of items and no backup.

    Raises:
        StackTrouble: CloudFormation refuses it.
    """
    cloudformation, now = clients("cloudformation"), template_of(clients("cloudformation"), stack)
    resources = {**now["Resources"], TABLE: json.loads(template)["Resources"][TABLE]}
    joined = json.dumps({**now, "Resources": resources})  # CloudFormation lets nothing else change in an import
    wanted = Wanted(joined, {}, taking={TABLE: (_KIND, {"TableName": table})})
    with planned(cloudformation, stack, wanted, pause) as found:
        if found.refusals:
            raise StackTrouble("\n  ".join(found.refusals))
        carry_out(cloudformation, stack, found, pause)
    _protect(clients("dynamodb"), table, json.loads(template)["Resources"][TABLE]["Properties"])


def _protect(dynamodb: Any, table: str, properties: Template) -> None:
    """CloudFormation compares templates, not tables: it would never find out that these are missing."""
    dynamodb.update_table(TableName=table, DeletionProtectionEnabled=properties["DeletionProtectionEnabled"])
    dynamodb.update_continuous_backups(
        TableName=table, PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"]
    )
    now = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if now.get("TimeToLiveStatus") not in ("ENABLED", "ENABLING"):
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=properties["TimeToLiveSpecification"])


def _stays(template: Template) -> bool:
    return bool(template["Resources"].get(TABLE, {}).get("DeletionPolicy") == "Retain")
