"""What the deployment creates on AWS is created in the engine from the same fragment."""

import copy
import json

from workshop.stack.setup import resources

from .conftest import EXAMPLE, KEYS

SECRETS = {"access_key_id": KEYS["AWS_ACCESS_KEY_ID"], "secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
TEMPLATE = json.loads((EXAMPLE / ".chalice" / "resources.json").read_text())


def ensured(engine, directory, template):
    fragment = directory / "resources.json"
    fragment.write_text(json.dumps(template))
    resources.ensure([fragment], f"http://127.0.0.1:{engine.port}", SECRETS, "http://127.0.0.1:8000")
    return resources.named([fragment], f"http://127.0.0.1:{engine.port}")


def test_tables_queues_and_buckets_are_made_once_and_named_for_the_settings(engines, tmp_path):
    engine = engines()
    made = ensured(engine, tmp_path, TEMPLATE)
    assert made == resources.Made(
        "example", f"http://127.0.0.1:{engine.port}/000000000000/example-outbox", "example-000000000000"
    )
    assert ensured(engine, tmp_path, TEMPLATE) == made
    assert engine.client(service="sqs").get_queue_url(QueueName="example-outbox")["QueueUrl"] == made.queue_url
    engine.client(service="s3").head_bucket(Bucket=made.bucket)
    described = engine.client().describe_time_to_live(TableName="example")["TimeToLiveDescription"]
    assert described == {"AttributeName": "ttl", "TimeToLiveStatus": "ENABLED"}


def test_a_message_that_fails_too_often_is_parked_with_the_dead_letters(engines, tmp_path):
    engine = engines()
    made = ensured(engine, tmp_path, TEMPLATE)
    queue = engine.client(service="sqs")
    attributes = queue.get_queue_attributes(QueueUrl=made.queue_url, AttributeNames=["All"])["Attributes"]
    assert json.loads(attributes["RedrivePolicy"])["deadLetterTargetArn"].endswith(":example-outbox-dead")


def test_a_table_of_an_earlier_version_gets_the_new_index_and_keeps_its_items(engines, tmp_path):
    engine = engines()
    ensured(engine, tmp_path, TEMPLATE)
    engine.client().put_item(TableName="example", Item={"pk": {"S": "1"}, "text": {"S": "old"}})
    later = copy.deepcopy(TEMPLATE)
    table = later["Resources"]["Table"]["Properties"]
    table["AttributeDefinitions"].append({"AttributeName": "text", "AttributeType": "S"})
    table["GlobalSecondaryIndexes"] = [
        {
            "IndexName": "by_text",
            "Projection": {"ProjectionType": "ALL"},
            "KeySchema": [{"AttributeName": "text", "KeyType": "HASH"}],
        }
    ]
    ensured(engine, tmp_path, later)
    engine.end()
    found = (
        engines()
        .client()
        .query(
            TableName="example",
            IndexName="by_text",
            KeyConditionExpression="#t = :t",
            ExpressionAttributeNames={"#t": "text"},
            ExpressionAttributeValues={":t": {"S": "old"}},
        )
    )
    assert [item["pk"]["S"] for item in found["Items"]] == ["1"]


def test_on_this_machine_the_table_has_the_name_that_earlier_data_has():
    """The templates name nothing, so that CloudFormation does; a data directory is older than that."""
    made = resources.named(resources.templates(EXAMPLE.parents[2] / "intake"), "http://engine")
    assert made == resources.Made("varde", "http://engine/000000000000/varde-outbox", "")


def test_what_is_kept_and_what_works_on_it_are_described_apart_and_made_together(engines, tmp_path):
    engine = engines()
    endpoint = f"http://127.0.0.1:{engine.port}"
    files = resources.templates(tmp_path / "intake")
    assert resources.named(files, endpoint) == resources.Made("varde", "", "")  # neither of them is there yet
    for file, kinds in zip(files, ({"Table", "Files"}, {"Outbox", "OutboxDead"}), strict=True):
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({"Resources": {one: TEMPLATE["Resources"][one] for one in kinds}}))
    resources.ensure(files, endpoint, SECRETS, "http://127.0.0.1:8000")
    made = resources.named(files, endpoint)
    assert made == resources.Made("example", f"{endpoint}/000000000000/example-outbox", "example-000000000000")
    assert engine.client().list_tables()["TableNames"] == ["example"]


def test_what_only_a_deployment_needs_is_not_made_here(tmp_path):
    file = tmp_path / "data.json"
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "code"}}
    for metadata, name in (({}, "code"), ({"Metadata": {"Varde": {"Only": "AWS"}}}, "")):
        file.write_text(json.dumps({"Resources": {"Code": {**bucket, **metadata}}}))
        assert resources.named([file], "http://engine").bucket == name
