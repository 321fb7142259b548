"""The operator's book names every setting, alarm and command as they are."""

import json
import re
from pathlib import Path

import pytest

from workshop.deploy import command

ROOT = Path(__file__).resolve().parents[2]
BOOK = (ROOT / "OPERATING.md").read_text("utf-8")
TEMPLATE = json.loads((ROOT / "intake" / ".chalice" / "resources.json").read_text())


def rows(heading):
    """The first column of the table below a heading."""
    part = BOOK.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)


def test_every_setting_has_its_row():
    assert rows("Settings") == list(TEMPLATE["Parameters"])


def test_every_alarm_has_its_row_and_what_to_do():
    alarms = [name for name, one in TEMPLATE["Resources"].items() if one.get("Type") == "AWS::CloudWatch::Alarm"]
    assert rows("Alarms") == alarms


def test_every_command_is_one_that_there_is(capsys):
    named = re.findall(r"scripts/(\w+)((?: --?[a-z-]+| [A-Za-z.]+| [a-z]+)*)", BOOK)
    assert {"deploy", "directory", "outbox", "feedback"} <= {name for name, _ in named}
    for name, _ in named:
        assert (ROOT / "scripts" / name).is_file(), name
    with pytest.raises(SystemExit):
        command.main(["--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    said = {one for name, words in named if name == "deploy" for one in re.findall(r"--[a-z-]+", words)}
    assert said <= known
    assert known - {"--help", "--yes"} <= said  # and none is left out


def test_at_most_five_steps_are_the_operators_own():
    road = BOOK.split("\n## The road\n")[1].split("\n## ")[0]
    assert 0 < len(re.findall(r"^\d\. \*\*You\*\*", road, re.MULTILINE)) <= 5


def test_every_link_of_the_book_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", BOOK):
        assert (ROOT / target).exists(), target
