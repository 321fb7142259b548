"""People are added while the server runs, by a script that knows nothing but the data directory."""

import os
import subprocess
from pathlib import Path

import pytest

from chalicelib.company import folder
from tests.roles import channels, standing

pytestmark = pytest.mark.stack

ROOT = Path(__file__).parents[2]
PLAN = standing.plan_with(channels.mail()).id
SEAT = standing.seat_for(channels.mail()).id
HEADER = "account_id,account_name,tier,account_created,contact_name,contact_email,email,name,seat,language,role\n"


@pytest.fixture
def load(stack, tmp_path):
    def run(text):
        file = tmp_path / "people.csv"
        file.write_text(text)
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "VARDE_"))}
        bare |= {"VARDE_COMPANY": str(folder())}
        command = [ROOT / "scripts" / "directory", "import", file, "--data", stack.data]
        return subprocess.run(command, env=bare, capture_output=True, text=True, check=False)

    return run


def test_a_person_of_the_file_can_sign_in_at_once(stack, load):
    done = load(HEADER + f"new-1,Ny Kunde,{PLAN},2025-01-01,,,ny@kunde.example,Ny Person,{SEAT},en,requester\n")
    assert (done.returncode, done.stdout) == (0, "1 account(s) and 1 person(s) loaded\n"), done.stderr
    status, me = stack.sign_in("ny@kunde.example").call("GET", "/me")
    assert (status, me["requester"]["name"], me["account"]["tier"], me["seat"]) == (
        200,
        "Ny Person",
        PLAN,
        SEAT,
    )


def test_a_file_with_a_mistake_loads_nobody_and_names_the_line(load):
    done = load(HEADER + "new-2,Kunde,gold,2025-01-01,,,to@kunde.example,To,,en,requester\n")
    assert done.returncode == 1
    assert "line 2: tier 'gold' is not one of" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_with_semicolons_as_a_norwegian_spreadsheet_saves_it_is_loaded(stack, load):
    row = f"new-3,Kunde,{PLAN},2025-01-01,,,semikolon@kunde.example,Semi Kolon,{SEAT},en,requester\n"
    done = load((HEADER + row).replace(",", ";"))
    assert (done.returncode, done.stdout) == (0, "1 account(s) and 1 person(s) loaded\n"), done.stderr
    _, me = stack.sign_in("semikolon@kunde.example").call("GET", "/me")
    assert me["requester"]["name"] == "Semi Kolon"
