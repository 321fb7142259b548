"""`scripts/setup`: what a newcomer's first command installs, and with what."""

import re

from workshop.stack.setup.settings import ROOT


def test_every_tool_that_is_installed_is_pinned_by_hash():
    locks = {file.name for file in ROOT.glob("requirements*.lock")}
    assert {"requirements.lock", "requirements-engine.lock", "requirements-rehearsal.lock"} <= locks
    for lock in locks:
        text = (ROOT / lock).read_text()
        pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)
        assert pinned, lock
        assert len(pinned) == len(re.findall(r"^[\w.-]+(?:==|@| @)", text, re.MULTILINE)), lock


def test_no_lock_names_where_a_package_came_from():
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock.name


def test_the_environments_say_which_lock_they_were_made_from():
    """Else a changed lock would not reach those who have an environment already."""
    for environment in (".venv", ".venv-engine"):
        made_from = (ROOT / environment / ".made-from").read_text()
        assert made_from.endswith(f" {ROOT}")
