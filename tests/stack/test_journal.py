"""The files under the engine: what survives, what is dropped, what is refused."""

import contextlib
import json
import shutil
import zlib

import pytest

from workshop.stack.engine.folder import Folder
from workshop.stack.engine.journal import Journal
from workshop.stack.engine.trouble import JournalBusy, JournalDamaged, JournalOlder, JournalTrouble


def written(directory, *groups, **options):
    journal = Journal(directory, **options)
    journal.open()
    for group in groups:
        journal.append(group)
    journal.close()
    return max(directory.glob("journal-*.log"))


def rotated(directory, snapshot=b'{"state": 1}', *groups):
    journal = Journal(directory)
    journal.open()
    journal.rotate(snapshot)
    for group in groups:
        journal.append(group)
    journal.close()


def reopened(directory, **options):
    journal = Journal(directory, **options)
    try:
        return journal.open()
    finally:
        journal.close()


def files(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir() if path.is_file() and path.name != "lock"}


def refused(directory, error=JournalDamaged, **options):
    """It is refused in one sentence, and no file is another than before. Answers the sentence."""
    before = files(directory)
    with pytest.raises(error) as found:
        reopened(directory, **options)
    assert files(directory) == before
    sentence = str(found.value)
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")
    return sentence


def unacknowledged(directory):
    """The journal as a process leaves it that died when its last group was written and not acknowledged."""
    log = written(directory, [b'["kept"]'])
    acknowledged, mark = log.read_bytes(), (directory / "acknowledged").read_bytes()
    written(directory, [b'["torn"]'])
    whole = log.read_bytes()
    (directory / "acknowledged").write_bytes(mark)
    return log, acknowledged, whole


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


def test_an_older_generation_that_somebody_copied_back_changes_nothing_and_is_kept(tmp_path):
    rotated(tmp_path, b'{"state": 1}', [b'["old"]'])
    old = files(tmp_path)
    rotated(tmp_path, b'{"state": 2}')
    rotated(tmp_path, b'{"state": 3}', [b'["new"]'])
    for name in ("snapshot-1.json", "journal-1.log"):
        (tmp_path / name).write_bytes(old[name])
    past = reopened(tmp_path)
    assert (past.snapshot, past.groups) == (b'{"state": 3}', [[["new"]]])
    assert sorted(path.read_bytes() for path in past.aside) == sorted([old["snapshot-1.json"], old["journal-1.log"]])


def test_the_generation_before_is_forgotten_only_when_the_new_one_was_read_back(tmp_path, monkeypatch):
    written(tmp_path, [b'["kept"]'])
    before = files(tmp_path)
    journal = Journal(tmp_path)
    journal.open()
    real = Folder.write

    def bad_disk(self, path, *parts):
        real(self, path, *parts)
        path.write_bytes(path.read_bytes().replace(b"state", b"stAte"))

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", bad_disk)
        with pytest.raises(OSError, match="damaged"):
            journal.rotate(b'{"state": 1}')
    assert files(tmp_path).keys() == before.keys()
    journal.append([b'["more"]'])
    journal.close()
    assert reopened(tmp_path).groups == [[["kept"]], [["more"]]]


def test_a_snapshot_replaces_what_came_before(tmp_path):
    journal = Journal(tmp_path)
    journal.open()
    journal.append([b'["old"]'])
    journal.rotate(b'{"state": 1}')
    journal.append([b'["new"]'])
    journal.close()
    past = reopened(tmp_path)
    assert (past.snapshot, past.groups) == (b'{"state": 1}', [[["new"]]])
    assert sorted(files(tmp_path)) == ["acknowledged", "journal-1.log", "snapshot-1.json"]


