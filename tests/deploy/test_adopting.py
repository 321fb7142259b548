"""Which tables a deployment does not take, and why."""

import json

import pytest

from tests.conftest import TEMPLATES
from workshop.deploy import adopt

TEMPLATE = TEMPLATES[0].read_text()


class Account:
    """What AWS says about one table and the stack it is in, where the engine cannot say it."""

    def __init__(self, stack="", policy="Retain", keys=("pk", "sk")):
        self.stack, self.policy, self.keys = stack, policy, keys

    def describe_table(self, TableName):  # noqa: N803 - as AWS calls it
        return {"Table": {"TableName": TableName, "KeySchema": [{"AttributeName": one} for one in self.keys]}}

    def describe_stack_resources(self, PhysicalResourceId):  # noqa: N803
        found = {"StackName": self.stack, "ResourceType": "AWS::DynamoDB::Table"}
        return {"StackResources": [{**found, "PhysicalResourceId": PhysicalResourceId}] if self.stack else []}

    def describe_stack_resource(self, StackName, LogicalResourceId):  # noqa: N803
        kind = "AWS::DynamoDB::Table" if StackName == self.stack else "AWS::SQS::Queue"
        detail = {"ResourceType": kind, "ResourceStatus": "CREATE_COMPLETE", "PhysicalResourceId": "varde"}
        return {"StackResourceDetail": {**detail, "LogicalResourceId": LogicalResourceId}}

    def get_template(self, **_):
        return {"TemplateBody": {"Resources": {"Table": {"DeletionPolicy": self.policy}}}}


@pytest.mark.parametrize(
    ("account", "reasons"),
    [
        (Account(), []),
        (Account("help"), []),
        (Account("help-data"), []),
        (Account("shop"), ["varde is in the stack shop; two stacks cannot hold one table"]),
        (Account(keys=("id",)), ["varde is not a table of Varde: its keys are not pk and sk"]),
        (Account("help", policy="Delete"),
         ["the table in help lacks DeletionPolicy: Retain, so it would be deleted on its way out"]),
    ],
)  # fmt: skip
def test_only_a_table_of_varde_that_nobody_else_holds_is_taken(account, reasons):
    assert adopt.refused(account, account, "varde", ("help", "help-data")) == reasons


def test_what_is_kept_without_its_table_is_all_the_rest():
    whole, rest = json.loads(TEMPLATE), json.loads(adopt.without_table(TEMPLATE))
    assert set(whole["Resources"]) - set(rest["Resources"]) == {"Table"}
    assert rest["Outputs"] == whole["Outputs"]  # an import may change nothing else, outputs included
