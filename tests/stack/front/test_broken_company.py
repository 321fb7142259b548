"""A server whose company cannot be read says what is wrong, serves the pages, and has no API until it is right."""

import sys

from tests.stack.front.asking import ask
from workshop.stack.front.__main__ import front

APP = """
from chalicelib.errors import PolicyBroken
raise PolicyBroken(["vendor: zone is missing", "tier: has no row"])
"""


def test_the_mistakes_are_listed_without_a_traceback_and_the_api_answers_503(tmp_path, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "app", None)
    (tmp_path / "app.py").write_text(APP, "utf-8")
    served = front(tmp_path, tmp_path / "mail", tmp_path / "app.py")
    assert "policy.toml is refused:\n  vendor: zone is missing\n  tier: has no row" in caplog.text
    assert "Traceback" not in caplog.text
    assert ask(served, "/api/health").status == 503
