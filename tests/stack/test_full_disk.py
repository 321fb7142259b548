"""A really full disk: writes are refused, reads work, and everything recovers by itself when there is space."""

import asyncio
import smtplib
import subprocess
import threading
import time
import urllib.error

import pytest
from botocore.exceptions import ClientError

from tests.fakes.small_disk import Ballast
from workshop.preview.messages import Messages
from workshop.stack.engine.commit import Commits, NotStored
from workshop.stack.engine.journal import Journal

from .conftest import ROOT
from .test_engine import NAME, TABLE, item, keys_in
from .test_server import until

pytestmark = pytest.mark.stack


def refused(call):
    with pytest.raises(ClientError) as error:
        call()
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    return error.value.response["Error"]["Code"]


def test_what_finds_no_room_is_refused_and_unseen_and_the_engine_goes_on_when_there_is_some(engines, small_disk):
    engine = engines(data=small_disk / "engine")
    client = engine.client()
    client.create_table(**TABLE)
    client.put_item(TableName=NAME, Item=item("kept", by="before"))
    ballast = Ballast(small_disk)
    ballast.fill()
    blob = "x" * 9000
    key = {"pk": {"S": "kept"}}
    change = {"UpdateExpression": "SET #b = :x", "ExpressionAttributeNames": {"#b": "by"}}
    values = {":x": {"S": blob}}
    assert refused(lambda: client.put_item(TableName=NAME, Item=item("new", text=blob))) == "ServiceUnavailable"
    refused(lambda: client.update_item(TableName=NAME, Key=key, ExpressionAttributeValues=values, **change))
    pair = [{"Put": {"TableName": NAME, "Item": item(one, text=blob)}} for one in ("new", "twin")]
    refused(lambda: client.transact_write_items(TransactItems=pair, ClientRequestToken="once"))
    assert client.scan(TableName=NAME)["Items"] == [item("kept", by="before")]
    by = {"IndexName": "by-name", "KeyConditionExpression": "#b = :x", "ExpressionAttributeNames": {"#b": "by"}}
    found = client.query(TableName=NAME, ExpressionAttributeValues={":x": {"S": "before"}}, **by)
    assert found["Count"] == 1, "an index does not know what was taken back either"
    ballast.empty()
    client.transact_write_items(TransactItems=pair, ClientRequestToken="once")
    assert keys_in(client) == {"kept", "new", "twin"}
    engine.end()
    again = engines(data=small_disk / "engine")
    assert keys_in(again.client()) == {"kept", "new", "twin"}


def test_under_many_writers_everything_acknowledged_is_there_and_nothing_else(engines, small_disk):
    engine = engines(data=small_disk / "engine")
    client = engine.client()
    client.create_table(**TABLE)
    acknowledged, refusals = set(), []
    ballast, stop = Ballast(small_disk), threading.Event()

    def write(name):
        own = engine.client()
        number = 0
        while not stop.is_set():
            number += 1
            try:
                own.put_item(TableName=NAME, Item=item(f"{name}-{number}", text="x" * 700))
            except ClientError:
                refusals.append(f"{name}-{number}")
            else:
                acknowledged.add(f"{name}-{number}")

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for _ in range(3):
        ballast.fill()
        before = len(refusals)
        until(lambda before=before: len(refusals) > before + 20)
        assert not {found for found in keys_in(client) if found in set(refusals)}
        ballast.empty()
        done = len(acknowledged)
        until(lambda done=done: len(acknowledged) > done + 20)
    stop.set()
    for writer in writers:
        writer.join()
    assert keys_in(client) == acknowledged
    engine.end()
    assert keys_in(engines(data=small_disk / "engine").client()) == acknowledged


def test_an_engine_starts_and_reads_on_a_full_disk(engines, small_disk):
    engine = engines(data=small_disk / "engine")
    engine.client().create_table(**TABLE)
    engine.client().put_item(TableName=NAME, Item=item("kept"))
    Ballast(small_disk).fill()
    for _ in range(2):
        engine.end()
        engine = engines(data=small_disk / "engine")
        assert keys_in(engine.client()) == {"kept"}


