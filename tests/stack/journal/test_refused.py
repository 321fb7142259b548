"""Damage to what was acknowledged: it is refused and named, and nothing is thrown away."""

from shutil import copytree

import pytest

from tests.stack.journal.files import files, refused, reopened, rotated, written


def test_any_cut_of_what_was_acknowledged_is_refused(tmp_path):
    log = written(tmp_path, [b'["one"]'], [b'["two"]'], [b'["three"]'])
    whole = log.read_bytes()
    for length in range(len(whole)):
        log.write_bytes(whole[:length])
        assert "journal-0.log" in refused(tmp_path)
    log.write_bytes(whole)
    assert len(reopened(tmp_path).groups) == 3


def test_any_changed_byte_of_what_was_acknowledged_is_refused(tmp_path):
    log = written(tmp_path, [b'["one"]'], [b'["two"]'], [b'["three"]'])
    whole = log.read_bytes()
    for place in range(len(whole)):
        log.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "journal-0.log" in refused(tmp_path)


def test_lines_that_changed_places_or_came_from_another_day_are_refused(tmp_path):
    log = written(tmp_path, [b'["one"]'], [b'["two"]'], [b'["six"]'])
    head, *lines = log.read_bytes().splitlines(keepends=True)
    for order in ([1, 0, 2], [0, 2, 1], [0, 1, 1], [0, 0, 1], [0, 1, 2, 1]):
        log.write_bytes(head + b"".join(lines[place] for place in order))
        if order[:3] == [0, 1, 2]:
            assert len(reopened(tmp_path).groups) == 3, "what follows the mark was never acknowledged"
        else:
            refused(tmp_path)


def test_a_journal_of_a_copy_that_went_on_otherwise_is_refused_though_every_line_of_it_fits(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    written(here, [b'["one"]'])
    copytree(here, there)
    log, other = written(here, [b'["two"]']), written(there, [b'["six"]'])
    assert len(log.read_bytes()) == len(other.read_bytes())
    log.write_bytes(other.read_bytes())
    assert "not of the same time" in refused(here)


@pytest.mark.parametrize("name", ["snapshot-1.json", "journal-1.log", "acknowledged"])
def test_a_file_that_is_missing_or_empty_is_named(tmp_path, name):
    rotated(tmp_path, b'{"state": 1}', [b'["new"]'])
    (tmp_path / name).write_bytes(b"")
    assert name in refused(tmp_path)
    (tmp_path / name).unlink()
    assert name in refused(tmp_path)


def test_any_damage_to_a_snapshot_is_refused(tmp_path):
    rotated(tmp_path, b'{"state": 1}')
    snapshot = tmp_path / "snapshot-1.json"
    whole = snapshot.read_bytes()
    for place in range(len(whole)):
        snapshot.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "snapshot-1.json" in refused(tmp_path)
        snapshot.write_bytes(whole[:place])
        assert "snapshot-1.json" in refused(tmp_path)
    snapshot.write_bytes(b'{"format": 1, "tables": {}, "tokens": []}')
    assert "snapshot-1.json" in refused(tmp_path)


def test_files_of_another_store_or_another_time_do_not_fit(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    rotated(there, b'{"state": 1}', [b'["theirs"]'])
    rotated(here, b'{"state": 1}', [b'["old"]'])
    yesterday = files(here)
    rotated(here, b'{"state": 2}', [b'["new"]'])
    today = files(here)
    for other in (files(there), yesterday):
        for name, content in other.items():
            present = name.replace("-1", "-2")
            (here / present).write_bytes(content)
            refused(here)
            (here / present).write_bytes(today[present])
    assert reopened(here).groups == [[["new"]]]
