"""
Create in the engine what the deployment creates on AWS, from the same CloudFormation templates.

Only tables, queues and buckets are read, and of CloudFormation's functions only those a template
needs to name another resource. Existing resources are left unchanged. What a deployment alone needs
is marked so, in the resource's `Metadata`: `{"Varde": {"Only": "AWS"}}`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from workshop.stack.setup.settings import REGION

_ACCOUNT = "000000000000"
_KEPT = {"Table": "varde"}  # names in data directories of earlier versions; others are made of the logical id
_PATIENT = Config(retries={"total_max_attempts": 2, "mode": "standard"}, connect_timeout=2, read_timeout=10)
_QUEUE_ATTRIBUTES = (
    "DelaySeconds",
    "VisibilityTimeout",
    "MessageRetentionPeriod",
    "MaximumMessageSize",
    "ReceiveMessageWaitTimeSeconds",
)

Template = Mapping[str, Any]


@dataclass(frozen=True)
class Made:
    """The names the product's settings need; empty where the templates have no such thing."""

    table: str
    queue_url: str
    bucket: str


def templates(intake: Path) -> Sequence[Path]:
    """Where the deployment of an app describes what it makes: what it keeps, and what works on that."""
    return (intake.parent / "deploy" / "data.json", intake / ".chalice" / "resources.json")


def named(files: Sequence[Path], endpoint: str) -> Made:
    """The names, before anything exists: the other parts can start while the engine does."""
    template = _read(files)
    resources: Template = template.get("Resources", {})
    names = _Names(template)
    tables = [names.of(one, "TableName") for one in _of(resources, "AWS::DynamoDB::Table")]
    queues = [names.of(one, "QueueName") for one in _queues_in_order(resources)]
    buckets = [names.of(one, "BucketName").lower() for one in _of(resources, "AWS::S3::Bucket")]
    return Made(
        tables[0] if tables else "varde",
        f"{endpoint}/{_ACCOUNT}/{queues[-1]}" if queues else "",
        buckets[0] if buckets else "",
    )


def ensure(files: Sequence[Path], endpoint: str, keys: Mapping[str, str], origin: str) -> None:
    """Create what is missing. `origin` is the site's, the only one that may upload from a browser."""
    template = _read(files)
    resources: Template = template.get("Resources", {})
    names = _Names(template)
    services = _Services(endpoint, keys)
    for table in _of(resources, "AWS::DynamoDB::Table"):
        _make_table(services, names, table)
    for queue in _queues_in_order(resources):
        _make_queue(services, names, queue)
    for bucket in _of(resources, "AWS::S3::Bucket"):
        _make_bucket(services, names, bucket, origin)


def table_of(name: str, endpoint: str, keys: Mapping[str, str]) -> Any:
    """What the engine says about a table. Raises ClientError when it has none."""
    return _Services(endpoint, keys)["dynamodb"].describe_table(TableName=name)


def _read(files: Sequence[Path]) -> Template:
    """The templates as one; a file that is missing describes nothing."""
    read: list[Template] = [json.loads(file.read_text()) for file in files if file.exists()]
    resources = {name: one for template in read for name, one in template.get("Resources", {}).items()}
    return {
        "Parameters": {name: one for template in read for name, one in template.get("Parameters", {}).items()},
        "Resources": {name: one for name, one in resources.items() if _is_for_here(one)},
    }


def _is_for_here(resource: Template) -> bool:
    return bool(resource.get("Metadata", {}).get("Varde", {}).get("Only") != "AWS")


class _Services:
    """One client per service, made when first asked for."""

    def __init__(self, endpoint: str, keys: Mapping[str, str]) -> None:
        self._session = boto3.session.Session(keys["access_key_id"], keys["secret_access_key"], region_name=REGION)
        self._endpoint = endpoint

    def __getitem__(self, name: str) -> Any:
        return self._session.client(name, endpoint_url=self._endpoint, config=_PATIENT)  # type: ignore[call-overload]