def test_a_kill_at_any_step_of_a_rotation_loses_nothing(tmp_path, monkeypatch):
    """Each step of the disk is the last one once."""
    steps = ["os.fsync", "pathlib.Path.rename", "pathlib.Path.unlink"]
    for number, step in enumerate(steps * 4):
        directory = tmp_path / str(number)
        written(directory, [b'["kept"]'])
        journal = Journal(directory)
        journal.open()
        calls, alive = [0], number // len(steps)
        module, _, name = step.rpartition(".")
        owner = __import__("pathlib").Path if module == "pathlib.Path" else __import__("os")
        real = getattr(owner, name)

        def die(*given, real=real, calls=calls, alive=alive, **more):
            calls[0] += 1
            if calls[0] > alive:
                raise KeyboardInterrupt  # nothing of the rotation may tidy up: the process is gone
            return real(*given, **more)

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, die)
            with contextlib.suppress(KeyboardInterrupt):
                journal.rotate(b'{"state": 1}')
        journal.close()
        past = reopened(directory)
        assert (past.snapshot, past.groups) in ((None, [[["kept"]]]), (b'{"state": 1}', []))
        written(directory, [b'["next"]'])
        assert reopened(directory).groups[-1] == [["next"]]


def test_a_torn_mark_leaves_the_mark_before(tmp_path):
    written(tmp_path, [b'["one"]'], [b'["two"]'])
    mark = tmp_path / "acknowledged"
    whole = mark.read_bytes()
    for torn in (whole[:512] + bytes(512), bytes(512) + whole[512:]):
        mark.write_bytes(torn)
        assert len(reopened(tmp_path).groups) == 2
        mark.write_bytes(whole)
    mark.write_bytes(bytes(1024))
    assert "acknowledged" in refused(tmp_path)


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


def test_two_engines_cannot_write_one_journal(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.stack.engine.journal.PATIENCE", 0.1)
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


class Earlier:
    """What the version before wrote: no mark, no seal, a CRC-32 in front of a group."""

    STATE = b'{"format":1,"tables":{},"tokens":[]}'

    def __init__(self, directory, generation, *groups):
        directory.mkdir(exist_ok=True)
        self.directory, self.log = directory, directory / f"journal-{generation}.log"
        payloads = [json.dumps(group).encode() for group in groups]
        self.log.write_bytes(b"".join(b"%08x %s\n" % (zlib.crc32(one), one) for one in payloads))
        self.snapshot = directory / f"snapshot-{generation}.json"
        if generation:
            self.snapshot.write_bytes(self.STATE)


def test_the_files_of_an_earlier_version_are_read_once_and_written_anew(tmp_path):
    Earlier(tmp_path, 3, [["a"]], [["b"]])
    journal = Journal(tmp_path)
    past = journal.open()
    assert (past.snapshot, past.groups, past.rewrite) == (Earlier.STATE, [[["a"]], [["b"]]], True)
    journal.rotate(b'{"state": "with a and b"}')
    journal.append([b'["c"]'])
    journal.close()
    past = reopened(tmp_path)
    assert (past.snapshot, past.groups, past.rewrite) == (b'{"state": "with a and b"}', [[["c"]]], False)
    assert sorted(files(tmp_path)) == ["acknowledged", "journal-4.log", "snapshot-4.json"]


def test_a_kill_while_an_earlier_version_is_rewritten_begins_again(tmp_path, monkeypatch):
    Earlier(tmp_path, 3, [["a"]])
    journal = Journal(tmp_path)
    journal.open()
    with monkeypatch.context() as patch:
        patch.setattr("workshop.stack.engine.mark.Mark.write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            journal.rotate(b"{}")
    journal._lock, lock = None, journal._lock
    __import__("os").close(lock)
    assert reopened(tmp_path).groups == [[["a"]]]


@pytest.mark.parametrize(
    "harm",
    [
        lambda old: old.snapshot.unlink(),
        lambda old: old.log.unlink(),
        lambda old: old.snapshot.write_bytes(b""),
        lambda old: old.snapshot.write_bytes(old.STATE[:-4]),
        lambda old: old.snapshot.write_bytes(b"[1, 2]"),
        lambda old: old.snapshot.write_bytes(b'{"tables": {}, "tokens": []}'),
        lambda old: old.log.write_bytes(old.log.read_bytes().replace(b'"one"', b'"eno"')),
    ],
)
def test_what_can_be_known_of_an_earlier_versions_damage_is_refused(tmp_path, harm):
    harm(Earlier(tmp_path, 3, [["one"]], [["two"]]))
    refused(tmp_path)
