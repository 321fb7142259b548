"""`scripts/deploy --rehearse`: the whole command, with the package that AWS would get."""

import json
import uuid

import pytest

from workshop.deploy import command, deployment
from workshop.deploy.rehearsal import REGION
from workshop.deploy.secrets import name_of
from workshop.directory import cli as directory
from workshop.feedback import cli as feedback
from workshop.restoring import outbox

OLD = {  # what the one stack of 0.4.0 was made of, as far as it matters here
    "Resources": {
        "Table": json.loads(deployment.DATA.read_text())["Resources"]["Table"],
        "Outbox": {"Type": "AWS::SQS::Queue", "Properties": {}},
    }
}
ITEM = {"pk": {"S": "CASE#1"}, "sk": {"S": "A"}}


def new_name():
    return f"help-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def deploy(aws, package, capsys, monkeypatch):
    """`deploy(name, *words, typed=[…])`: its exit code and what it said."""

    def run(name, *words, typed=(), folder=None):
        answers = iter(typed)
        monkeypatch.setattr("builtins.input", lambda _: next(answers))
        code = command.main([name, "--rehearse", aws, "--package", str(folder or package[1].parent), *words])
        assert list(answers) == [], "not everything was asked"
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture(scope="module")
def running():
    """The name of a deployment that the tests of this file share; each leaves it as it is."""
    return new_name()


@pytest.fixture
def deployed(deploy, running, cloudformation):
    code, said = deploy(running, "--yes")
    assert code == 0, said
    yield running
    for stack in (running, f"{running}-data"):
        assert status(cloudformation, stack).endswith("_COMPLETE")


def status(cloudformation, stack):
    return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]


def exists(cloudformation, stack):
    return stack in [one["StackName"] for one in cloudformation.list_stacks()["StackSummaries"]
                     if one["StackStatus"] != "DELETE_COMPLETE"]  # fmt: skip


def changed(package, tmp_path, change):
    """A folder with the package, in which the template is changed."""
    template = json.loads(package[1].read_text())
    change(template)
    (tmp_path / package[0].name).write_bytes(package[0].read_bytes())
    (tmp_path / "template.json").write_text(json.dumps(template))
    return tmp_path


def table_of(cloudformation, name):
    """The table that the stack of what is kept holds."""
    (held,) = [one for one in cloudformation.describe_stack_resources(StackName=f"{name}-data")["StackResources"]
               if one["LogicalResourceId"] == "Table" and one["ResourceStatus"] != "DELETE_COMPLETE"]  # fmt: skip
    return held["PhysicalResourceId"]


def never(template):
    """A change that AWS finds out about half way: something that nobody says is ready."""
    template["Resources"]["Handle"] = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
    template["Resources"]["Never"] = {
        "Type": "AWS::CloudFormation::WaitCondition", "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "1"},
    }  # fmt: skip
    template["Resources"]["Outbox"]["Properties"]["VisibilityTimeout"] = 300


def outputs(cloudformation, stack):
    found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", ())
    return {one["OutputKey"]: one["OutputValue"] for one in found}


def parameters(cloudformation, stack):
    found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["Parameters"]
    return {one["ParameterKey"]: one["ParameterValue"] for one in found}


def test_one_command_makes_everything_and_says_it_first(deploy, clients, package):
    name, cloudformation = new_name(), clients("cloudformation")
    code, said = deploy(name, "--only-say")
    assert code == 0
    assert [f"{name}-data would be made:", f"{name} would be made:"] == [
        line for line in said.splitlines() if "would" in line and line.startswith(name)
    ]
    assert "  APIHandler (AWS::Serverless::Function) is added" in said
    assert not exists(cloudformation, name)
    assert not exists(cloudformation, f"{name}-data")
    code, said = deploy(name, typed=["no"])
    assert code == 1
    assert not exists(cloudformation, f"{name}-data")

    code, said = deploy(name, typed=["yes"])
    assert code == 0, said
    table = table_of(cloudformation, name)
    assert parameters(cloudformation, name)["TableName"] == outputs(cloudformation, name)["TableName"] == table
    assert clients("dynamodb").describe_table(TableName=table)["Table"]["TableStatus"] == "ACTIVE"
    handler = clients("lambda").get_function_configuration(FunctionName=outputs(cloudformation, name)["APIHandlerName"])
    assert handler["Environment"]["Variables"]["VARDE_TABLE"] == table
    stored = clients("ssm").get_parameter(Name=name_of(name), WithDecryption=True)["Parameter"]
    assert stored["Type"] == "SecureString"
    assert handler["Environment"]["Variables"]["VARDE_SECRET"] == stored["Value"]
    assert stored["Value"] not in said
    bucket = outputs(cloudformation, f"{name}-data")["ReleasesBucket"]
    listed = clients("s3").list_objects_v2(Bucket=bucket)["Contents"]
    assert [one["Key"] for one in listed] == [f"code/{package[0].name}"]
    assert outputs(cloudformation, name)["EndpointURL"] in said


