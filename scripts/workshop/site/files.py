"""Files that are made again and again: written in one step, and only when they say something new."""

import os
import tempfile
from pathlib import Path


def put_if_new(file: Path, content: bytes) -> None:
    """Write a file in one step, unless it says that already: its time is not changed for nothing."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    with os.fdopen(handle, "wb") as fresh:
        fresh.write(content)
    os.chmod(name, 0o644)
    os.replace(name, file)
