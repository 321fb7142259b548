"""The engine under `kill -9`: what was acknowledged is there again, and nobody else gets in."""

import signal
import threading
import time

import pytest
from botocore.exceptions import BotoCoreError, ClientError

NAME = "kept"
TABLE = {
    "TableName": NAME,
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [
        {"AttributeName": "pk", "AttributeType": "S"},
        {"AttributeName": "by", "AttributeType": "S"},
    ],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "by-name",
            "KeySchema": [{"AttributeName": "by", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
}


def item(key, **more):
    return {"pk": {"S": key}, **{name: {"S": value} for name, value in more.items()}}


def put(key, **more):
    return {"Put": {"TableName": NAME, "Item": item(key, **more), "ConditionExpression": "attribute_not_exists(pk)"}}


def keys_in(client):
    return {found["pk"]["S"] for found in client.scan(TableName=NAME)["Items"]}


def test_no_acknowledged_write_is_lost_by_kill_9_while_many_are_writing(engines):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    acknowledged, enough = [], threading.Event()

    def write(name):
        for number in range(400):
            key = f"{name}-{number}"
            try:
                if number % 3:
                    client.put_item(TableName=NAME, Item=item(key))
                else:
                    client.transact_write_items(TransactItems=[put(key), put(key + "-twin")])
            except (BotoCoreError, ClientError):
                return
            acknowledged.append(key)
            if len(acknowledged) > 250:
                enough.set()

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcdef"]
    for writer in writers:
        writer.start()
    assert enough.wait(180)
    engine.end(signal.SIGKILL)
    for writer in writers:
        writer.join()
    found = keys_in(engines().client())
    assert set(acknowledged) <= found
    assert all(key + "-twin" in found for key in found if "twin" not in key and int(key.split("-")[1]) % 3 == 0)


def test_every_kind_of_write_comes_back_exactly(engines):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    client.put_item(TableName=NAME, Item=item("a", by="x", text="first"))
    client.update_item(
        TableName=NAME,
        Key={"pk": {"S": "a"}},
        UpdateExpression="SET #b = :y ADD n :one",
        ExpressionAttributeNames={"#b": "by"},
        ExpressionAttributeValues={":y": {"S": "y"}, ":one": {"N": "1"}},
    )
    client.put_item(TableName=NAME, Item=item("gone"))
    client.delete_item(TableName=NAME, Key={"pk": {"S": "gone"}})
    odd = {"pk": {"S": "æ\n"}, "raw": {"B": b"\0\xff"}}
    client.batch_write_item(RequestItems={NAME: [{"PutRequest": {"Item": odd}}]})
    before = client.scan(TableName=NAME)["Items"]
    engine.end()
    client = engines().client()
    assert client.scan(TableName=NAME)["Items"] == before
    found = client.query(
        TableName=NAME,
        IndexName="by-name",
        KeyConditionExpression="#b = :y",
        ExpressionAttributeNames={"#b": "by"},
        ExpressionAttributeValues={":y": {"S": "y"}},
    )
    assert [one["n"] for one in found["Items"]] == [{"N": "1"}]


def test_a_refused_transaction_leaves_nothing_behind_the_restart(engines):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    client.put_item(TableName=NAME, Item=item("taken"))
    with pytest.raises(client.exceptions.TransactionCanceledException):
        client.transact_write_items(TransactItems=[put("new"), put("taken")])
    engine.end()
    assert keys_in(engines().client()) == {"taken"}


def test_a_transaction_retried_with_its_token_after_a_crash_gets_its_first_answer(engines):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    for snapshot_between in (False, True):
        key = f"once-{snapshot_between}"
        client.transact_write_items(TransactItems=[put(key)], ClientRequestToken=key)
        engine.end(signal.SIGTERM if snapshot_between else signal.SIGKILL)
        engine = engines()
        client = engine.client()
        client.transact_write_items(TransactItems=[put(key)], ClientRequestToken=key)
        with pytest.raises(client.exceptions.IdempotentParameterMismatchException):
            client.transact_write_items(TransactItems=[put("other")], ClientRequestToken=key)


def test_an_item_expires_by_the_clock_of_the_stack_and_its_successor_survives(engines):
    """A journal of requests would refuse the second put at replay; a journal of effects does not."""
    engine = engines(clock_offset=2000, ttl_seconds=0.2)
    client = engine.client()
    client.create_table(**TABLE)
    client.update_time_to_live(TableName=NAME, TimeToLiveSpecification={"AttributeName": "ttl", "Enabled": True})
    code = {**item("code", text="first"), "ttl": {"N": str(int(time.time()) + 1000)}}
    client.put_item(TableName=NAME, Item=code)
    while keys_in(client):
        time.sleep(0.05)
    client.put_item(TableName=NAME, Item=item("code", text="second"), ConditionExpression="attribute_not_exists(pk)")
    engine.end()
    assert engines().client().scan(TableName=NAME)["Items"] == [item("code", text="second")]


def test_a_damaged_journal_stops_the_engine_with_a_sentence(engines, tmp_path):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    for number in range(3):
        client.put_item(TableName=NAME, Item=item(f"key-{number}"))
    engine.end()
    log = next((tmp_path / "engine").glob("journal-*.log"))
    log.write_bytes(log.read_bytes().replace(b"key-1", b"key-X"))
    again = engines(wait=False)
    assert again.process.wait(180) == 1
    assert "is damaged at line 3" in again.process.stderr.read()


@pytest.mark.parametrize(
    ("key", "secret"), [("test", "test"), ("000000000000", "any"), ("AKIATESTTESTTEST0001", "wrong")]
)
def test_the_engine_answers_only_to_the_key_of_its_data_directory(engines, key, secret):
    with pytest.raises(ClientError) as refused:
        engines().client(key, secret).list_tables()
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 403)


def test_a_stop_is_clean_and_keeps_everything_in_a_snapshot(engines, tmp_path):
    engine = engines()
    client = engine.client()
    client.create_table(**TABLE)
    client.put_item(TableName=NAME, Item=item("kept"))
    engine.end(signal.SIGTERM)
    assert engine.process.returncode == 0
    (log,) = (tmp_path / "engine").glob("journal-*.log")
    assert log.read_bytes().count(b"\n") == 1, "the first line alone"
    assert keys_in(engines().client()) == {"kept"}
