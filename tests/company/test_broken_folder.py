"""A folder of the company that cannot be read ends every command in the list of mistakes, never in a traceback."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.company import folder

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    script.name: named[1]
    for script in sorted((ROOT / "scripts").iterdir())
    if script.is_file() and (named := re.search(r"exec .*-m (workshop[\w.]+)", script.read_text("utf-8")))
}


def run(place: Path, module: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a command that reads the company at `place`, and its complaint."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "VARDE_COMPANY": str(place), "PYTHONPATH": f"{ROOT}/scripts"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


@pytest.fixture
def place(tmp_path):
    """A copy of the company's folder, to break."""
    return Path(shutil.copytree(folder(), tmp_path / "company"))


def test_commands_are_found():
    assert {"policy", "render_policy", "new_article", "check", "directory", "build_site", "package"} <= set(COMMANDS)


@pytest.mark.parametrize("module", COMMANDS.values(), ids=COMMANDS)
def test_no_command_ends_in_a_traceback_when_the_company_cannot_be_read(place, module):
    with (place / "company.toml").open("a") as file:
        file.write("this is not TOML\n")
    code, said = run(place, module, "--help")
    assert "Traceback" not in said
    assert code == 0 or (code in (1, 2) and f"{place} is refused:\n  company.toml: is not TOML" in said)


def _lose(file):
    return lambda place: (place / file).unlink()


def _write(file, text):
    def write(place):
        (place / file).parent.mkdir(exist_ok=True)
        (place / file).write_bytes(text)

    return write


def _dates(place):
    file = place / "company.toml"
    file.write_text(re.sub(r"^dates = .*$", 'dates = "xx-YY"', file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("= 3", "limits.toml is refused:\n  the file of limits is not TOML"),
        ("[proof]\nrounds = 'many'", "limits.toml is refused:\n  "),
    ],
)
def test_a_package_is_not_begun_with_limits_that_are_broken(place, tmp_path, text, sentence):
    (place / "limits.toml").write_text(text)
    code, said = run(place, "workshop.package.build", "--output", str(tmp_path / "package"))
    assert sentence in said
    assert code == 1
    assert "Traceback" not in said
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (shutil.rmtree, "company.toml: cannot be read (No such file or directory)"),
        (_write("company.toml", b"\xe6"), "company.toml: is not text in UTF-8"),
        (_write("company.toml", b"company = 3"), "company.toml: company: the table is missing"),
        (_dates, "company.toml: locale (en): dates 'xx-YY' is no locale of CLDR, such as 'en-GB'"),
        (_lose("policy.toml"), "policy.toml: cannot be read (No such file or directory)"),
        (_write("policy.toml", b"\xe6"), "policy.toml: is not text in UTF-8"),
        (_write("policy.toml", b"vendor = 3"), "policy.toml is refused:\n  vendor: the table [vendor] is missing"),
        (_write("public_holidays.toml", b"\xe6"), "public_holidays.toml: is not text in UTF-8"),
        (_write("words/tables.en.toml", b"= 3"), "words/tables.en.toml: is not TOML"),
        (_write("words/tables.en.toml", b"yes = 3"), "words/tables.en.toml: yes must be text"),
    ],
)
def test_each_mistake_is_named_with_its_file(place, break_it, sentence):
    break_it(place)
    code, said = run(place, "workshop.policy.cli", "show", "--locale", "en")
    assert sentence in said
    assert code in (1, 2)
    assert "Traceback" not in said
