"""What understands pasted text is loaded when somebody pastes, not when a process starts."""

import os
import subprocess
import sys
from pathlib import Path

INTAKE = Path(__file__).resolve().parents[2] / "intake"
PROGRAM = """
import sys
import app
from chalicelib.http.parsing import parse
from chalicelib.http.requests import NewMessage
parse(NewMessage, {"text": "Hello"})
late = {"phonenumbers", "email_validator", "idna", "csv"}
late |= {f"chalicelib.pasted.{name}" for name in ("phone", "link", "table")}
print(*sorted(late & set(sys.modules)))
from chalicelib.pasted.phone import phone
phone("+47 22 22 55 55")
assert "phonenumbers" in sys.modules
"""


def test_no_library_for_pasted_text_is_loaded_before_it_is_needed():
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=INTAKE,
        env={**os.environ, "VARDE_SECRET": "a secret of this test", "AWS_DEFAULT_REGION": "eu-north-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == []
