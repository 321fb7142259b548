"""The whole stack as a reader starts it: one command, children that come back, a stop that loses nothing."""

import os
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from workshop.stack import server
from workshop.stack.setup import settings

from .conftest import EXAMPLE

pytestmark = pytest.mark.stack


def until(true, seconds=180):
    give_up = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < give_up, "it did not happen"
        time.sleep(0.05)
    return found


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_notes_are_kept_and_mailed_whatever_dies(stacks):
    stack = stacks().ready()
    note = stack.post("/api/notes", {"text": "before"})
    for name in ("front", "engine", "worker", "mail server"):
        before = stack.children()[name]
        os.kill(before, signal.SIGKILL)
        until(lambda name=name, before=before: stack.children().get(name, before) != before)
        until(lambda: stack.get("/api/health"))
        assert stack.get(f"/api/notes/{note['number']}")["text"] == "before"
    with ThreadPoolExecutor(20) as pool:
        notes = list(pool.map(lambda number: stack.post("/api/notes", {"text": f"note {number}"}), range(40)))
    assert [one["text"] for one in notes] == [f"note {number}" for number in range(40)]
    wanted = {f"Note {one['number']}" for one in notes}
    until(lambda: wanted <= {mail["subject"] for mail in stack.get("/_mail/?format=json")["mails"]})
    said, _ = stack.end()
    assert stack.process.returncode == 0
    assert said.rstrip().endswith("Stopped; everything is kept.")
    again = stacks().ready()
    assert again.get(f"/api/notes/{notes[39]['number']}")["text"] == "note 39"
    log = again.end()[1]
    assert notes[39]["number"] not in log


def test_children_do_not_outlive_a_supervisor_killed_with_9(stacks):
    stack = stacks().ready()
    children = stack.children().values()
    note = stack.post("/api/notes", {"text": "kept"})
    stack.end(signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in children))
    assert stacks().ready().get(f"/api/notes/{note['number']}")["text"] == "kept"


def test_changed_code_runs_at_once_and_broken_code_leaves_the_pages_up(stacks, tmp_path):
    intake = tmp_path / "intake"
    shutil.copytree(EXAMPLE, intake)
    stack = stacks(extra=(), intake=intake).ready()
    app = intake / "app.py"
    good = app.read_text()

    def health():
        try:
            return stack.get("/api/health")
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:  # the API ended in the middle of this answer, to begin again with the new code
            return None

    while health() != {"ok": "changed"}:  # the watcher begins a moment after the stack, and misses what came before
        app.write_text(good.replace('{"ok": True}', '{"ok": "changed"}'))
        with suppress(AssertionError):
            until(lambda: health() == {"ok": "changed"}, 5)
    app.write_text("this is not Python")
    until(lambda: health() == 503)
    with urllib.request.urlopen(stack.home) as page:
        assert page.status == 200
    app.write_text(good)
    until(lambda: health() == {"ok": True})


def test_a_taken_port_is_named_in_one_sentence(stacks):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.listen()
        for first in (port, port - 1):
            stack = stacks(port=first)
            _, said = stack.process.communicate(timeout=180)
            assert (stack.process.returncode, said.count("\n")) == (1, 1)
            assert f"Port {port} is taken" in said


def test_one_data_directory_has_one_server_and_says_how_to_reach_it(stacks, tmp_path):
    with pytest.raises(settings.NotRunning, match="scripts/server"):
        settings.environment(tmp_path / "data")
    first = stacks().ready()
    second = stacks()
    _, said = second.process.communicate(timeout=180)
    assert (second.process.returncode, said.count("\n")) == (1, 1)
    assert "already running" in said
    reached = settings.environment(tmp_path / "data")
    assert reached["VARDE_SITE_URL"] == first.home
    assert reached["VARDE_TABLE"] == "example"
    for name in ("stack.json", "secrets.json"):
        assert (tmp_path / "data" / name).stat().st_mode & 0o777 == 0o600
    first.end(signal.SIGINT)
    assert first.process.returncode == 0
    with pytest.raises(settings.NotRunning):
        settings.environment(tmp_path / "data")


def test_the_clock_starts_where_it_is_told():
    told = server.options(["--now", "2030-01-01T00:00:00+01:00"])
    assert abs(time.time() + told.clock_offset - 1893452400) < 60


@pytest.mark.parametrize(("now", "why"), [("2026-11-23T10:00:00", "no time zone"), ("yesterday", "not a date")])
def test_a_clock_without_a_zone_is_refused(now, why, capsys):
    with pytest.raises(SystemExit) as refused:
        server.options(["--now", now])
    assert refused.value.code == 2
    assert why in capsys.readouterr().err


def test_the_keys_are_made_once_and_only_for_their_owner(tmp_path):
    place = settings.Place(tmp_path)
    first = place.secrets()
    assert place.secrets() == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"secret": "x"}', '{"secret": 1}', "\x00", "[" * 100_000])
def test_keys_that_cannot_be_read_are_named_and_not_made_anew(tmp_path, content):
    place = settings.Place(tmp_path)
    place.secrets()
    (tmp_path / "secrets.json").write_text(content)
    with pytest.raises(settings.PlaceDamaged, match="secrets"):
        place.secrets()
    assert (tmp_path / "secrets.json").read_text() == content


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"epoch": 1}', '{"epoch": "soon"}'])
def test_an_epoch_that_cannot_be_read_is_named(tmp_path, content):
    place = settings.Place(tmp_path)
    assert place.read_epoch() == ""
    place.epoch.write_text(content)
    with pytest.raises(settings.PlaceDamaged, match="epoch"):
        place.read_epoch()