def test_commands_for_operators_find_a_deployment_by_its_name(
    deployed, aws, cloudformation, clients, monkeypatch, capsys
):
    for name, value in (("VARDE_ENDPOINT", aws), ("AWS_ACCESS_KEY_ID", "rehearsal"), ("AWS_DEFAULT_REGION", REGION),
                        ("AWS_SECRET_ACCESS_KEY", "rehearsal")):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert directory.main(["load", "samples", "--stack", deployed]) == 0
    assert "person(s) loaded" in capsys.readouterr().out
    table = table_of(cloudformation, deployed)
    people = clients("dynamodb").scan(TableName=table)["Count"]
    assert people > 0
    assert outbox.main(["list", "--stack", deployed]) == 0
    assert capsys.readouterr().out.endswith("0 mail(s)\n")
    assert feedback.main(["--stack", deployed]) == 0
    capsys.readouterr()
    assert directory.main(["load", "samples", "--stack", "nowhere"]) == 1
    assert "the deployment nowhere cannot be asked: " in capsys.readouterr().err
    assert directory.main(["load", "samples", "--stack", f"{deployed}-data"]) == 1
    assert f"the stack {deployed}-data has no API" in capsys.readouterr().err
    assert clients("dynamodb").scan(TableName=table)["Count"] == people


def test_an_alarm_about_errors_takes_an_update_back_unless_it_rings_already(deployed, clients, package):
    said = []
    planned = deployment.Deployment(clients, deployed, package[0], package[1].read_text(), {}, say=said.append)
    alarms = planned.quiet_alarms()
    names = [arn.rpartition(":alarm:")[2] for arn in alarms]
    assert [name.split("-")[2] for name in sorted(names)] == ["ApiEnds", "ApiFails", "ChatsWait", "MailsWait"]
    clients("cloudwatch").set_alarm_state(AlarmName=sorted(names)[0], StateValue="ALARM", StateReason="a test")
    assert [arn.rpartition(":alarm:")[2] for arn in planned.quiet_alarms()] == sorted(names)[1:]
    assert said == [f"The alarm {sorted(names)[0]} rings already, so it cannot take this update back."]
    clients("cloudwatch").set_alarm_state(AlarmName=sorted(names)[0], StateValue="OK", StateReason="a test")


def test_a_second_run_changes_nothing(deploy, deployed, cloudformation):
    def events():
        both = (deployed, f"{deployed}-data")
        return [cloudformation.describe_stack_events(StackName=one)["StackEvents"] for one in both]

    before = events()
    code, said = deploy(deployed)  # and asks nothing
    assert code == 0
    assert f"{deployed}-data: nothing would change" in said
    assert f"{deployed}: nothing would change" in said
    assert events() == before


def test_an_update_changes_what_it_said_and_nothing_else(deploy, deployed, package, tmp_path):
    def longer(template):
        template["Resources"]["Outbox"]["Properties"]["VisibilityTimeout"] = 200

    folder = changed(package, tmp_path, longer)
    code, said = deploy(deployed, "--only-say", folder=folder)
    assert code == 0
    assert f"{deployed} would change:" in said
    assert "  Outbox (AWS::SQS::Queue) changes (VisibilityTimeout)" in said
    assert deploy(deployed, folder=folder, typed=["no"])[0] == 1
    assert deploy(deployed, folder=folder, typed=["yes"])[0] == 0
    assert f"{deployed}: nothing would change" in deploy(deployed, folder=folder)[1]
    assert deploy(deployed, "--yes")[0] == 0


def test_what_would_lose_data_is_refused_and_nothing_is_done(deploy, deployed, cloudformation, monkeypatch, tmp_path):
    data = json.loads(deployment.DATA.read_text())
    data["Resources"]["Table"]["Properties"]["TableName"] = "another"
    file = tmp_path / "data.json"
    file.write_text(json.dumps(data))
    table = table_of(cloudformation, deployed)
    with monkeypatch.context() as patch:
        patch.setattr(deployment, "DATA", file)
        for words in (["--yes"], ["--only-say"]):
            code, said = deploy(deployed, *words)
            assert code == 1
            assert "refused: Table holds data and would be replaced by an empty one" in said
    assert table_of(cloudformation, deployed) == table


def test_an_update_that_fails_is_taken_back_and_explained(deploy, deployed, package, tmp_path):
    code, said = deploy(deployed, "--yes", folder=changed(package, tmp_path, never))
    assert code == 1
    assert f"{deployed} could not be changed, and is as it was before (UPDATE_ROLLBACK_COMPLETE):" in said
    assert "  Never (AWS::CloudFormation::WaitCondition): " in said
    assert f"{deployed}: nothing would change" in deploy(deployed)[1]


