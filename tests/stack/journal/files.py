"""Data directories for the tests of the journal: written, rotated, reopened, refused."""

import pytest

from workshop.stack.engine.journal import Journal
from workshop.stack.engine.trouble import JournalDamaged


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
