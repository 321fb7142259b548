"""Taking a deployment away. What it keeps stays, unless somebody types its name."""

import time
from collections.abc import Callable
from typing import Any

from workshop.deploy.adopt import TABLE
from workshop.deploy.changes import HOLDS_DATA
from workshop.deploy.run import settled
from workshop.deploy.stacks import Pause, StackTrouble, described

Ask = Callable[[str], str]


def remove_app(cloudformation: Any, stack: str, ask: Ask, pause: Pause = time.sleep) -> bool:
    """
    Delete the functions and all else that works on the table; whether that was confirmed.

    Raises:
        StackTrouble: CloudFormation could not delete everything.
    """
    if not described(cloudformation, stack):
        return True
    if ask(f"The API of {stack} ends for everybody. What it keeps stays. Type {stack} to go on: ") != stack:
        return False
    _delete(cloudformation, stack, pause)
    return True


def remove_data(clients: Any, stack: str, ask: Ask, pause: Pause = time.sleep) -> bool:
    """
    Delete all cases, people, mails and code for ever; whether that was confirmed, with the table's own name.

    Raises:
        StackTrouble: CloudFormation could not delete the stack; nothing that it keeps was deleted then.
    """
    cloudformation = clients("cloudformation")
    if not described(cloudformation, stack):
        return True
    listed = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    kept = [one for one in listed if one["ResourceType"] in HOLDS_DATA and one["ResourceStatus"] != "DELETE_COMPLETE"]
    table = next((one["PhysicalResourceId"] for one in kept if one["LogicalResourceId"] == TABLE), stack)
    names = ", ".join(one["PhysicalResourceId"] for one in kept)
    if ask(f"All cases, people and mails are deleted for ever: {names}. Type {table} to go on: ") != table:
        return False
    _delete(cloudformation, stack, pause)
    for one in kept:
        if one["ResourceType"] == "AWS::S3::Bucket":
            _delete_bucket(clients("s3"), one["PhysicalResourceId"])
        else:
            _delete_table(clients("dynamodb"), one["PhysicalResourceId"])
    return True


def _delete(cloudformation: Any, stack: str, pause: Pause) -> None:
    cloudformation.delete_stack(StackName=stack)
    status = settled(cloudformation, stack, pause)
    if status != "DELETE_COMPLETE":
        raise StackTrouble(f"{stack} could not be deleted whole ({status}); see its events")


def _delete_bucket(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        if keys := [{"Key": one["Key"]} for one in page.get("Contents", ())]:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": keys})
    s3.delete_bucket(Bucket=bucket)


def _delete_table(dynamodb: Any, table: str) -> None:
    dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=table)