def test_without_room_for_a_snapshot_the_journal_goes_on(tmp_path):
    journal = Journal(tmp_path)
    journal.open()

    def no_room(_):
        raise OSError(28, "No space left on device")

    journal.rotate = no_room

    async def write():
        commits = Commits(journal, lambda: b"{}", rotate_at=10)
        running = asyncio.create_task(commits.run())
        for number in range(3):
            await commits.record(b'["%d"]' % number)
        running.cancel()

    asyncio.run(write())
    journal.close()
    again = Journal(tmp_path)
    assert again.open().groups == [[["0"]], [["1"]], [["2"]]]
    again.close()


def test_nobody_reads_what_may_still_be_taken_back():
    class SlowAndFull:
        size, entered = 0, threading.Event()

        def append(self, _):
            self.entered.set()
            time.sleep(0.2)
            raise OSError(28, "No space left on device")

        def settle(self):
            pass

    async def read_while_writing():
        commits, memory = Commits(SlowAndFull(), bytes), ["written"]
        running = asyncio.create_task(commits.run())
        writing = asyncio.create_task(commits.record(b"[]", [memory.clear]))
        await asyncio.to_thread(SlowAndFull.entered.wait)
        with pytest.raises(NotStored):
            await commits.settled()
        assert memory == []
        with pytest.raises(NotStored):
            await writing
        await commits.settled()
        running.cancel()

    asyncio.run(read_while_writing())


def test_the_whole_stack_lives_through_a_full_disk(stacks, small_disk):
    stack = stacks(data=small_disk / "data").ready()
    note = stack.post("/api/notes", {"text": "before"})
    until(lambda: stack.get("/_mail/?format=json")["mails"])
    ballast = Ballast(small_disk)
    ballast.fill()
    with pytest.raises(urllib.error.HTTPError) as error:
        stack.post("/api/notes", {"text": "x" * 20_000})
    assert error.value.code >= 500
    with smtplib.SMTP("127.0.0.1", stack.port + 1) as mail, pytest.raises(smtplib.SMTPDataError) as no:
        mail.sendmail("a@customer.example", ["b@customer.example"], "Subject: large\r\n\r\n" + "x\r\n" * 20_000)
    assert no.value.smtp_code == 452
    old = stack.children()
    for name in ("front", "engine", "mail server"):
        subprocess.run(["kill", "-9", str(old[name])], check=True)  # there is no space for the note about the new ones
    until(lambda: answers(stack, note["number"]) == "before")
    assert stack.process.poll() is None
    ballast.empty()
    until(lambda: set(stack.children().values()).isdisjoint({old["front"], old["engine"], old["mail server"]}))
    kept = until(lambda: posted(stack, "after"))  # the engine's queues are made again meanwhile
    until(lambda: len(stack.get("/_mail/?format=json")["mails"]) >= 2)
    said, complaints = stack.end()
    assert "Traceback" not in complaints
    assert said.rstrip().endswith("Stopped; everything is kept.")
    assert stacks(data=small_disk / "data").ready().get(f"/api/notes/{kept['number']}")["text"] == "after"


def posted(stack, text):
    try:
        return stack.post("/api/notes", {"text": text})
    except OSError:  # refused, or the connection went with the process that was killed
        return None


def answers(stack, number):
    try:
        return stack.get(f"/api/notes/{number}")["text"]
    except OSError:
        return None


def test_a_first_start_without_room_says_so_in_a_sentence(stacks, small_disk):
    Ballast(small_disk).fill()
    stack = stacks(data=small_disk / "data")
    _, said = stack.process.communicate(timeout=180)
    assert stack.process.returncode == 1
    assert "No space left on device" in said
    assert "Traceback" not in said


def test_the_preview_survives_a_note_that_finds_no_room(small_disk):
    said = []
    messages = Messages(small_disk / "preview.json", ROOT, said.append)
    ballast = Ballast(small_disk)
    ballast.fill()
    messages.trouble("here", ["docs/en/a.md: " + "a long sentence " * 500])
    assert any("preview.json cannot be written" in line for line in said)
    ballast.empty()
    messages.trouble("here", ["docs/en/a.md: another"])
    assert "another" in (small_disk / "preview.json").read_text()