def test_a_first_deployment_that_fails_leaves_no_app_and_the_next_one_succeeds(
    deploy, cloudformation, package, tmp_path
):
    name = new_name()
    code, said = deploy(name, "--yes", folder=changed(package, tmp_path, never))
    assert code == 1
    assert f"{name} could not be made, and what was made of it is taken back:" in said
    assert not exists(cloudformation, name)
    assert deploy(name, "--yes")[0] == 0


def test_taking_the_app_away_keeps_the_data_and_a_new_app_goes_on_with_it(deploy, clients):
    name, cloudformation = new_name(), clients("cloudformation")
    assert deploy(name, "--yes")[0] == 0
    table = table_of(cloudformation, name)
    secret = clients("ssm").get_parameter(Name=name_of(name), WithDecryption=True)["Parameter"]["Value"]
    clients("dynamodb").put_item(TableName=table, Item=ITEM)
    assert deploy(name, "--destroy", typed=["yes"])[0] == 1  # it asks for the name
    assert exists(cloudformation, name)
    code, said = deploy(name, "--destroy", typed=[name])
    assert (code, exists(cloudformation, name)) == (0, False)
    assert f"{name}-data stays" in said

    assert deploy(name, "--yes")[0] == 0
    assert parameters(cloudformation, name)["TableName"] == table
    assert clients("dynamodb").scan(TableName=table)["Items"] == [ITEM]
    assert clients("ssm").get_parameter(Name=name_of(name), WithDecryption=True)["Parameter"]["Value"] == secret

    assert deploy(name, "--destroy", "--with-data", typed=[name, name])[0] == 1  # the second one is the table's name
    assert clients("dynamodb").scan(TableName=table)["Items"] == [ITEM]
    assert deploy(name, "--destroy", "--with-data", typed=[table])[0] == 0
    assert not exists(cloudformation, f"{name}-data")
    assert table not in clients("dynamodb").list_tables()["TableNames"]


def test_the_table_of_a_stack_of_0_4_0_moves_with_all_that_is_in_it(deploy, clients):
    name, cloudformation = new_name(), clients("cloudformation")
    table = f"varde-{name}"
    old = json.loads(json.dumps(OLD))
    old["Resources"]["Table"]["Properties"]["TableName"] = table
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(old))
    cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1})
    clients("dynamodb").put_item(TableName=table, Item=ITEM)
    secret = f"Secret={'s' * 40}"

    code, said = deploy(name, "--parameter", secret, "--yes")  # the table would leave, and nobody said where to
    assert code == 1
    assert "refused: Table holds data and would leave the stack" in said

    code, said = deploy(name, "--parameter", secret, "--adopt", table, "--yes")
    assert code == 0, said
    assert table_of(cloudformation, name) == table
    assert parameters(cloudformation, name)["TableName"] == table
    left = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    assert table not in [one["PhysicalResourceId"] for one in left if one["ResourceStatus"] != "DELETE_COMPLETE"]
    assert clients("dynamodb").scan(TableName=table)["Items"] == [ITEM]
    code, said = deploy(name)
    assert f"{name}-data: nothing would change" in said
    assert f"{name}: nothing would change" in said


def test_a_restored_table_takes_the_place_of_the_one_before_and_gets_its_protection(deploy, clients):
    name, dynamodb = new_name(), clients("dynamodb")
    assert deploy(name, "--yes")[0] == 0
    before = table_of(clients("cloudformation"), name)
    shape = dynamodb.describe_table(TableName=before)["Table"]
    restored = f"restored-{name}"
    dynamodb.create_table(
        TableName=restored, KeySchema=shape["KeySchema"], AttributeDefinitions=shape["AttributeDefinitions"],
        GlobalSecondaryIndexes=[{key: one[key] for key in ("IndexName", "KeySchema", "Projection")}
                                for one in shape["GlobalSecondaryIndexes"]], BillingMode="PAY_PER_REQUEST",
    )  # fmt: skip
    assert deploy(name, "--adopt", "nowhere", "--yes")[0] == 1
    code, said = deploy(name, "--adopt", restored, "--yes")
    assert code == 0, said
    assert table_of(clients("cloudformation"), name) == restored
    assert parameters(clients("cloudformation"), name)["TableName"] == restored
    assert dynamodb.describe_table(TableName=restored)["Table"]["DeletionProtectionEnabled"] is True
    expiry = dynamodb.describe_time_to_live(TableName=restored)["TimeToLiveDescription"]
    assert (expiry["AttributeName"], expiry["TimeToLiveStatus"]) == ("ends", "ENABLED")
    backups = dynamodb.describe_continuous_backups(TableName=restored)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert before in dynamodb.list_tables()["TableNames"]  # the one before stays, in no stack
    assert f"{name}-data: nothing would change" in deploy(name)[1]
