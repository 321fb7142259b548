"""Files that others read while they are written again: each is replaced whole, in one step."""

import os
import tempfile
from pathlib import Path


def put(file: Path, content: str | bytes) -> None:
    """Replace a file. A hard link to the old one keeps the old text; on a full disk everything stays as it was."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as fresh:
            fresh.write(data)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except OSError:
        os.unlink(name)
        raise


def put_if_new(file: Path, content: bytes) -> bool:
    """Replace a file unless it says that already, so that its time tells when it changed. Whether it was replaced."""
    if file.is_file() and file.read_bytes() == content:
        return False
    put(file, content)
    return True
