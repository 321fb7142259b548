"""What would lose data is refused, also where CloudFormation and the engine would do it."""

import copy
import json
import uuid

import pytest

from tests.conftest import TEMPLATES
from workshop.deploy.changes import Change
from workshop.deploy.refusals import refusals
from workshop.deploy.stacks import StackTrouble, Wanted, plan, planned
from workshop.package.template import INLINE

TABLE = json.loads(TEMPLATES[0].read_text())["Resources"]["Table"]
FIRST = {
    "Parameters": {"Commit": {"Type": "String", "Default": "one"}, "Wait": {"Type": "Number", "Default": 30}},
    "Resources": {
        "Table": TABLE,
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "VisibilityTimeout": {"Ref": "Wait"},
                "Tags": [{"Key": "commit", "Value": {"Ref": "Commit"}}],
            },
        },
    },
    "Outputs": {"Commit": {"Value": {"Ref": "Commit"}}},
}


def changed(change):
    template = copy.deepcopy(FIRST)
    change(template["Resources"]["Table"]["Properties"], template)
    return template


def add_index(properties, *names):
    for name in names:
        properties["AttributeDefinitions"].append({"AttributeName": name, "AttributeType": "S"})
        index = {"IndexName": name, "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}]}
        properties["GlobalSecondaryIndexes"].append({**index, "Projection": {"ProjectionType": "ALL"}})


@pytest.fixture(scope="module")
def stack(cloudformation):
    """A stack that runs, with a table."""
    name = f"refusals-{uuid.uuid4().hex[:8]}"
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(FIRST), Parameters=[
        {"ParameterKey": "Wait", "ParameterValue": "60"}])  # fmt: skip
    cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1})
    return name


@pytest.fixture
def asked(cloudformation, stack):
    """`asked(change)`: what an update with a changed template would do; the stack stays as it is."""

    def ask(change=lambda *_: None, **parameters):
        return plan(cloudformation, stack, json.dumps(changed(change)), parameters, pause=lambda _: None)

    yield ask
    assert cloudformation.list_change_sets(StackName=stack)["Summaries"] == []
    assert cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_an_update_without_changes_changes_nothing(asked):
    found = asked()
    assert (found.new, found.changes, found.refusals) == (False, [], [])


def test_parameters_keep_their_value_and_a_default_follows_the_template(asked):
    def next_commit(_, template):
        template["Parameters"]["Commit"]["Default"] = "two"
        template["Parameters"]["Wait"]["Default"] = 45  # the stack has 60, by hand

    (queue,) = asked(next_commit).changes
    assert (queue.name, queue.properties) == ("Queue", ("Tags",))
    assert [one.properties for one in asked(Wait="90").changes] == [("VisibilityTimeout",)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda table, _: table.update(TableName="another"), "Table holds data and would be replaced by an empty one"),
        (lambda table, _: table["KeySchema"][1].update(AttributeName="taken_key"),
         "Table holds data and would be replaced by an empty one"),
        (lambda _, template: template["Resources"].pop("Table"), "Table holds data and would leave the stack"),
        (lambda table, _: add_index(table, "by_a", "by_b"),
         "Table would need 2 updates, one for each index: make by_a, make by_b"),
        (lambda table, _: table["GlobalSecondaryIndexes"][0].update(IndexName="by_other"),
         "Table would need 2 updates, one for each index: delete by_requester, make by_other"),
        (lambda _, template: template["Resources"]["Table"].pop("DeletionPolicy"),
         "Table holds data and lacks DeletionPolicy: Retain"),
        (lambda _, template: template["Resources"].update(Files={"Type": "AWS::S3::Bucket"}),
         "Files holds data and lacks DeletionPolicy and UpdateReplacePolicy: Retain"),
    ],
)  # fmt: skip
def test_what_would_lose_data_is_refused_in_a_sentence(asked, change, reason):
    assert asked(change).refusals == [reason]


def test_one_index_more_is_fine(asked):
    found = asked(lambda table, _: add_index(table, "by_a"))
    assert found.refusals == []
    assert [one.name for one in found.changes] == ["Table"]


def perhaps(*recreating):
    return [Change("Table", "AWS::DynamoDB::Table", "Modify", "Conditional", recreating, recreating)]


