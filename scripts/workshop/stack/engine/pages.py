"""
What a snapshot and a journal look like on disk, and whether they are whole.

A snapshot is one JSON document and a last line that seals it: `#varde-snapshot {facts} sha256`. A journal begins with
`#varde-journal {facts}`; then each line is a group of records: a hash over everything before it and itself, a space,
and a JSON array. The first link of this chain is the snapshot that the journal follows, so a file from another
generation, another store or another day does not fit.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

FORMAT = 2
_SEAL, _HEAD = b"\n#varde-snapshot ", b"#varde-journal "
_CHAIN = 32  # letters of a hash


class Broken(Exception):
    """A file is not whole; the text completes the sentence "the file …"."""


def seal(content: bytes, facts: dict[str, Any]) -> tuple[bytes, str]:
    """The last line of a snapshot, and the first link of the journal that follows it."""
    said = json.dumps({"format": FORMAT, **facts}, separators=(",", ":"), sort_keys=True).encode()
    digest = hashlib.sha256(content)
    digest.update(said)
    return _SEAL + said + b" " + digest.hexdigest().encode() + b"\n", digest.hexdigest()[:_CHAIN]


def is_sealed(file: bytes) -> bool:
    """Whether this is a snapshot of our format, whole or not; an earlier version's has no seal."""
    return _SEAL in file


def facts_of(file: bytes) -> tuple[str, int] | None:
    """The store that a snapshot says it belongs to, and the groups it holds; None when it does not say."""
    try:
        facts = json.loads(file.rpartition(_SEAL)[2].rpartition(b" ")[0])
        return str(facts["store"]), int(facts["groups"])
    except (ValueError, TypeError, LookupError):
        return None


def store_of(journal: bytes) -> str | None:
    """The store that a journal says it belongs to."""
    try:
        return str(json.loads(journal.partition(b"\n")[0].removeprefix(_HEAD))["store"])
    except (ValueError, TypeError, LookupError):
        return None


def open_snapshot(file: bytes, store: str, generation: int) -> tuple[bytes, str]:
    """
    The state in a snapshot, and the first link of its journal.

    Raises:
        Broken: it was changed, cut, or is another store's or generation's.
    """
    content, found, last = file.rpartition(_SEAL)
    said, _, digest = last.rstrip(b"\n").rpartition(b" ")
    whole = hashlib.sha256(content)
    whole.update(said)
    if not found or not last.endswith(b"\n") or digest.decode("latin-1") != whole.hexdigest():
        raise Broken("is damaged" if file else "is empty")
    facts = json.loads(said)
    if facts["format"] != FORMAT:
        raise Broken(f"was written by another version of Varde (format {facts['format']})")
    if (facts["store"], facts["generation"]) != (store, generation):
        raise Broken("belongs to another store or another time of this one")
    return content, whole.hexdigest()[:_CHAIN]


def head(store: str, generation: int, seed: str) -> bytes:
    """The first line of a journal."""
    facts = {"format": FORMAT, "generation": generation, "store": store, "seed": seed}
    return _HEAD + json.dumps(facts, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def is_ours(journal: bytes) -> bool:
    """Whether this is a journal of our format; an earlier version's begins with a checksum, or is empty."""
    return journal.startswith(_HEAD[:1])


def line(chain: str, records: list[bytes]) -> tuple[bytes, str]:
    """A group as it is written, and the chain with it."""
    payload = b"[" + b",".join(records) + b"]"
    link = _link(chain, payload)
    return link.encode() + b" " + payload + b"\n", link


@dataclass
class Read:
    """
    A journal as far as it is whole.

    Attributes:
        good: bytes of whole lines from the beginning.
        chain: the chain there.
        marks: the chain after every line, by its place in bytes.
        more: whether anything follows the first broken line.
    """

    groups: list[list[Any]] = field(default_factory=list)
    good: int = 0
    chain: str = ""
    marks: dict[int, str] = field(default_factory=dict)
    more: bool = False


def read_journal(file: bytes, store: str, generation: int, seed: str) -> Read:
    """
    All whole groups in order; what follows them is for the caller to judge.

    Raises:
        Broken: the first line is damaged, or says another store, generation or snapshot.
    """
    first = head(store, generation, seed)
    if not file.startswith(first):
        raise Broken("does not belong to the snapshot beside it" if is_ours(file) else "is damaged at its first line")
    read = Read(good=len(first), chain=seed, marks={len(first): seed})
    while read.good < len(file):
        end = file.find(b"\n", read.good)
        text = file[read.good : end] if end >= 0 else b""
        payload = text[_CHAIN + 1 :]
        link = _link(read.chain, payload)
        if text[: _CHAIN + 1] != link.encode() + b" ":
            read.more = 0 <= end < len(file) - 1
            return read
        read.groups.append(json.loads(payload))
        read.good, read.chain = end + 1, link
        read.marks[read.good] = link
    return read


def _link(chain: str, payload: bytes) -> str:
    return hashlib.sha256(chain.encode() + b" " + payload).hexdigest()[:_CHAIN]
