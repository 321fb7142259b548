"""What a deployment uploads: small, complete, and with no more rights than it uses."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from chalicelib.company import folder, shipped
from tests.roles import channels
from workshop.package import vendor

ROOT = Path(__file__).resolve().parents[2]

HANDLE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import app
assert app.__file__.startswith(sys.argv[1]), app.__file__
event = {"resource": "/policy", "httpMethod": "GET", "headers": {}, "multiValueQueryStringParameters":
         {"on": ["2026-11-23"]}, "pathParameters": None, "body": None, "isBase64Encoded": False, "stageVariables": None,
         "requestContext": {"resourcePath": "/policy", "httpMethod": "GET", "path": "/api/policy", "identity": {}}}
answer = app.app(event, None)
from chalicelib.mail.compose import compose
from chalicelib.mail.letter import Letter
from datetime import datetime, timezone
for language in sys.argv[2].split(","):
    letter = Letter("v-1-received", "case_received", "ada@customer.example", language, {
        "number": "V-1", "overview": "Export", "requester_name": "Ada", "channel": sys.argv[3], "staff_access": True,
        "promise_kind": "business_days", "promise_amount": 1, "due": "2026-11-24T09:00:00+00:00"})
    compose(letter, sender="Help <help@vendor.example>", site_url="https://help.vendor.example",
            zone="Europe/Oslo", sent_at=datetime.now(timezone.utc))
from chalicelib.http.requests import AskForCode
from chalicelib.http.parsing import parse
parse(AskForCode, {"email": "ada@customer.example"})
from chalicelib.pasted.phone import phone
for number in ("+47 22 22 55 55", "+1 (202) 555-0142", "+81 (0)3-1234-5678", "+870 773 111 632"):
    phone(number)
from chalicelib.pasted.link import links
links("https://bl\u00e5b\u00e6r.example/")
from chalicelib.http.proofs import AltchaProofs
assert AltchaProofs("secret", lambda: 1).solved("e30=", "POST /cases") is None
from chalicelib.http.tokens import token_reader
assert token_reader({"vendor": "k" * 40})("not.a.token", "https://help.vendor.example") is None
import boto3
print(json.dumps({"status": answer["statusCode"], "on": json.loads(answer["body"])["on"],
                  "from": sorted({name.partition(".")[0] for name, module in sys.modules.items()
                           if (getattr(module, "__file__", None) or "").startswith(sys.argv[1])}),
                  "boto3": boto3.__file__}))
"""


def languages():
    return sorted(path.stem for path in (ROOT / "intake/chalicelib/mail/words").glob("*.toml"))


def test_the_package_is_small_and_leaves_boto3_to_the_runtime(package, names):
    assert package[0].stat().st_size < 3_000_000
    tops = {name.partition("/")[0] for name in names}
    assert tops & {"boto3", "botocore", "pip", "setuptools", "dns", "tests", ".chalice"} == set()


def test_a_cold_start_compiles_nothing(names):
    sources = {Path(name) for name in names if name.endswith(".py")}
    compiled = {
        Path(name).parents[1] / f"{Path(name).name.partition('.')[0]}.py" for name in names if name.endswith(".pyc")
    }
    plans = {name for name in sources if name.match("phonenumbers/data/region_*.py")}  # read when a number is, one each
    assert len(plans) > 200
    assert compiled == sources - plans


def test_the_policy_and_the_words_of_the_mails_are_inside(package, names):
    assert {f"chalicelib/mail/words/{language}.toml" for language in languages()} <= set(names)
    with zipfile.ZipFile(package[0]) as zipped:
        policy = tomllib.loads(zipped.read("chalicelib/company/data/policy.toml").decode())
    assert policy == tomllib.loads((folder() / "policy.toml").read_text())


def test_dates_can_be_written_in_every_language_of_the_mails(names):
    assert set(languages()) <= set(vendor.LANGUAGES)
    assert {f"babel/locale-data/{language}.dat" for language in vendor.LANGUAGES} <= set(names)


