"""Traps of CloudFormation, SAM and API Gateway that the template that we deploy does not step into."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from chalicelib.http.codes import shipped as codes
from workshop.deploy.changes import HOLDS_DATA
from workshop.package import build, runtime
from workshop.package import template as ours
from workshop.package.vendor import PackageTrouble

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 29  # seconds that API Gateway waits for a function
DATA = ROOT / "deploy" / "data.json"
NAMES = {"TableName", "QueueName", "BucketName", "FunctionName", "RoleName", "LogGroupName", "Name", "TopicName"}
NAMING_OTHERS = {  # these have the name of what they belong to
    "AWS::Lambda::Permission", "AWS::Logs::MetricFilter", "AWS::SES::ConfigurationSetEventDestination",
}  # fmt: skip


def of(template, kind):
    return {name: one for name, one in template["Resources"].items() if one["Type"] == kind}


@pytest.fixture
def kept():
    """The template of what is kept."""
    return json.loads(DATA.read_text())


@pytest.fixture
def functions(template):
    found = {name: one["Properties"] for name, one in of(template, "AWS::Serverless::Function").items()}
    assert len(found) == 5
    return found


def variables(function):
    return function.get("Environment", {}).get("Variables", {})


def test_two_builds_of_one_commit_are_the_same_bytes(package, tmp_path):
    again = tmp_path / "in a folder with a longer name" / "again"
    answer = subprocess.run(
        [sys.executable, "-m", "workshop.package.build", "--output", again],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert sorted(path.name for path in again.glob("*.*")) == sorted(path.name for path in package)
    for path in package:
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_code_is_named_by_its_hash_so_that_an_update_without_changes_changes_nothing(package, functions):
    digest = hashlib.sha256(package[0].read_bytes()).hexdigest()
    assert package[0].name == f"deployment-{digest[:16]}.zip"
    assert {one["CodeUri"] for one in functions.values()} == {f"./{package[0].name}"}


def test_nothing_in_the_zip_says_when_or_where_it_was_built(package):
    with zipfile.ZipFile(package[0]) as zipped:
        entries = zipped.infolist()
        assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in entries} == {0o644}
        assert [one.filename for one in entries] == sorted(one.filename for one in entries)
        compiled = [one for one in entries if one.filename.endswith(".pyc")]
        assert compiled
        assert not [one.filename for one in compiled if b"/tmp" in zipped.read(one)]


def test_cloudformation_takes_the_template_inline(package):
    assert package[1].stat().st_size < ours.INLINE


def test_a_template_that_is_larger_is_refused_at_home(template, package, monkeypatch):
    monkeypatch.setattr(ours, "INLINE", package[1].stat().st_size - 1)
    with pytest.raises(PackageTrouble, match="CloudFormation takes"):
        ours.completed(template, package[0], build.CODES)


def test_all_functions_run_the_python_that_built_the_package(functions):
    assert {one["Runtime"] for one in functions.values()} == {f"python{runtime.BUILT_FOR}"}


def test_one_place_names_the_runtime_of_releases():
    assert runtime.named(ROOT) in ("3.11", "3.12", "3.13")
    written = [
        path.relative_to(ROOT)
        for folder in ("intake", "scripts", "deploy", ".github", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in (".py", ".json", ".yml", ".js", "") and "python3.13" in path.read_text()
    ]
    assert [one for one in written if one != Path("scripts/setup")] == []


def test_a_release_with_another_python_is_not_built(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(runtime, "BUILT_FOR", "3.10")
    assert build.main(["--release", "--output", str(tmp_path / "out")]) == 1
    assert "not built: releases are built for Python" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def lint(file):
    """cfn-lint's findings about a template: rule -> where. Those about a runtime's last day depend on today."""
    subprocess.run([ROOT / "scripts/setup", "lint"], check=True, capture_output=True)
    answer = subprocess.run(
        [ROOT / ".venv-lint/bin/cfn-lint", "--format", "json", "--regions", "eu-north-1",
         "--ignore-checks", "W2531", "E2531", "E2533", "--", file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.stdout.startswith("["), answer.stderr
    return {(one["Rule"]["Id"], one["Location"]["Path"][1]) for one in json.loads(answer.stdout)}


def test_cfn_lint_finds_nothing(package):
    assert lint(package[1]) == set()
    assert lint(DATA) == set()


def test_cfn_lint_finds_what_aws_would_refuse(template, tmp_path):
    broken = json.loads(json.dumps(template))["Resources"]
    broken["MailEvents"]["Properties"]["VisibilityTimeot"] = 180
    broken["Outbox"]["Properties"]["VisibilityTimeout"] = {"Ref": "Nobody"}
    broken["ApiLogs"]["Properties"]["RetentionInDays"] = 31
    file = tmp_path / "template.json"
    file.write_text(json.dumps({**template, "Resources": broken}))
    found = lint(file)
    assert {rule[0] for rule, _ in found} == {"E"}
    assert {where for _, where in found} == {"ApiLogs", "MailEvents", "Outbox"}


def test_the_api_has_one_stage_and_no_distribution_of_its_own(template):
    """Without OpenApiVersion, SAM makes a second one, named Stage, open to everybody."""
    assert template["Globals"]["Api"] == {"OpenApiVersion": "2.0"}
    api = of(template, "AWS::Serverless::Api")["RestAPI"]["Properties"]
    assert (api["StageName"], api["EndpointConfiguration"]) == ("api", "REGIONAL")


def test_a_function_ends_before_api_gateway_stops_waiting_and_before_its_message_comes_again(template, functions):
    assert all(one["Timeout"] < PATIENCE for one in functions.values())
    worked_on = [one["Properties"] for one in of(template, "AWS::SQS::Queue").values()
                 if "RedrivePolicy" in one["Properties"]]  # fmt: skip
    longest = max(one["Timeout"] for one in functions.values())
    assert all(one["VisibilityTimeout"] >= 6 * longest for one in worked_on)  # as AWS recommends


def test_no_resource_has_a_name_of_its_own_so_that_two_stacks_fit_into_an_account(template, kept):
    named = {
        (name, prop)
        for name, one in {**template["Resources"], **kept["Resources"]}.items()
        for prop in NAMES & set(one.get("Properties", {}))
        if one["Type"] not in NAMING_OTHERS
    }
    assert named == set()
    assert "varde" not in json.dumps(
        [one.get("Properties", {}).get("Events") for one in template["Resources"].values()]
    )


def test_functions_listen_to_the_queues_of_their_own_stack(functions):
    heard = {
        name: next(iter(one["Events"].values()))["Properties"]["Queue"]["Fn::Sub"].rpartition(":")[2]
        for name, one in functions.items()
        if any(event["Type"] == "SQS" for event in one.get("Events", {}).values())
    }
    assert heard == {"SendOutbox": "${Outbox.QueueName}", "RecordMailEvents": "${MailEvents.QueueName}"}


def test_what_keeps_data_is_in_a_stack_of_its_own_and_outlives_it(template, kept):
    assert {one["Type"] for one in template["Resources"].values()} & HOLDS_DATA == set()
    assert {one["Type"] for one in kept["Resources"].values()} <= HOLDS_DATA
    for one in kept["Resources"].values():
        assert (one["DeletionPolicy"], one["UpdateReplacePolicy"]) == ("Retain", "Retain")
    table = kept["Resources"]["Table"]["Properties"]
    assert table["DeletionProtectionEnabled"] is True
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    for bucket in of(kept, "AWS::S3::Bucket").values():
        closed = bucket["Properties"]["PublicAccessBlockConfiguration"]
        assert len(closed) == 4
        assert set(closed.values()) == {True}


def test_the_app_is_given_the_table_that_the_other_stack_made(template):
    assert template["Outputs"]["TableName"]["Value"] == {"Ref": "TableName"}
    assert "Default" not in template["Parameters"]["TableName"]  # a deployment without a table is no deployment


def test_logs_end_after_thirty_days_and_no_function_makes_a_group_that_does_not(template, functions):
    groups = of(template, "AWS::Logs::LogGroup")
    assert {one["Properties"]["RetentionInDays"] for one in groups.values()} == {30}
    assert {one["LoggingConfig"]["LogGroup"]["Ref"] for one in functions.values()} == set(groups)
    roles = of(template, "AWS::IAM::Role")
    for function in functions.values():
        role = roles[function["Role"]["Fn::GetAtt"][0]]["Properties"]
        statements = [one for policy in role["Policies"] for one in policy["PolicyDocument"]["Statement"]]
        logging = [one for one in statements if "logs:" in json.dumps(one["Action"])]
        assert [one["Action"] for one in logging] == [["logs:CreateLogStream", "logs:PutLogEvents"]]
        assert logging[0]["Resource"] == {"Fn::GetAtt": [function["LoggingConfig"]["LogGroup"]["Ref"], "Arn"]}


def test_keys_of_others_are_in_the_environment_of_the_function_that_compares_them_only(template, functions):
    of_api = {"VARDE_API_KEYS", "VARDE_TOKEN_KEYS", "VARDE_FRONT_SECRET"}
    shared = template["Globals"]["Function"]["Environment"]["Variables"]
    assert of_api & set(shared) == set()
    assert {name for name, one in functions.items() if of_api & set(variables(one))} == {"APIHandler"}
    assert of_api <= set(variables(functions["APIHandler"]))
    hidden = {name for name, one in template["Parameters"].items() if one.get("NoEcho")}
    assert hidden == {"Secret", "ApiKeys", "TokenKeys", "FrontSecret"}


def test_what_api_gateway_refuses_by_itself_is_a_problem_document(template):
    definition = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    responses = definition["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED", "REQUEST_TOO_LARGE", "INTEGRATION_TIMEOUT"} <= set(responses)
    always = {name for name, one in codes().fields.items() if one.always}
    for kind, response in responses.items():
        (body,) = response["responseTemplates"].values()
        problem = json.loads(body)
        known = codes().problems[problem["code"]]
        assert (problem["status"], response["statusCode"]) == (known.status, known.status), kind
        assert problem["title"] == codes().title(known.code)
        assert always <= problem.keys() <= always | set(known.fields)
        headers = response["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.X-Content-Type-Options"] == "'nosniff'"
        waits = known.code in ("slow_down", "unavailable")
        assert ("gatewayresponse.header.Retry-After" in headers) == waits, kind
    said = {kind: json.loads(one["responseTemplates"]["application/json"])["code"] for kind, one in responses.items()}
    assert said["MISSING_AUTHENTICATION_TOKEN"] == "not_found"  # its words for an address that does not exist


def test_the_refusals_of_a_site_below_a_path_are_explained_below_it():
    codes_file = ROOT / "intake" / "chalicelib" / "http" / "codes" / "codes.toml"
    for path in ("", "/answers"):
        said = ours.gateway_responses(codes_file, path)["THROTTLED"]["responseTemplates"]["application/json"]
        assert json.loads(said)["type"] == f"{path}/api/problems#slow_down"


def test_an_alarm_tells_somebody_and_says_what_to_read(template):
    alarms = of(template, "AWS::CloudWatch::Alarm")
    assert alarms
    for name, one in alarms.items():
        assert one["Properties"]["AlarmActions"] == one["Properties"]["OKActions"] == [{"Ref": "Alarms"}]
        assert one["Properties"]["AlarmDescription"].endswith(f" See {name} in OPERATING.md.")
        for watched in one["Properties"].get("Dimensions", ()):
            assert watched["Value"].get("Ref", "OutboxParked") in template["Resources"]
    assert template["Resources"]["AlarmMails"]["Condition"] == "HasAlarmAddress"


def test_the_api_takes_so_many_requests_in_a_second_and_no_more(template):
    (all_routes,) = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    assert (all_routes["HttpMethod"], all_routes["ResourcePath"]) == ("*", "/*")
    limits = {all_routes["ThrottlingRateLimit"]["Ref"], all_routes["ThrottlingBurstLimit"]["Ref"]}
    assert limits == {"RequestsPerSecond"}


def test_an_error_that_the_api_answers_itself_is_counted_from_its_log(template):
    (lines,) = of(template, "AWS::Logs::MetricFilter").values()
    assert lines["Properties"]["LogGroupName"] == {"Ref": "ApiLogs"}
    assert lines["Properties"]["FilterPattern"] == logging.getLevelName(logging.ERROR)
    (counted,) = lines["Properties"]["MetricTransformations"]
    alarm = template["Resources"]["ApiFails"]["Properties"]
    assert (counted["MetricNamespace"], counted["MetricName"]) == (alarm["Namespace"], alarm["MetricName"])
