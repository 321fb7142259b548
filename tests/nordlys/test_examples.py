"""Examples in articles are run: customers copy them unchanged."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET, SENT = "whsec_example", 1795511702


def blocks(locale: str, language: str) -> list[str]:
    article = (ROOT / "docs" / locale / "integrations" / "webhooks.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", article, re.MULTILINE | re.DOTALL)


@pytest.fixture(params=["en", "no"])
def example(request: pytest.FixtureRequest) -> tuple[Callable[..., bool], str, str]:
    """The check an article prints, with the header and the body of the call it prints."""
    (code,), (call,) = blocks(request.param, "python"), blocks(request.param, "http")
    room: dict[str, Any] = {}
    exec(code, room)  # noqa: S102 - our own article
    head, _, body = call.strip().partition("\n\n")
    header = re.search(r"^Nordlys-Signature: (.+)$", head, re.MULTILINE)
    assert header
    return room["is_from_nordlys"], header[1], body


def test_the_printed_check_takes_the_printed_call(example):
    genuine, header, body = example
    assert genuine(header, body.encode(), SECRET, now=SENT)


def test_the_printed_check_refuses_another_secret_another_body_and_an_old_call(example):
    genuine, header, body = example
    assert not genuine(header, body.encode(), "whsec_other", now=SENT)
    assert not genuine(header, body.encode() + b" ", SECRET, now=SENT)
    assert not genuine(header, body.encode(), SECRET, now=SENT + 301)
