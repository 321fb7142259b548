"""A data directory that is not as it was left: the server says what is wrong in a sentence and serves nothing of it."""

import json
import shutil

import pytest

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory, site):
    """A data directory with one note in it, after an orderly stop and after a kill."""
    from .conftest import Stack

    data = tmp_path_factory.mktemp("left") / "data"
    stack = Stack(data, site).ready()
    note = stack.post("/api/notes", {"text": "before"})["number"]
    stack.end()
    stopped = shutil.copytree(data, data.with_name("stopped"))
    stack = Stack(data, site).ready()
    stack.post("/api/notes", {"text": "and killed"})
    stack.end(9)
    return stopped, data, note


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path):
    path.write_bytes(path.read_bytes()[:-3])


def newest(data, kind):
    return max((data / "engine").glob(f"{kind}-*"), key=lambda path: int(path.stem.rpartition("-")[2]))


HARM = {
    "a snapshot with a changed byte": ("snapshot", lambda data: flip(newest(data, "snapshot"))),
    "no snapshot": ("snapshot", lambda data: newest(data, "snapshot").unlink()),
    "a journal that is cut": ("journal", lambda data: cut(newest(data, "journal"))),
    "no mark": ("acknowledged", lambda data: (data / "engine" / "acknowledged").unlink()),
    "no files of the engine": ("acknowledged", lambda data: shutil.rmtree(data / "engine")),
    "no keys": ("secrets.json", lambda data: (data / "secrets.json").unlink()),
    "empty keys": ("secrets.json", lambda data: (data / "secrets.json").write_bytes(b"")),
    "keys of another store": ("secrets.json", lambda data: other_keys(data / "secrets.json")),
    "an epoch that is none": ("epoch.json", lambda data: (data / "epoch.json").write_text('{"epoch": "later"}')),
}


def other_keys(path):
    path.write_text(json.dumps({**json.loads(path.read_text()), "secret": "another"}))


@pytest.mark.parametrize("harm", HARM)
def test_what_is_damaged_is_named_and_nothing_is_served_or_thrown_away(stacks, tmp_path, left_behind, harm):
    _, killed, _ = left_behind
    data = shutil.copytree(killed, tmp_path / "data")
    named, do = HARM[harm]
    do(data)
    before = {path: path.read_bytes() for path in data.glob("**/*") if path.is_file() and path.name != "stack.json"}
    stack = stacks(data=data)
    said, complaint = stack.process.communicate(timeout=180)
    assert stack.process.returncode == 1
    assert "ready" not in said
    assert "Traceback" not in complaint
    sentences = [line for line in complaint.splitlines() if not line.startswith("GET ")]
    assert named in sentences[0]
    assert len(sentences) <= 2, "the reason, and that the engine could not start"
    after = {path: path.read_bytes() for path in data.glob("**/*") if path.is_file() and path.name != "stack.json"}
    assert {path: content for path, content in before.items() if path.name != "lock"}.items() <= after.items()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"engine_port": "x", "environment": 3}', '{"engine_port": -1}'])
def test_the_note_about_the_running_stack_is_made_anew(stacks, tmp_path, left_behind, note):
    data = shutil.copytree(left_behind[1], tmp_path / "data")
    (data / "stack.json").write_text(note)
    stack = stacks(data=data).ready()
    assert stack.get(f"/api/notes/{left_behind[2]}")["text"] == "before"


def test_an_older_copy_put_in_its_place_is_not_served(stacks, tmp_path):
    data, copy = tmp_path / "data", tmp_path / "copy"
    stacks().ready().end()
    shutil.copytree(data, copy)
    stack = stacks().ready()
    stack.post("/api/notes", {"text": "after the copy"})
    stack.end()
    shutil.rmtree(data)
    shutil.copytree(copy, data)
    again = stacks()
    _, complaint = again.process.communicate(timeout=180)
    assert again.process.returncode == 1
    assert "scripts/restored" in complaint
