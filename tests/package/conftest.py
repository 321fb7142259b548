"""The package, built once for all files."""

import json
import zipfile

import pytest

from workshop.package import build


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """The zip and the template."""
    return build.build(tmp_path_factory.mktemp("package") / "out")


@pytest.fixture(scope="session")
def names(package):
    with zipfile.ZipFile(package[0]) as zipped:
        return zipped.namelist()


@pytest.fixture(scope="session")
def template(package):
    return json.loads(package[1].read_text())
