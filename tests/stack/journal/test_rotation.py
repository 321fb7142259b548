"""A snapshot takes the place of the journal before it, and a kill at any step loses nothing."""

import contextlib

import pytest

from tests.stack.journal.files import files, refused, reopened, rotated, written
from workshop.stack.engine.folder import Folder
from workshop.stack.engine.journal import Journal


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