def test_a_fresh_python_answers_with_the_package_and_the_runtimes_boto3_alone(package, tmp_path):
    with zipfile.ZipFile(package[0]) as zipped:
        zipped.extractall(tmp_path / "task")
    runtime = tmp_path / "runtime"  # what Lambda brings along
    runtime.mkdir()
    libraries = Path(next(path for path in sys.path if path.endswith("site-packages")))
    for name in ("boto3", "botocore", "jmespath", "s3transfer", "dateutil", "urllib3", "six.py"):
        (runtime / name).symlink_to(libraries / name)
    environment = {
        "VARDE_SECRET": "a secret of this test",
        "PYTHONPATH": str(runtime),
        "PATH": os.environ["PATH"],
        "AWS_DEFAULT_REGION": "eu-north-1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    answer = subprocess.run(
        [sys.executable, "-S", "-c", HANDLE, tmp_path / "task", ",".join(languages()), channels.mail().id],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert (said["status"], said["on"]) == (200, "2026-11-23")
    assert said["boto3"].startswith(str(runtime))
    tops = {name.partition("/")[0].removesuffix(".py") for name in zipfile.ZipFile(package[0]).namelist()}
    assert {top for top in tops if (tmp_path / "task" / top).is_dir()} - {"tzdata", "__pycache__"} <= set(said["from"])


def test_every_name_and_address_in_the_template_is_of_a_resource_it_creates(template):
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["VARDE_TABLE"] == {"Ref": "TableName"}
    assert variables["VARDE_QUEUE_URL"] == {"Ref": "Outbox"}
    known = set(template["Resources"]) | set(template["Parameters"])
    assert {name for name in _references(template) if not name.startswith("AWS::")} <= known
    assert template["Parameters"]["Commit"]["Default"] not in ("", "unknown")


def test_no_function_may_do_more_than_it_does(template):
    allowed = {
        name.removesuffix("Role"): {
            action for policy in role["Properties"]["Policies"] for action in _actions(policy["PolicyDocument"])
        }
        for name, role in template["Resources"].items()
        if role["Type"] == "AWS::IAM::Role"
    }
    assert all("*" not in action for actions in allowed.values() for action in actions)
    on_events = ("SendOutbox", "SweepOutbox", "TurnCases", "RecordMailEvents")
    api = next(actions for name, actions in allowed.items() if name not in on_events)
    assert not any(action.startswith("ses:") for action in api)
    assert "sqs:SendMessage" in api
    for mailing in ("SendOutbox", "SweepOutbox"):
        assert {"ses:SendRawEmail", "dynamodb:UpdateItem", "dynamodb:Query"} <= allowed[mailing]
        assert not {"dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Scan"} & allowed[mailing]
    assert not any(action.startswith("ses:") or action == "dynamodb:Scan" for action in allowed["TurnCases"])
    assert {one for one in allowed["RecordMailEvents"] if one.startswith(("dynamodb:", "ses:"))} == {
        "dynamodb:GetItem",
        "dynamodb:UpdateItem",
    }


def test_what_ses_says_about_a_mail_comes_to_the_function_that_stores_it(template):
    resources = template["Resources"]
    published = resources["MailSettingsEvents"]["Properties"]
    assert published["ConfigurationSetName"] == {"Ref": "MailSettings"}
    assert {"send", "bounce"} <= set(published["EventDestination"]["MatchingEventTypes"])
    assert [one["Arn"] for one in resources["MailEventsRule"]["Properties"]["Targets"]] == [
        {"Fn::GetAtt": ["MailEvents", "Arn"]}
    ]
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["VARDE_MAIL_SETTINGS"] == {"Ref": "MailSettings"}


def test_the_package_knows_the_articles_that_readers_may_answer_about(package):
    with zipfile.ZipFile(package[0]) as zipped:
        known = json.loads(zipped.read("chalicelib/articles/published.json"))
    article = shipped().articles["cannot_sign_in"]
    for locale in shipped().locales:
        assert f"/{locale.prefix}{article}/" in known["addresses"][locale.id]


def test_mail_may_go_out_from_one_address_only(template):
    statements = [
        one
        for role in template["Resources"].values()
        if role["Type"] == "AWS::IAM::Role"
        for policy in role["Properties"]["Policies"]
        for one in policy["PolicyDocument"]["Statement"]
    ]
    mailing = [one for one in statements if "ses:SendRawEmail" in one["Action"]]
    assert mailing
    assert all(one["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "MailAddress"}}} for one in mailing)


def test_a_requirement_that_the_lock_does_not_have_is_named():
    with pytest.raises(vendor.PackageTrouble, match=r"nowhere==1\.0"):
        vendor.pinned("babel==2.18.0 \\\n    --hash=sha256:x\n", ["nowhere==1.0"])


def _actions(document):
    for one in document["Statement"]:
        yield from [one["Action"]] if isinstance(one["Action"], str) else one["Action"]


def _references(node):
    if isinstance(node, list):
        for one in node:
            yield from _references(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "Ref":
                yield value
            elif name == "Fn::GetAtt":
                yield value[0]
            else:
                yield from _references(value)


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://help.example.com", True), ("https://example.com/help", True), ("https://example.com/a/b", True),
        ("https://example.com/help/", False), ("http://example.com", False), ("https://example.com/a?b", False),
    ],
)  # fmt: skip
def test_a_deployment_takes_the_address_of_a_site_below_a_path(address, fits):
    resources = json.loads((ROOT / "intake" / ".chalice" / "resources.json").read_text())
    assert bool(re.fullmatch(resources["Parameters"]["SiteUrl"]["AllowedPattern"], address)) is fits
