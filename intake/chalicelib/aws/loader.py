"""
How botocore reads the descriptions of the services that it brings along.

Imported only when the first client is made, because importing botocore takes longer than all of our own code. Both
classes use places that botocore leaves open; what they save is in decisions/0005-libraries.md.
"""

import gzip
from pathlib import Path
from typing import Any

import msgspec
from botocore.loaders import JSONFileLoader, Loader
from botocore.session import Session, get_session

SERVICES = ["dynamodb", "ses", "sqs"]


def session() -> Session:
    """A session that makes clients of our services only."""
    made = get_session()
    made.register_component("data_loader", _OursOnly(file_loader=_Files()))
    return made


class _OursOnly(Loader):
    """botocore's own lists the folders of all its 400 services before it reads one, twice for each client."""

    def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - each has every type
        return SERVICES


class _Files(JSONFileLoader):
    """botocore's own builds an ordered dictionary of every object: slow, and plain ones keep their order by now."""

    def load_file(self, file_path: str) -> Any:
        """The data of a file whose path is given without its ending; None when there is no such file."""
        plain, packed = Path(f"{file_path}.json"), Path(f"{file_path}.json.gz")
        if plain.is_file():
            return msgspec.json.decode(plain.read_bytes())
        return msgspec.json.decode(gzip.decompress(packed.read_bytes())) if packed.is_file() else None
