"""A store knows its own place in time: older copies, other histories and other epochs are noticed."""

import shutil

from tests.stack.journal.files import refused, reopened, written
from workshop.stack.engine.trouble import JournalOlder


def test_a_store_that_was_there_is_not_begun_anew(tmp_path):
    assert "missing" in refused(tmp_path, known=True)


def test_keys_of_another_data_directory_are_refused(tmp_path):
    written(tmp_path, [b'["kept"]'], owner="ours")
    assert "secrets.json" in refused(tmp_path, owner="theirs")
    assert reopened(tmp_path, owner="ours").groups == [[["kept"]]]


def test_a_store_does_not_go_back_to_an_epoch_before_its_own(tmp_path):
    written(tmp_path, [b'["kept"]'], epoch="2026-12-01T10:00:00Z")
    assert "epoch.json" in refused(tmp_path, epoch="")
    assert reopened(tmp_path, epoch="2026-12-02T10:00:00Z").groups == [[["kept"]]]


def test_an_older_copy_in_the_same_place_is_noticed(tmp_path):
    here, copy, seen = tmp_path / "data" / "engine", tmp_path / "copy", tmp_path / "state" / "mark"
    written(here, [b'["one"]'], seen=seen)
    shutil.copytree(here, copy)
    written(here, [b'["two"]'], seen=seen)
    shutil.rmtree(here)
    shutil.copytree(copy, here)
    assert "scripts/restored" in refused(here, JournalOlder, seen=seen)


def test_a_copy_that_is_as_new_as_what_was_seen_is_served(tmp_path):
    here, copy, seen = tmp_path / "data" / "engine", tmp_path / "copy", tmp_path / "state" / "mark"
    written(here, [b'["one"]'], seen=seen)
    shutil.copytree(here, copy)
    shutil.rmtree(here)
    shutil.copytree(copy, here)
    assert len(reopened(here, seen=seen).groups) == 1


def test_another_history_of_the_same_length_is_noticed(tmp_path):
    here, copy, seen = tmp_path / "data" / "engine", tmp_path / "copy", tmp_path / "state" / "mark"
    written(here, [b'["one"]'], seen=seen)
    shutil.copytree(here, copy)
    written(here, [b'["two"]'], seen=seen)
    written(copy, [b'["too"]'])
    shutil.rmtree(here)
    shutil.copytree(copy, here)
    refused(here, JournalOlder, seen=seen)


def test_a_place_outside_that_cannot_be_written_stops_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    written(tmp_path / "engine", [b'["kept"]'], seen=blocked / "mark")
    assert reopened(tmp_path / "engine", seen=blocked / "mark").groups == [[["kept"]]]
