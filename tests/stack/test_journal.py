"""The files under the engine: what survives, what is dropped, what is refused."""

import pytest

from workshop.stack.engine.journal import Journal, JournalBusy, JournalDamaged


def written(directory, *groups):
    journal = Journal(directory)
    journal.open()
    for group in groups:
        journal.append(group)
    journal.close()
    return next(directory.glob("journal-*.log"))


def reopened(directory):
    journal = Journal(directory)
    past = journal.open()
    journal.close()
    return past


def test_groups_come_back_in_order(tmp_path):
    written(tmp_path, [b'["a"]', b'["b"]'], [b'["c"]'])
    assert reopened(tmp_path).groups == [[["a"], ["b"]], [["c"]]]


def test_a_torn_last_line_is_dropped_wherever_it_was_torn(tmp_path):
    log = written(tmp_path, [b'["kept"]'], [b'["torn"]'])
    whole = log.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first + 1, len(whole)):
        log.write_bytes(whole[:length])
        past = reopened(tmp_path)
        assert (past.groups, past.torn) == ([[["kept"]]], length - first)
        assert log.read_bytes() == whole[:first]


def test_zeros_after_a_power_cut_are_dropped(tmp_path):
    log = written(tmp_path, [b'["kept"]'])
    with log.open("ab") as file:
        file.write(bytes(4096))
    assert reopened(tmp_path).groups == [[["kept"]]]


def test_writing_goes_on_after_a_torn_line(tmp_path):
    log = written(tmp_path, [b'["kept"]'])
    with log.open("ab") as file:
        file.write(b"12345678 [half")
    written(tmp_path, [b'["next"]'])
    assert reopened(tmp_path).groups == [[["kept"]], [["next"]]]


def test_damage_in_the_middle_is_named_and_nothing_is_touched(tmp_path):
    log = written(tmp_path, [b'["one"]'], [b'["two"]'], [b'["three"]'])
    damaged = log.read_bytes().replace(b"two", b"TWO")
    log.write_bytes(damaged)
    with pytest.raises(JournalDamaged, match="line 2"):
        reopened(tmp_path)
    assert log.read_bytes() == damaged


def test_a_snapshot_replaces_what_came_before(tmp_path):
    journal = Journal(tmp_path)
    journal.open()
    journal.append([b'["old"]'])
    journal.rotate(b'{"state": 1}')
    journal.append([b'["new"]'])
    journal.close()
    past = reopened(tmp_path)
    assert (past.snapshot, past.groups) == (b'{"state": 1}', [[["new"]]])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal-1.log", "lock", "snapshot-1.json"]


def test_a_kill_while_the_snapshot_is_written_keeps_the_old_generation(tmp_path):
    written(tmp_path, [b'["kept"]'])
    (tmp_path / "snapshot-1.tmp").write_bytes(b'{"half')
    assert reopened(tmp_path).groups == [[["kept"]]]


def test_a_kill_after_the_snapshot_and_before_its_journal_uses_the_snapshot(tmp_path):
    written(tmp_path, [b'["in the snapshot"]'])
    (tmp_path / "snapshot-1.json").write_bytes(b"{}")
    past = reopened(tmp_path)
    assert (past.snapshot, past.groups) == (b"{}", [])


def test_two_engines_cannot_write_one_journal(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.stack.engine.journal.PATIENCE", 0.1)
    first = Journal(tmp_path)
    first.open()
    with pytest.raises(JournalBusy):
        Journal(tmp_path).open()
