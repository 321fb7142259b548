"""Files of the version before are read once and written in the form of today."""

import json
import zlib

import pytest

from tests.stack.journal.files import files, refused, reopened
from workshop.stack.engine.journal import Journal


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
