"""Files of a company, read so that one which is missing or garbled ends in a sentence."""

import tomllib
from pathlib import Path
from typing import Any

from chalicelib.errors import CompanyBroken


def text_of(file: Path, name: str) -> str:
    """
    The text of a file; `name` is what the company calls it, such as "limits.toml".

    Raises:
        CompanyBroken: it cannot be read, or it is not text in UTF-8.
    """
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise CompanyBroken([f"{name}: cannot be read ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise CompanyBroken([f"{name}: is not text in UTF-8 ({error})"]) from error


def toml_of(file: Path, name: str) -> dict[str, Any]:
    """
    What a TOML file says.

    Raises:
        CompanyBroken: it cannot be read, or it is not TOML.
    """
    try:
        return tomllib.loads(text_of(file, name))
    except tomllib.TOMLDecodeError as error:
        raise CompanyBroken([f"{name}: is not TOML: {error}"]) from error
