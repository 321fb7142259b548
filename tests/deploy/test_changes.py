"""What CloudFormation answers about a change set, in words, with what holds data first."""

import pytest

from workshop.deploy.changes import read, words


def told(name, kind, action, replacement=None, policy=None, **properties):
    change = {"LogicalResourceId": name, "ResourceType": kind, "Action": action, "Scope": ["Properties"]}
    change["Details"] = [
        {"Target": {"Attribute": "Properties", "Name": one, "RequiresRecreation": needs}}
        for one, needs in properties.items()
    ]
    given = {"Replacement": replacement, "PolicyAction": policy}
    return {"Type": "Resource", "ResourceChange": {**change, **{key: one for key, one in given.items() if one}}}


TABLE, QUEUE = "AWS::DynamoDB::Table", "AWS::SQS::Queue"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (told("Q", QUEUE, "Add"), "Q (AWS::SQS::Queue) is added"),
        (told("Q", QUEUE, "Remove"), "Q (AWS::SQS::Queue) is deleted"),
        (told("T", TABLE, "Remove", policy="Retain"),
         "T (AWS::DynamoDB::Table) leaves the stack and stays in the account"),
        (told("Q", QUEUE, "Modify", "False", VisibilityTimeout="Never", Tags="Never"),
         "Q (AWS::SQS::Queue) changes (Tags, VisibilityTimeout)"),
        (told("Q", QUEUE, "Modify", "True", QueueName="Always"),
         "Q (AWS::SQS::Queue) is replaced by a new one (QueueName); the old one is deleted"),
        (told("T", TABLE, "Modify", "Conditional", "ReplaceAndRetain", KeySchema="Conditionally"),
         "T (AWS::DynamoDB::Table) changes, and perhaps a new one replaces it (KeySchema); "
         "then the old one stays in the account"),
        (told("Q", QUEUE, "Dynamic"),
         "Q (AWS::SQS::Queue) changes in a way that CloudFormation knows only when it runs"),
        (told("T", TABLE, "Import"), "T (AWS::DynamoDB::Table) is taken into the stack as it is"),
    ],
)  # fmt: skip
def test_each_change_is_one_sentence(given, line):
    assert [words(one) for one in read([given])] == [line]


def test_what_holds_data_comes_first_and_hooks_are_no_resources():
    listed = [told("A", QUEUE, "Add"), {"Type": "Hook"}, told("Z", TABLE, "Add"), told("B", "AWS::S3::Bucket", "Add")]
    assert [one.name for one in read(listed)] == ["B", "Z", "A"]


def test_what_may_replace_is_known_by_property():
    (change,) = read([told("T", TABLE, "Modify", "Conditional", AttributeDefinitions="Conditionally", Tags="Never")])
    assert change.recreating == ("AttributeDefinitions",)