def test_aws_says_perhaps_to_each_new_index_and_only_another_type_is_refused():
    more = changed(lambda table, _: add_index(table, "by_a"))
    assert refusals(perhaps("AttributeDefinitions", "GlobalSecondaryIndexes"), FIRST, more) == []
    other = changed(lambda table, _: table["AttributeDefinitions"][0].update(AttributeType="N"))
    lost = ["Table holds data and would be replaced by an empty one"]
    assert refusals(perhaps("AttributeDefinitions"), FIRST, other) == lost
    assert refusals(perhaps("AttributeDefinitions"), {}, more) == lost


def test_a_name_that_a_parameter_changes_is_refused_although_the_templates_are_the_same():
    assert refusals(perhaps("TableName"), FIRST, FIRST) == ["Table holds data and would be replaced by an empty one"]


def test_asking_about_a_stack_that_is_not_there_leaves_none(cloudformation):
    name = f"new-{uuid.uuid4().hex[:8]}"
    found = plan(cloudformation, name, json.dumps(FIRST), {}, pause=lambda _: None)
    assert (found.new, [one.name for one in found.changes], found.refusals) == (True, ["Table", "Queue"], [])
    assert name not in [one["StackName"] for one in cloudformation.list_stacks()["StackSummaries"]
                        if one["StackStatus"] != "DELETE_COMPLETE"]  # fmt: skip


def test_what_cloudformation_refuses_is_its_own_sentence(cloudformation, stack):
    needs = {**FIRST, "Parameters": {**FIRST["Parameters"], "Secret": {"Type": "String"}}}
    with pytest.raises(StackTrouble, match=r"CloudFormation refuses: .*Secret"):
        plan(cloudformation, stack, json.dumps(needs), {}, pause=lambda _: None)
    with pytest.raises(StackTrouble, match="CloudFormation refuses: "):
        plan(cloudformation, "not a name", json.dumps(FIRST), {}, pause=lambda _: None)


def test_a_template_that_is_not_json_is_refused(cloudformation, stack):
    with pytest.raises(StackTrouble, match="the template is not JSON"):
        plan(cloudformation, stack, "Resources:\n  Table: {}\n", {}, pause=lambda _: None)


def test_the_alarms_that_take_an_update_back_are_given_to_cloudformation(cloudformation, stack):
    class Recorded:
        """CloudFormation, which remembers what it was asked for."""

        def __getattr__(self, name):
            return getattr(cloudformation, name)

        def create_change_set(self, **given):
            self.given = given
            return cloudformation.create_change_set(**given)

    recorded, arn = Recorded(), "arn:aws:cloudwatch:eu-north-1:000000000000:alarm:ApiFails"
    with planned(recorded, stack, Wanted(json.dumps(FIRST), {}, watched=[arn]), pause=lambda _: None):
        pass
    assert recorded.given["RollbackConfiguration"] == {
        "MonitoringTimeInMinutes": 3, "RollbackTriggers": [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"}]
    }  # fmt: skip


def test_only_what_stays_in_the_account_may_leave_the_stack():
    gone = changed(lambda _, template: template["Resources"].pop("Table"))
    left = [Change("Table", "AWS::DynamoDB::Table", "Remove", stays=True)]
    lost = [Change("Table", "AWS::DynamoDB::Table", "Remove")]
    assert refusals(left, FIRST, gone, frozenset({"Table"})) == []
    assert refusals(lost, FIRST, gone, frozenset({"Table"})) == ["Table holds data and would leave the stack"]
    assert refusals(left, FIRST, gone, frozenset({"Other"})) == ["Table holds data and would leave the stack"]


def test_a_stack_that_somebody_else_changes_is_left_alone(cloudformation, stack):
    class Busy:
        """CloudFormation, in which the stack is being changed."""

        def describe_stacks(self, **given):
            found = cloudformation.describe_stacks(**given)
            found["Stacks"][0]["StackStatus"] = self.status
            return found

    busy = Busy()
    for status, words in (("UPDATE_IN_PROGRESS", "somebody else"), ("UPDATE_ROLLBACK_FAILED", "continue-update-roll")):
        busy.status = status
        with pytest.raises(StackTrouble, match=words):
            plan(busy, stack, json.dumps(FIRST), {}, pause=lambda _: None)


def test_a_template_that_only_spaces_make_too_large_is_asked_about(cloudformation, stack):
    wide = json.dumps(FIRST, indent=400)
    assert len(wide) > INLINE
    assert plan(cloudformation, stack, wide, {}, pause=lambda _: None).changes == []
