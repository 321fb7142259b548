"""What survives in the journal, and what is dropped because nobody was answered."""

import pytest

from tests.stack.journal.files import reopened, rotated, unacknowledged, written
from workshop.stack.engine.journal import Journal
from workshop.stack.engine.trouble import JournalBusy, JournalTrouble


def test_groups_come_back_in_order(tmp_path):
    written(tmp_path, [b'["a"]', b'["b"]'], [b'["c"]'])
    assert reopened(tmp_path).groups == [[["a"], ["b"]], [["c"]]]


def test_a_group_that_was_being_written_is_dropped_wherever_it_was_torn(tmp_path):
    log, acknowledged, whole = unacknowledged(tmp_path)
    mark = (tmp_path / "acknowledged").read_bytes()
    for length in range(len(acknowledged) + 1, len(whole)):
        log.write_bytes(whole[:length])
        (tmp_path / "acknowledged").write_bytes(mark)
        past = reopened(tmp_path)
        assert (past.groups, past.torn) == ([[["kept"]]], length - len(acknowledged))
        assert log.read_bytes() == acknowledged


def test_a_group_that_is_whole_stays_though_its_answer_was_never_sent(tmp_path):
    unacknowledged(tmp_path)
    assert reopened(tmp_path).groups == [[["kept"]], [["torn"]]]


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


def test_two_engines_cannot_write_one_journal(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.stack.engine.folder.PATIENCE", 0.1)
    first = Journal(tmp_path)
    first.open()
    with pytest.raises(JournalBusy):
        Journal(tmp_path).open()


def test_a_folder_where_a_file_should_be_is_named_without_a_traceback(tmp_path):
    rotated(tmp_path, b"{}")
    (tmp_path / "journal-1.log").unlink()
    (tmp_path / "journal-1.log").mkdir()
    with pytest.raises(JournalTrouble, match=r"journal-1\.log"):
        reopened(tmp_path)