class _Names:
    """Reads names and references in a template."""

    def __init__(self, template: Template) -> None:
        self._resources: Template = template.get("Resources", {})
        self._values = {name: one.get("Default", "") for name, one in template.get("Parameters", {}).items()}
        self._values |= {
            "AWS::Region": REGION,
            "AWS::AccountId": _ACCOUNT,
            "AWS::Partition": "aws",
            "AWS::StackName": "varde",
        }

    def of(self, logical: str, prop: str) -> str:
        """The resource's own name, or one made from its logical id."""
        given = self._resources[logical].get("Properties", {}).get(prop)
        name = self.value(given) if given else ""
        return str(name) or _KEPT.get(logical, f"varde-{logical.lower()}")

    def properties(self, logical: str) -> dict[str, Any]:
        """The resource's properties, with their references resolved."""
        found: dict[str, Any] = self.value(self._resources[logical].get("Properties", {}))
        return found

    def value(self, node: Any) -> Any:
        """The node with its references resolved."""
        if isinstance(node, list):
            return [self.value(one) for one in node]
        if not isinstance(node, dict):
            return node
        if "Ref" in node:
            return self._values.get(node["Ref"], node["Ref"])
        if "Fn::Sub" in node and isinstance(node["Fn::Sub"], str):
            text = node["Fn::Sub"]
            for name, value in self._values.items():
                text = text.replace("${" + name + "}", str(value))
            return text
        if "Fn::GetAtt" in node:
            target = node["Fn::GetAtt"]
            logical = target[0] if isinstance(target, list) else target.split(".")[0]
            return f"arn:aws:sqs:{REGION}:{_ACCOUNT}:{self.of(logical, 'QueueName')}"
        return {name: self.value(one) for name, one in node.items()}


def _of(resources: Template, kind: str) -> list[str]:
    return [logical for logical, one in resources.items() if one.get("Type") == kind]


def _queues_in_order(resources: Template) -> list[str]:
    """Those that others send their dead letters to come first; the one that is worked on is the last."""
    return sorted(
        _of(resources, "AWS::SQS::Queue"), key=lambda one: "RedrivePolicy" in resources[one].get("Properties", {})
    )


def _make_table(services: _Services, names: _Names, logical: str) -> None:
    client = services["dynamodb"]
    name = names.of(logical, "TableName")
    properties = names.properties(logical)
    if name in client.list_tables()["TableNames"]:
        _add_indexes(client, name, properties)
        return
    accepted = client.meta.service_model.operation_model("CreateTable").input_shape.members
    wanted = {key: value for key, value in properties.items() if key in accepted}
    for elsewhere in ("SSESpecification", "Tags", "DeletionProtectionEnabled"):
        wanted.pop(elsewhere, None)
    if "StreamSpecification" in wanted:
        wanted["StreamSpecification"]["StreamEnabled"] = True
    client.create_table(**{**wanted, "TableName": name})
    if "TimeToLiveSpecification" in properties:
        client.update_time_to_live(TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"])


def _add_indexes(client: Any, name: str, properties: Template) -> None:
    """A table of an earlier version gets the indexes that came later."""
    table = client.describe_table(TableName=name)["Table"]
    has = {index["IndexName"] for index in table.get("GlobalSecondaryIndexes", [])}
    for index in properties.get("GlobalSecondaryIndexes", []):
        if index["IndexName"] not in has:
            client.update_table(
                TableName=name,
                AttributeDefinitions=properties["AttributeDefinitions"],
                GlobalSecondaryIndexUpdates=[{"Create": index}],
            )


def _make_queue(services: _Services, names: _Names, logical: str) -> None:
    properties = names.properties(logical)
    attributes = {key: str(properties[key]) for key in _QUEUE_ATTRIBUTES if key in properties}
    if "RedrivePolicy" in properties:
        attributes["RedrivePolicy"] = json.dumps(properties["RedrivePolicy"])
    services["sqs"].create_queue(QueueName=names.of(logical, "QueueName"), Attributes=attributes)


def _make_bucket(services: _Services, names: _Names, logical: str, origin: str) -> None:
    client = services["s3"]
    name = names.of(logical, "BucketName").lower()
    try:
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    except ClientError as error:
        if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
            raise
    rule = {"AllowedMethods": ["POST", "GET"], "AllowedOrigins": [origin], "AllowedHeaders": ["*"]}
    client.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [rule]})
